import { describe, expect, it } from 'vitest';
import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { knownReleases } from '../../src/model/tables/release.ts';
import { noteKinds, verdictKinds, type TextFacts } from '../../src/model/facts.ts';
import { asWritten, splitText } from './read-lines.ts';
import { readTextRecordings } from './recordings.ts';
import { renderExplanation, renderFacts } from './render-lines.ts';

const recordings = readTextRecordings();
const read = (bytes: Uint8Array): TextFacts[] => splitText(bytes).blocks.map((block) => readText(block, { nameFile: asWritten }));

it('there are recordings of every known release', () => {
  expect([...new Set(recordings.map(({ release }) => release))].toSorted()).toEqual([...knownReleases].toSorted());
});

describe.each(recordings)('Go $release, $way', ({ way, bytes }) => {
  it('every line is known and counted once', () => {
    for (const { counts, unknown } of read(bytes)) {
      expect(counts.lines).toBe(counts.verdicts + counts.explanationLines + counts.inlining + counts.notes + counts.unknown);
      if (way !== 'errors') expect(unknown).toEqual([]);
    }
  });

  it('written again, the records are the lines', () => {
    for (const block of splitText(bytes).blocks) {
      const facts = readText(block, { nameFile: asWritten });
      const lines = Buffer.from(block.bytes).toString('utf8').split('\n').slice(0, -1);
      const explained = [...readAllExplanations(block.bytes, facts.explanations, { nameFile: asWritten })].flatMap(renderExplanation);
      const written = [...renderFacts(facts), ...explained];
      expect(written.toSorted()).toEqual(matchTo(new Set(written), lines).toSorted());
      // Explanations are in the order of the text, step by step.
      expect(explained).toEqual(lines.map(plainPosition).filter((line) => explained.includes(line)));
    }
  });
});

/** The compiler's lines without what is not kept: bodies behind ` as: `, scores, original positions. */
function matchTo(written: ReadonlySet<string>, lines: readonly string[]): string[] {
  return lines.map((line) => {
    const plain = plainPosition(line).replace(/( inlining call to .*) with score -?\d+$/, '$1');
    if (written.has(plain) || !plain.includes(': can inline ')) return plain;
    const ends = [...plain.matchAll(/ as: /g)].map(({ index }) => plain.slice(0, index + ' as: '.length));
    return ends.find((end) => written.has(end)) ?? plain;
  });
}

function plainPosition(line: string): string {
  return line.replaceAll(/(?<=:\d+)\[[^[\]]*:\d+\](?=: |$)/g, '');
}

describe('what the programs show', () => {
  const all = recordings.flatMap(({ release, way, bytes }) => read(bytes).map((facts) => ({ release, way, facts })));
  const releasesWith = (test: (facts: TextFacts) => boolean): string[] => [
    ...new Set(all.filter(({ facts }) => test(facts)).map(({ release }) => release)),
  ];
  const from = (first: string): string[] => knownReleases.slice(knownReleases.indexOf(first as (typeof knownReleases)[number]));
  const until = (last: string): string[] => knownReleases.slice(0, knownReleases.indexOf(last as (typeof knownReleases)[number]) + 1);

  it('every kind of verdict, in its releases', () => {
    for (const kind of verdictKinds) {
      const expected = kind.startsWith('append') ? from('1.25') : knownReleases;
      expect(
        releasesWith((facts) => facts.verdicts.some((fact) => fact.kind === kind)),
        kind,
      ).toEqual(expected);
    }
  });

  it('every kind of note but those of the Go command', () => {
    const others = new Set(['go-command', 'hash-debug', 'imprecise-call', 'loop-variable', 'bounds-check']);
    for (const note of noteKinds.filter((kind) => !others.has(kind))) {
      const expected = note === 'kept-alive' ? from('1.24') : knownReleases;
      expect(
        releasesWith((facts) => facts.notes.some((fact) => fact.note === note)),
        note,
      ).toEqual(expected);
    }
  });

  it('a verdict and a capture without position', () => {
    expect(releasesWith((facts) => facts.verdicts.some((fact) => fact.line === 0))).toEqual(from('1.23'));
    expect(releasesWith((facts) => facts.notes.some((fact) => fact.line === 0 && fact.note === 'captures'))).toEqual(from('1.23'));
  });

  it('both forms of headings', () => {
    const hasForm = (isNew: boolean): string[] => [
      ...new Set(
        recordings
          .filter(({ bytes }) =>
            splitText(bytes).blocks.some((block) => {
              const { explanations } = readText(block, { nameFile: asWritten });
              return [...readAllExplanations(block.bytes, explanations, { nameFile: asWritten })].some(
                (one) => (one.function !== undefined) === isNew,
              );
            }),
          )
          .map(({ release }) => release),
      ),
    ];
    expect(hasForm(false)).toEqual(until('1.24'));
    expect(hasForm(true)).toEqual(from('1.25'));
  });

  it('files under the names that a file may have', () => {
    const names = new Set(all.flatMap(({ facts }) => facts.verdicts.map((fact) => fact.file)));
    for (const name of [
      '@root/oddname1/a b-c@d.go',
      '@root/oddname2/größe.go',
      '@root/oddname3/x:12:y.go',
      '@root/oddname4/p:12: q.go',
      '@root/lines/with space:12: odd.y',
      '@root/lines/made.y',
      '@root/lines/noext',
      'oddname1/a b-c@d.go',
      'oddname4/p:12: q.go',
      '<autogenerated>',
    ]) {
      expect(names).toContain(name);
    }
    expect([...names].filter((name) => /:\d+$|[<>" ]$|^ /.test(name) && name !== '<autogenerated>')).toEqual([]);
  });

  it('variants: the tests of a package', () => {
    expect(all.find(({ facts }) => facts.variant === 'ex.com/probe/bloop.test')?.facts.package).toBe('ex.com/probe/bloop');
  });

  it('errors of a package that does not compile, in the compiler’s order', () => {
    const errors = all.filter(({ way, facts }) => way === 'errors' && facts.package === 'ex.com/probe/broken');
    expect(errors).toHaveLength(knownReleases.length);
    for (const { facts } of errors) {
      expect(facts.unknown.map(({ text }) => text.replace(/^broken\/broken\.go:/, '').slice(0, 12))).toEqual([
        '7:14: undefi',
        '8:17: cannot',
        '9:11: s.none',
        '17:15: canno',
        '\t\thave a(str',
        '\t\twant a(int',
      ]);
    }
  });
});
