import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import type { Problem } from '../../../src/model/report.ts';
import { lineHashes } from '../../../src/report/ci/line-hash.ts';
import { commentBytes, renderMarkdown, summaryBytes } from '../../../src/report/ci/markdown.ts';
import { judgedReport } from '../../../src/report/ci/judged.ts';
import { renderSarif } from '../../../src/report/ci/sarif.ts';
import { runHead } from '../../../src/report/ci/sarif-run.ts';
import { utf16Column } from '../../../src/report/ci/source-reader.ts';
import { ciFormats, comparisonOf, findingsAt, plainOptions, rendered, reportOf, type CiFormat } from './render-all.ts';

interface Located {
  readonly physicalLocation: { readonly region: Readonly<Record<string, number>> };
}
interface Result {
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Located];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string; readonly 'stackward/v1': string };
  readonly relatedLocations?: readonly Located[];
  readonly codeFlows?: readonly [{ readonly threadFlows: readonly [{ readonly locations: readonly unknown[] }] }];
  readonly baselineState?: string;
  readonly suppressions?: readonly { readonly kind: string }[];
}
interface Log {
  readonly runs: readonly {
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[] }[];
    readonly results: readonly Result[];
  }[];
}
const sarif = (...args: Parameters<typeof rendered> extends [unknown, ...infer Rest] ? Rest : never): Log['runs'][number] => {
  const [run] = (JSON.parse(rendered('sarif', ...args)) as Log).runs;
  if (!run) throw new Error('no run');
  return run;
};

describe('an incomplete run does not look clean', () => {
  const failed: Problem = {
    code: 'package-failed',
    args: { output: 'x.go:1:1: syntax error' },
    effect: 'failed',
    package: 'ex.com/shop/store',
  };
  const incomplete: Problem = { code: 'archive-missing', args: {}, effect: 'incomplete', package: 'ex.com/shop/store' };
  const says: Readonly<Record<CiFormat, RegExp>> = {
    markdown: /^### stackward \w+: not complete/,
    sarif: /"executionSuccessful":false.*"level":"error"/,
    junit: /<testsuites .* errors="1">[^]*<error message="not complete/,
    gitlab: /"severity":"(?:blocker|critical)"/,
    github: /^::error [^]*: not complete/,
    rdjsonl: /"severity":"ERROR"/,
    openmetrics: /^stackward_complete 0$/m,
  };
  test.each(ciFormats)('%s', (format) => {
    for (const problem of [failed, incomplete])
      for (const document of [reportOf([], [problem]), comparisonOf([], { problems: [problem] })])
        expect(rendered(format, document)).toMatch(says[format]);
    for (const document of [reportOf([]), comparisonOf([])]) expect(rendered(format, document)).not.toMatch(says[format]);
  });
});

test('two builds that are not comparable are no success without a word', () => {
  const document = comparisonOf([], { incomparable: [{ what: 'go', base: 'go1.25.1', head: 'go1.26.8' }] });
  for (const format of ['markdown', 'sarif', 'junit', 'github'] as const)
    expect(rendered(format, document)).toContain('not comparable with merge base of main: go go1.25.1 there, go1.26.8 here');
  expect(rendered('openmetrics', document)).toContain('stackward_comparable 0');
});

test('lines move: no fingerprint, no test case changes', () => {
  const before = findingsAt(5);
  const after = before.map((finding) => ({ ...finding, anchor: { ...finding.anchor, line: finding.anchor.line + 200 } })) as Finding[];
  const names = (findings: readonly Finding[]): unknown => ({
    sarif: sarif(reportOf(findings)).results.map((result) => result.partialFingerprints),
    gitlab: (JSON.parse(rendered('gitlab', reportOf(findings))) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint),
    junit: rendered('junit', reportOf(findings)).match(/<testcase [^>]*/g),
  });
  expect(names(after)).toEqual(names(before));
});

