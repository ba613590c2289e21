import { describe, expect, test } from 'vitest';
import type { BuildComparison, ComparedRow } from '../../src/model/build-comparison.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import { renderBuildComparison, type BuildComparisonOptions } from '../../src/report/build-comparison-render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { benchmarkCommands } from '../../src/view/benchmark-commands.ts';
import { bareAssets } from '../support/no-page.ts';
import { expectGolden } from '../support/golden.ts';
import { findHostile, hostilePieces } from '../support/hostile-text.ts';
import { sampleBuildComparison } from '../support/sample-build-comparison.ts';

const options: BuildComparisonOptions = { color: false, all: true, nameFile: (file) => file, page: bareAssets, top: 20 };
const show = (
  comparison: BuildComparison,
  more: Partial<BuildComparisonOptions> = {},
  format: Parameters<typeof renderBuildComparison>[0] = 'text',
): string => [...renderBuildComparison(format, comparison, { ...options, ...more })].join('');

describe('a comparison whose every text is hostile', () => {
  const hostile = sampleBuildComparison(hostilePieces.join('é'));

  test.each(formatsOf('build-comparison'))('%s: nothing that a terminal acts on', (format) => {
    expect(findHostile(show(hostile, {}, format))).toBeUndefined();
    expect(findHostile(show(hostile, { all: false }, format))).toBeUndefined();
  });

  test('text: neither in colour nor cut', () => {
    for (const width of [20, 80]) expect(findHostile(show(hostile, { width, color: true }), { color: true })).toBeUndefined();
  });

  test('markdown: no text ends its cell, makes markup or mentions somebody; it fits into a comment', () => {
    const made = sampleBuildComparison('a|b <img src=x> [x](y) @somebody #1 https://ex.com `c`');
    const text = show(made, {}, 'markdown').replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '');
    for (const line of text.split('\n')) {
      if (line.startsWith('| ')) expect(line.replaceAll(/\\./g, '').split('|')).toHaveLength(7);
      const prose = line
        .replaceAll('\\`', '')
        .replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
        .replaceAll(/<br>|<!-- -->/g, '·');
      expect(prose).not.toMatch(/<|@\w|(?<!\\)\[|:\/\//);
    }
    const many = {
      ...made,
      rows: Array.from({ length: 3000 }, (_, index): ComparedRow => ({
        ...(made.rows[0] as ComparedRow),
        site: { ...(made.rows[0] as ComparedRow).site, function: `F${index}`, type: { name: `T${index}`, of: 'object', known: 'operand' } },
      })),
    };
    const long = show(many, { top: 5000 }, 'markdown');
    expect(Buffer.byteLength(long)).toBeLessThan(64_000);
    expect(long).toMatch(/… and [\d,]+ more; `stackward compare` lists them\./);
  });
});

describe('what people read', () => {
  const sample = sampleBuildComparison('p/p.go');

  test.each(['text', 'markdown'] as const)('%s of each kind of thing', (format) => {
    expectGolden(`compare/sample.${format === 'text' ? 'txt' : 'md'}`, show(sample, format === 'text' ? { width: 80 } : {}, format));
  });

  test('a list is cut for display, and says exactly what is left out', () => {
    const text = show(sample, { all: false, top: 2 });
    const left = [...text.matchAll(/^… and (\d+) places? more/gm)].reduce((sum, [, many]) => sum + Number(many), 0);
    const listed =
      [...text.matchAll(/^\S{3} {2}p\/p\.go:4:2 /gm)].length +
      [...text.matchAll(/the same at (.*)/g)].reduce((sum, [, names = '']) => sum + names.split(', ').length, 0);
    // Places that differ in words only are counted above.
    expect(listed + left).toBe(sample.rows.length - sample.differ.words);
    expect(show(sample)).not.toMatch(/^… and \d+ places? more/m);
  });

  test('of one build that was built nothing is compared', () => {
    const [first, , last] = sample.builds;
    if (!first || !last) throw new Error('a sample without builds');
    const text = show({ ...sample, builds: [first, last], rows: [] });
    expect(text).toContain('p/p.go3 (p/p.go): failed, see above');
    expect(text).not.toContain('allocate in some build');
  });

  test('a build that failed decides the exit code, by what ended it', () => {
    const failed = { code: 'build-failed', args: {}, effect: 'failed' } as const;
    expect(exitCode({ problems: [failed] })).toBe(3);
    expect(exitCode({ problems: [{ ...failed, effect: 'incomplete' }] })).toBe(2);
  });
});

describe('commands for benchmarks that are worth running', () => {
  const sample = sampleBuildComparison('p');
  const [first] = sample.builds;
  if (!first) throw new Error('a sample without builds');
  const commands = (builds: readonly Partial<(typeof sample.builds)[number]>[]): string[] =>
    benchmarkCommands({ ...sample, builds: builds.map((one) => ({ ...first, ...one })), worth: { from: 0, to: builds.length - 1 } });

  test('the first build and the last, each with its flags', () => {
    expect(commands([{ flags: ['--go=1.24'] }, { state: 'failed' }, { flags: ['--tags=a b'] }])).toEqual([
      'stackward bench ./p --go=1.24 -f json -o A.json',
      "stackward bench ./p '--tags=a b' -f json -o C.json",
      'stackward bench --compare A.json C.json',
    ]);
  });

  test('revisions are run by bench itself; other systems, and a working tree beside a revision, cannot', () => {
    expect(
      commands([
        { label: 'v1', revision: 'abc' },
        { label: 'v2', revision: 'def' },
      ]),
    ).toEqual(['stackward bench --compare v1 v2 ./p']);
    expect(commands([{ label: 'v1', revision: 'abc' }, { label: 'working tree' }])).toEqual([]);
    expect(commands([{ flags: [] }, { flags: ['--goarch=386'] }])).toEqual([]);
  });
});

test('where no package could be built nothing is known, and no place is said not to allocate', () => {
  const sample = sampleBuildComparison('p/p.go');
  const nothing = sample.builds.map((build) =>
    build.counts ? { ...build, counts: { ...build.counts, packages: 2, packagesFailed: 2 } } : build,
  );
  const text = show({ ...sample, builds: nothing, rows: [], inlining: [], benchmarks: [], pins: [] });
  expect(text).toContain('A  p/p.go: no package could be built, so nothing is known');
  expect(text).not.toMatch(/allocates? in some build/);
});
