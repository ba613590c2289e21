import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankSites } from '../../src/analysis/rank.ts';
import { whens } from '../../src/model/facts.ts';
import { whats, type Place, type Site } from '../../src/model/site.ts';
import { makeSite } from '../query/sites.ts';

const runs = { seed: 20261126, numRuns: 1000, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true };

const place: Place = { package: 'p', function: 'p.F', inline: [], calls: [], verdicts: [], joined: 'alone' };
const object = (charged: number, name = 'ex.com/p.T'): Partial<Site> => ({
  type: { name, size: charged, charged, of: 'object', known: 'operand' },
});
const slice = (size: number): Partial<Site> => ({ what: 'slice', type: { name: 'ex.com/p.T', size, of: 'element', known: 'operand' } });

describe('what comes first, all else being equal', () => {
  test.each<[string, Partial<Site>, Partial<Site>]>([
    ['always before when it grows', {}, { when: ['grows'] }],
    ['when it grows before when the pool is empty', { when: ['grows'] }, { when: ['pool-empty'] }],
    ['when it exceeds its buffer before when it leaves the frame', { when: ['exceeds-buffer'] }, { when: ['leaves-frame'] }],
    ['the likeliest of several conditions counts', { when: ['always', 'pool-empty'] }, { when: ['grows'] }],
    ['in a loop', { loop: 1 }, { loop: 0 }],
    ['in a loop in a loop', { loop: 2 }, { loop: 1 }],
    ['where a loop is known', { loop: 1 }, {}],
    ['more bytes', object(112), object(48)],
    ['larger elements', slice(96), slice(24)],
    ['an object of 1 KiB before one in a loop of 64 bytes', object(1024), { ...object(64), loop: 1 }],
    ['more compiled copies', { places: [place, place, place] }, { places: [place] }],
    ['before code that runs once', {}, { function: 'init.0' }],
    ['a literal in package-level code before that code', { function: 'init.func1' }, { function: 'init' }],
    ['before the map initialisers that the compiler makes', {}, { function: 'map.init.3' }],
    ['before errors that are built, by their type', object(16), object(16, '*ex.com/p.ParseError')],
    ['… by what leaks', {}, { cause: { code: 'passed-to-parameter', args: { callee: 'fmt.Errorf' } } }],
    [
      '… by what is inlined',
      {},
      { places: [{ ...place, inline: [{ package: 'errors', function: 'errors.New', file: 'e.go', line: 1 }] }] },
    ],
    [
      '… by the expression',
      {},
      { places: [{ ...place, verdicts: [{ kind: 'escapes-to-heap', subject: 'fmt.Errorf("x", ... argument...)', count: 1 }] }] },
    ],
    ['before what is passed to panic', {}, { cause: { code: 'passed-to-panic', args: {} } }],
    ['before tests, whatever they do', {}, { test: true, loop: 3, ...object(32768) }],
  ])('%s', (_, first, second) => {
    // Behind it by position: only the rank can bring it to the front.
    const a = makeSite({ ...first, id: 'a', at: { file: 'z.go', line: 9 } } as Partial<Site>);
    const b = makeSite({ ...second, id: 'b', at: { file: 'a.go', line: 1 } } as Partial<Site>);
    expect(rankSites([a, b])).toEqual([1, 2]);
  });

  test('equals by position', () => {
    const lines = [7, 3, 5].map((line) => makeSite({ at: { file: 'a.go', line } }));
    expect(rankSites(lines)).toEqual([3, 1, 2]);
  });
});

test('only sites that allocate have a rank', () => {
  const others = [
    makeSite({ outcome: 'paper', paper: 'constant' }),
    makeSite({ outcome: 'merged', into: 'x' }),
    makeSite({ outcome: 'unsettled', why: 'no-position' }),
  ];
  expect(rankSites([...others, makeSite(), makeSite({ when: [] })])).toEqual([undefined, undefined, undefined, 1, 2]);
});

test('each site that allocates has a place of its own, whatever the order they are given in', () => {
  const site = fc
    .record({
      outcome: fc.constantFrom('allocates' as const, 'paper' as const),
      what: fc.constantFrom(...whats),
      when: fc.subarray([...whens]),
      loop: fc.option(fc.nat(5), { nil: undefined }),
      size: fc.option(fc.constantFrom(0, 1, 16, 4096), { nil: undefined }),
      copies: fc.nat(3),
      isTest: fc.boolean(),
      line: fc.integer({ min: 1, max: 3 }),
      name: fc.constantFrom('F', 'init', 'New'),
    })
    .map(({ outcome, size, copies, loop, isTest, line, name, ...rest }) =>
      makeSite({
        ...rest,
        function: name,
        at: { file: 'a.go', line },
        places: Array.from({ length: copies }, () => place),
        ...(outcome === 'paper' ? { outcome, paper: 'constant' as const } : { outcome, said: 'heap' as const }),
        ...(loop === undefined ? {} : { loop }),
        ...(size === undefined ? {} : object(size)),
        ...(isTest ? { test: true as const } : {}),
      }),
    );
  const sites = fc.array(site, { maxLength: 20 }).map((all) => all.map((one, index) => ({ ...one, id: `${index}` })));
  fc.assert(
    fc.property(
      sites.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const ranks = rankSites(all);
        const given = ranks.filter((rank) => rank !== undefined).toSorted((a, b) => a - b);
        expect(given).toEqual(all.filter((one) => one.outcome === 'allocates').map((_, index) => index + 1));
        const again = new Map(rankSites(shuffled).map((rank, index) => [shuffled[index]?.id, rank]));
        expect(all.map((one) => again.get(one.id))).toEqual(ranks);
      },
    ),
    runs,
  );
});