test('the most important first: what is open before what is known, errors before warnings, new before worse', () => {
  const [a, b, c, d] = findingsAt(4);
  const findings = [
    { ...a, severity: 'error', known: { by: 'waiver', reason: 'later' } },
    { ...b, severity: 'warning' },
    { ...c, severity: 'error', state: 'worse' },
    { ...d, severity: 'error' },
  ] as Finding[];
  const { results } = sarif(reportOf(findings));
  expect(results.map(({ level, baselineState, suppressions }) => [level, baselineState, suppressions?.[0]?.kind])).toEqual([
    ['error', 'new', undefined],
    ['error', 'updated', undefined],
    ['warning', 'new', undefined],
    ['error', 'new', 'external'],
  ]);
  expect(rendered('markdown', reportOf(findings))).toMatch(/^### stackward check: 2 errors, 1 warning; 1 known\n/);
  // Channels that know no acceptance get only what is open.
  expect(JSON.parse(rendered('gitlab', reportOf(findings)))).toHaveLength(3);
  expect(rendered('junit', reportOf(findings.slice(0, 1)))).toContain('<skipped');
  expect(rendered('junit', reportOf(findings.slice(1, 2)))).not.toMatch(/<(failure|skipped|error) /);
});

test('an id that comes twice stays two', () => {
  const twice = [...findingsAt(1), ...findingsAt(1)];
  const prints = (JSON.parse(rendered('gitlab', reportOf(twice))) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
  expect(new Set(prints).size).toBe(2);
});

test('a path is the flow of the code, and in the message', () => {
  const related: Finding['related'] = [
    { code: 'path', at: { file: 'a.go', line: 4 }, function: 'a.F' },
    { code: 'path', at: { file: '$GOROOT/src/fmt/print.go', line: 9 }, function: 'fmt.Sprint' },
    { code: 'caller', at: { file: 'b.go', line: 7 }, function: 'b.G' },
  ];
  const [result] = sarif(reportOf(findingsAt(1, { related }))).results;
  expect(result?.codeFlows?.[0].threadFlows[0].locations).toHaveLength(3);
  expect(result?.relatedLocations).toHaveLength(1);
  expect(result?.message.text).toContain(
    'the caller: b.G, services/shop/b.go:7\npath: a.F (services/shop/a.go:4) → fmt.Sprint ($GOROOT/src/fmt/print.go:9)',
  );
});

test('what lies outside of the repository is shown at go.mod, with its own place in words', () => {
  const findings = findingsAt(1, { anchor: { file: '$GOROOT/src/slices/sort.go', line: 3, column: 2 } });
  const [entry] = JSON.parse(rendered('gitlab', reportOf(findings))) as { description: string; location: object }[];
  expect(entry?.location).toEqual({ path: 'services/shop/x/go.mod', lines: { begin: 1 } });
  expect(entry?.description).toMatch(/^\$GOROOT\/src\/slices\/sort\.go:3:2: new allocation/);
});

describe('columns', () => {
  const line = '\té𐐀世(x)';
  const readSource = (): string => `${line}\r\n${line}`;
  test('are UTF-16 units in SARIF and annotations, bytes for reviewdog', () => {
    const report = reportOf(findingsAt(1, { anchor: { file: 'a.go', line: 2, column: 12 } }));
    const [result] = sarif(report, { readSource }).results;
    expect(result?.locations[0].physicalLocation.region).toEqual({ startLine: 2, endLine: 2, startColumn: 7, endColumn: 9 });
    expect(rendered('github', report, { readSource })).toContain('line=2,col=7,');
    expect(rendered('rdjsonl', report)).toContain('"column":12');
  });
  test('are left out where the source is not at hand, or does not fit', () => {
    const report = reportOf(findingsAt(1, { anchor: { file: 'a.go', line: 2, column: 12 } }));
    for (const source of [undefined, () => undefined, () => 'x', () => 'x\ny'])
      expect(sarif(report, source ? { readSource: source } : {}).results[0]?.locations[0].physicalLocation.region).toEqual({
        startLine: 2,
        endLine: 2,
      });
  });
  test('agree with the encoder at each byte', () => {
    for (let unit = 0; unit <= line.length; unit++) {
      if (/[\udc00-\udfff]/.test(line.charAt(unit))) continue;
      expect(utf16Column(line, new TextEncoder().encode(line.slice(0, unit)).length + 1)).toBe(unit + 1);
    }
  });
});

// What github/codeql-action expects of its own hash (src/fingerprints.test.ts).
test.each([
  ['', ['c129715d7a2bc9a3:1']],
  [' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
  ...['\n', '\r', '\r\n'].map((end): [string, string[]] => [
    [' hello; \t', 'world!!!', '', '', '  \t\tGreetings', ' End', ''].join(end),
    [
      'e9496ae3ebfced30:1',
      'fb7c023a8b9ccb3f:1',
      'ce8ba1a563dcdaca:1',
      'e20e36e16fcb0cc8:1',
      'b3edc88f2938467e:1',
      'c8e28b0b4002a3a0:1',
      'c129715d7a2bc9a3:1',
    ],
  ]),
  [
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    ['1', '2', '3', '4', '5', '6']
      .map((n) => `a7f2ff13bc495cf2:${n}`)
      .concat('a7f2ff1481e87703:1', 'a9cf91f7bbf1862b:1', '55ec222b86bcae53:1', 'cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1'),
  ],
])('the hash of lines is that of the upload action: %j', (text, expected) => {
  expect(lineHashes(text)).toEqual(expected);
});

test('with codeql the hash of the line is given, of a file that can be read', () => {
  const report = reportOf(findingsAt(2));
  const hashes = sarif(report, { lineHash: 'codeql', readSource: () => ' a\nb\n  \t\tc\n d' }).results.map(
    (one) => one.partialFingerprints.primaryLocationLineHash,
  );
  expect(hashes).toEqual(['271789c17abda88f:1', '54703d4cd895b18:1']);
  expect(sarif(report, { lineHash: 'codeql' }).results).toEqual(sarif(report).results);
});

describe('limits of the channels', () => {
  test('annotations: ten of a level, the last one counts the rest', () => {
    const annotations = (n: number): string[] =>
      rendered('github', reportOf(findingsAt(n)))
        .split('\n')
        .filter((line) => line.startsWith('::error'));
    expect([annotations(10).length, annotations(11).length, annotations(500).length]).toEqual([10, 10, 10]);
    expect(annotations(10).at(-1)).toContain('&Order{9}');
    expect(annotations(11).at(-1)).toContain('and 2 more');
  });

  test('SARIF: 25,000 results at most, and a word above 5,000', () => {
    const judged = judgedReport(reportOf(findingsAt(25_001)), plainOptions);
    const log = [...renderSarif(judged, {})].join('');
    expect(log.match(/^\{"ruleId"/gm)).toHaveLength(25_000);
    expect(new Set(log.match(/(?<="stackward\/v1":")\w+/g)).size).toBe(25_000);
    expect(log).toContain('and 1 more: `stackward check` and its -f json list every one');
    const told = (results: number): string => JSON.stringify(runHead({ ...judged, entries: judged.entries.slice(0, results) }, results));
    expect(told(5001)).toContain('GitHub shows the first 5,000 of these 5,001 results');
    expect(told(5000)).not.toContain('GitHub shows');
  });

  test('SARIF: of one result 100 related locations and 1,000 steps', () => {
    const related = Array.from({ length: 1500 }, (_, index) => ({
      code: index < 150 ? ('caller' as const) : ('path' as const),
      at: { file: 'a.go', line: index + 1 },
    }));
    const [result] = sarif(reportOf(findingsAt(1, { related }))).results;
    expect([result?.relatedLocations?.length, result?.codeFlows?.[0].threadFlows[0].locations.length]).toEqual([100, 1000]);
  });

  test('Markdown: never more bytes than the channel takes, as many rows as fit, the rest counted', () => {
    const report = reportOf([
      ...findingsAt(9000, { function: 'größe世界' }),
      ...findingsAt(3000, { known: { by: 'baseline', reason: '|'.repeat(500) } }),
    ]);
    for (const limit of [2000, 5000, commentBytes, summaryBytes]) {
      const text = [...renderMarkdown(judgedReport(report, plainOptions), limit)].join('');
      const bytes = Buffer.byteLength(text);
      expect(bytes).toBeLessThanOrEqual(limit);
      const rows = text.match(/^\| \*\*error/gm)?.length ?? 0;
      if (limit === summaryBytes) continue;
      expect(bytes).toBeGreaterThan(limit - 1000);
      expect(text).toContain(`… and ${(9000 - rows).toLocaleString('en')} more`);
    }
    // A comment is counted in characters, which are never more than bytes.
    expect(commentBytes).toBeLessThan(65_536);
  });
});
