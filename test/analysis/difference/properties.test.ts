import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSides } from '../../../src/analysis/difference/compare-sides.ts';
import type { ComparedSide } from '../../../src/analysis/difference/side.ts';
import { comparedSide, makeSideFacts } from '../../../src/engine/gate/side-facts.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Report } from '../../../src/model/report.ts';
import { makeSite } from '../../query/sites.ts';

const runs = { seed: 8, numRuns: 150 };

/** Functions, each of statements: those with a small number allocate. */
type Program = readonly (readonly number[])[];
const statements = fc.array(fc.nat(12), { maxLength: 8 });
const program = fc.array(statements, { maxLength: 6 });
/** Two of the same functions: which of those that were renamed is which may depend on where one starts. */
const versions = fc
  .array(fc.tuple(statements, statements), { maxLength: 6 })
  .map((all): [Program, Program] => [all.map(([one]) => one), all.map(([, other]) => other)]);

/** Of a shape and a variable of its own: what differs in names only may have been renamed, what keeps its variable edited. */
function textOf(statement: number): string {
  return `x${statement}[${'y + '.repeat(statement)}z]`;
}

/** A made-up side: text as of gofmt, and a site on each line that allocates. */
function sideOf(functions: Program, blanks = 0): ComparedSide {
  const lines = ['package p', ''];
  const sites = functions.flatMap((statements, index) => {
    lines.push(...Array.from({ length: blanks }, () => ''), `func f${index}() {`);
    const own = statements.flatMap((statement, ordinal) => {
      const line = lines.push(`\tkeep(${textOf(statement)})`);
      if (statement > 8) return [];
      return [
        makeSite({
          id: `${index}-${statement}-${statements.slice(0, ordinal).filter((one) => one === statement).length}`,
          package: 'ex.com/p',
          function: `f${index}`,
          at: { file: 'p.go', line },
          what: 'box',
          subject: textOf(statement),
        }),
      ];
    });
    lines.push('}', '');
    return own;
  });
  const report = { packages: [{ path: 'ex.com/p', files: ['p.go'] }], sites } as unknown as Report;
  return comparedSide(makeSideFacts({ report, units: [] }, () => new TextEncoder().encode(lines.join('\n'))));
}

function count(base: ComparedSide, head: ComparedSide): Readonly<Record<Change, number>> {
  return compareSides(base, head).states;
}

test('nothing changed between a program and itself, with blank lines or without', () => {
  fc.assert(
    fc.property(program, fc.nat(5), (one, blanks) => {
      expect(compareSides(sideOf(one), sideOf(one, blanks)).places).toEqual([]);
    }),
    runs,
  );
});

test('each site stands in one state, and backwards what is new is fixed', () => {
  fc.assert(
    fc.property(versions, ([one, other]) => {
      const [base, head] = [sideOf(one), sideOf(other)];
      const there = count(base, head);
      const back = count(head, base);
      const kept = there.worse + there.moved + there['other-reason'] + there.unchanged;
      expect([kept + there.new, kept + there.fixed]).toEqual([head.sites.length, base.sites.length]);
      expect([back.new, back.fixed]).toEqual([there.fixed, there.new]);
    }),
    runs,
  );
});

test('a statement that was added is one new place, wherever it stands', () => {
  fc.assert(
    fc.property(program, fc.nat(), fc.nat(), fc.nat(8), (one, at, before, statement) => {
      const index = at % Math.max(one.length, 1);
      const other =
        one.length === 0
          ? [[statement]]
          : one.map((all, own) => (own === index ? all.toSpliced(before % (all.length + 1), 0, statement) : all));
      expect(count(sideOf(one), sideOf(other))).toMatchObject({ new: 1, fixed: 0, worse: 0 });
      expect(count(sideOf(other), sideOf(one))).toMatchObject({ new: 0, fixed: 1, worse: 0 });
    }),
    runs,
  );
});
