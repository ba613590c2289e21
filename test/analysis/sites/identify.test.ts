import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifySites, type Identified } from '../../../src/analysis/sites/identify.ts';
import { whats } from '../../../src/model/site.ts';

const digest = (...parts: string[]): string => JSON.stringify(parts);
const ids = (sites: readonly Identified[]): string[] => identifySites(sites, (...parts) => hash(digest(...parts)));

/** 16 hexadecimal digits that differ for these tests. */
const hashes = new Map<string, string>();
function hash(text: string): string {
  const known = hashes.get(text) ?? hashes.size.toString(16).padStart(16, '0');
  hashes.set(text, known);
  return known;
}

const site = fc.record({
  package: fc.constantFrom('ex.com/m/p', 'ex.com/m/q'),
  function: fc.constantFrom('F', 'F.func1', '(*T).M', 'G[...]'),
  what: fc.constantFrom(...whats),
  name: fc.option(fc.constantFrom('int', 'ex.com/m/p.T', 'ex.com/m/p.T·2', 'go.shape.int'), { nil: undefined }),
  subject: fc.option(fc.constantFrom('x', 'y', '.autotmp_4', 'a + b'), { nil: undefined }),
  line: fc.integer({ min: 1, max: 60 }),
  column: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
});

function make(one: typeof site extends fc.Arbitrary<infer T> ? T : never): Identified {
  return {
    package: one.package,
    function: one.function,
    what: one.what,
    at: {
      file: one.package.endsWith('p') ? 'p/p.go' : 'q/q.go',
      line: one.line,
      ...(one.column === undefined ? {} : { column: one.column }),
    },
    ...(one.name === undefined ? {} : { type: { name: one.name, of: 'object', known: 'operand' } as const }),
    ...(one.subject === undefined ? {} : { subject: one.subject }),
  };
}

const sites = fc.array(site.map(make), { maxLength: 25 });
const settings = { seed: 20_241_126, numRuns: 1000 };
const moved = (one: Identified, by: number): Identified => ({ ...one, at: { ...one.at, line: one.at.line + by } });

describe('identity', () => {
  test('each site has its own', () => {
    fc.assert(
      fc.property(sites, (all) => {
        expect(new Set(ids(all)).size).toBe(all.length);
      }),
      settings,
    );
  });

  test('lines that are put in anywhere change none', () => {
    fc.assert(
      fc.property(sites, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 500 }), (all, from, by) => {
        expect(ids(all.map((one) => (one.at.line >= from ? moved(one, by) : one)))).toEqual(ids(all));
      }),
      settings,
    );
  });

  test('the order of the input does not matter where places differ', () => {
    const apart = fc.uniqueArray(site, { selector: ({ line }) => line, maxLength: 25 }).map((all) => all.map(make));
    fc.assert(
      fc.property(apart, (all) => {
        expect(ids(all.toReversed()).toReversed()).toEqual(ids(all));
      }),
      settings,
    );
  });

  test('a site more changes at most its equals behind it', () => {
    fc.assert(
      fc.property(sites, site.map(make), (all, more) => {
        const [before, after] = [ids(all), ids([...all, more])];
        const changed = all.filter((_, index) => before[index] !== after[index]);
        for (const one of changed) {
          expect([one.package, one.function, one.what]).toEqual([more.package, more.function, more.what]);
          expect(one.at.line).toBeGreaterThanOrEqual(more.at.line);
        }
      }),
      settings,
    );
  });

  test.each<[string, Partial<Identified>, Partial<Identified>]>([
    [
      'the number of a type that is declared in a function',
      { type: { name: 'p.T·1', of: 'object', known: 'operand' } },
      { type: { name: 'p.T·7', of: 'object', known: 'operand' } },
    ],
    ['the number of a temporary', { subject: 'f(.autotmp_4)' }, { subject: 'f(.autotmp_12)' }],
    [
      'the instantiation that stands for the others',
      { function: 'G[...]', type: { name: 'go.shape.int', of: 'object', known: 'operand' } },
      { function: 'G[...]', subject: '&Box[go.shape.string]{...}' },
    ],
    [
      'the subject where the type is known',
      { type: { name: 'int', of: 'object', known: 'operand' }, subject: 'x' },
      { type: { name: 'int', of: 'object', known: 'operand' }, subject: 'y' },
    ],
    ['the column', { at: { file: 'p/p.go', line: 7, column: 3 } }, { at: { file: 'p/p.go', line: 9 } }],
  ])('%s says nothing', (_name, a, b) => {
    const base: Identified = { package: 'ex.com/m/p', function: 'F', what: 'object', at: { file: 'p/p.go', line: 7 } };
    expect(ids([{ ...base, ...a }])).toEqual(ids([{ ...base, ...b }]));
  });

  test.each<[string, Partial<Identified>]>([
    ['package', { package: 'ex.com/m/q' }],
    ['function', { function: 'F.func1' }],
    ['kind', { what: 'slice' }],
    ['type', { type: { name: 'string', of: 'object', known: 'operand' } }],
    ['expression', { subject: 'y' }],
  ])('another %s is another site', (_name, other) => {
    const base: Identified = { package: 'ex.com/m/p', function: 'F', what: 'object', at: { file: 'p/p.go', line: 7 }, subject: 'x' };
    expect(ids([base])).not.toEqual(ids([{ ...base, ...other }]));
  });
});
