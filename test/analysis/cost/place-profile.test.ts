import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packagesOfFunctions } from '../../../src/analysis/cost/function-packages.ts';
import { createFileFinder } from '../../../src/analysis/cost/own-files.ts';
import { placeProfile, type Placed } from '../../../src/analysis/cost/place-profile.ts';
import { valueNames } from '../../../src/model/cost.ts';
import type { Frame } from '../../../src/model/facts.ts';
import type { Package } from '../../../src/model/report.ts';
import type { Site } from '../../../src/model/site.ts';
import { packageOfSymbol } from '../../../src/object/package-of-symbol.ts';
import { createProfileBuilder, type BuiltLine } from '../../../src/profile/profile-builder.ts';

const pkg = (path: string, name: string, ...files: string[]): Package => ({
  path,
  name,
  dir: path.replace(/^ex\.com\/m\/?/, '') || '.',
  module: 'ex.com/m',
  files,
  state: 'ok',
});
const packages = [
  pkg('ex.com/m/a', 'a', 'a/a.go', 'a/b.go'),
  pkg('ex.com/m/cmd/one', 'main', 'cmd/one/main.go'),
  pkg('ex.com/m/cmd/two', 'main', 'cmd/two/main.go'),
];

/** A site with one copy whose chain is given, innermost first; it is written at the first frame of the module. */
function site(
  id: string,
  chain: readonly string[],
  options: { readonly at?: string; readonly pkg?: string; readonly charged?: number } = {},
): Site {
  const frames = chain.map((part): Frame => {
    const [file = '', line = '0'] = part.split(':');
    return { package: '', function: '', file, line: Number(line) };
  });
  const [file = '', line = '0'] = (options.at ?? chain[0] ?? '').split(':');
  return {
    id,
    package: options.pkg ?? 'ex.com/m/a',
    function: 'F',
    at: { file, line: Number(line) },
    what: 'object',
    ...(options.charged === undefined
      ? {}
      : { type: { name: 'T', size: options.charged, charged: options.charged, of: 'object', known: 'operand' } }),
    when: ['always'],
    places: [{ package: options.pkg ?? 'ex.com/m/a', function: 'F', inline: frames, calls: [], verdicts: [], joined: 'alone' }],
    cause: { code: 'unknown', args: {} },
    outcome: 'allocates',
    said: 'heap',
  };
}

/** A stack of locations, innermost first; the lines of one are inlined calls. */
type Stack = readonly (readonly BuiltLine[])[];
const at = (name: string, file: string, line: number): BuiltLine => ({ function: name, file, line });
const own = (line: number): BuiltLine => at('ex.com/m/a.F', '/home/u/m/a/a.go', line);
const sprintf = at('fmt.Sprintf', '/usr/local/go/src/fmt/print.go', 239);
const malloc = at('runtime.mallocgc', '/usr/local/go/src/runtime/malloc.go', 1);
const main = at('runtime.main', '/usr/local/go/src/runtime/proc.go', 285);

function place(sites: readonly Site[], samples: readonly (readonly [objects: number, space: number, stack: Stack])[], rate = 1): Placed {
  const types = valueNames.map((type) => ({ type, unit: type.endsWith('space') ? 'bytes' : 'count' }));
  const builder = createProfileBuilder({ types, periodType: { type: 'space', unit: 'bytes' }, period: BigInt(rate) });
  let address = 1n;
  for (const [objects, space, stack] of samples)
    builder.sample(
      [BigInt(objects), BigInt(space), 0n, 0n],
      stack.map((lines) => builder.location(address++, lines)),
      [],
    );
  const profile = builder.finish();
  const packageOf = (name: string): string => packageOfSymbol(name, 'main');
  const fileOf = createFileFinder(packages);
  return placeProfile({ sites, packages }, profile, {
    rows: { allocObjects: 0, allocSpace: 1, inuseObjects: 2, inuseSpace: 3 },
    packageOf,
    fileOf,
    owners: packagesOfFunctions(profile, packageOf, fileOf),
    pointerSize: 8,
    rate,
    isDelta: false,
    from: 1,
  });
}

const space = (placed: Placed, id: string): number | undefined => placed.costs.get(id)?.values.alloc_space;

test('files whose names begin otherwise are found by a mapping, the longest first', () => {
  const pathMap = [
    { from: 'ex.com/old', to: '' },
    { from: 'C:/src/ex.com/old/x', to: 'a' },
  ];
  const fileOf = createFileFinder(packages, undefined, { pathMap });
  expect(fileOf('ex.com/old/a', 'ex.com/old/a/a.go')).toBe('a/a.go');
  expect(fileOf('anything', 'C:\\src\\ex.com\\old\\x\\b.go')).toBe('a/b.go');
  expect(fileOf('ex.com/old/a', 'ex.com/older/a/a.go')).toBeUndefined();
  expect(fileOf('ex.com/old/a', 'ex.com/old/a/none.go')).toBeUndefined();
  // Without need of it nothing changes.
  expect(fileOf('ex.com/m/a', '/elsewhere/a.go')).toBe('a/a.go');
});

describe('what a profile holds is placed', () => {
  test('on the site of the line, below the runtime’s own frames', () => {
    const placed = place([site('s', ['a/a.go:5'])], [[2, 32, [[malloc], [own(5)], [main]]]]);
    expect(placed.costs.get('s')).toEqual({
      from: 1,
      values: { alloc_objects: 2, alloc_space: 32, inuse_objects: 0, inuse_space: 0 },
      samples: 2,
    });
    expect(placed.unplaced).toEqual([]);
  });

  test('by the chain of inlined calls, before the line alone', () => {
    const sites = [site('inlined', ['a/b.go:9', 'a/a.go:5'], { at: 'a/b.go:9' }), site('own', ['a/a.go:5'])];
    const inlined = [at('ex.com/m/a.G', '/m/a/b.go', 9), own(5)];
    const placed = place(sites, [
      [1, 8, [inlined]],
      [1, 16, [[own(5)]]],
      // A copy that this build does not have: the place where it is written.
      [1, 64, [[at('ex.com/m/a.G', '/m/a/b.go', 9), own(77)]]],
    ]);
    expect([space(placed, 'inlined'), space(placed, 'own')]).toEqual([72, 16]);
  });

  test('on those sites of a line whose objects can have the size, with the others named', () => {
    const sites = [site('small', ['a/a.go:5'], { charged: 16 }), site('large', ['a/a.go:5'], { charged: 64 }), site('open', ['a/a.go:5'])];
    const placed = place(sites, [
      [2, 32, [[own(5)]]],
      [1, 64, [[own(5)]]],
      [1, 24, [[own(5)]]],
    ]);
    expect([space(placed, 'small'), space(placed, 'large'), space(placed, 'open')]).toEqual([32, 64, 120]);
    expect(placed.costs.get('small')?.among).toEqual(['open']);
    const unclear = place([site('one', ['a/a.go:5']), site('two', ['a/a.go:5'])], [[1, 8, [[own(5)]]]]);
    expect([...unclear.costs].map(([id, { among }]) => [id, among])).toEqual([
      ['one', ['two']],
      ['two', ['one']],
    ]);
    expect(unclear.sites.alloc_space).toBe(8);
  });

  test('in a call out of the module, which is named with its callee, inlined or not', () => {
    const inner = at('fmt.(*pp).free', '/usr/local/go/src/fmt/print.go', 170);
    const placed = place(
      [],
      [
        [1, 8, [[inner], [sprintf], [own(7)]]],
        [1, 16, [[inner], [sprintf, own(7)]]],
      ],
    );
    expect(placed.calls).toMatchObject([
      { file: 'a/a.go', line: 7, function: 'ex.com/m/a.F', callee: 'fmt.Sprintf', values: { alloc_objects: 2, alloc_space: 24 } },
    ]);
  });

  test('or with the reason why not', () => {
    const placed = place(
      [],
      [
        [1, 1, [[malloc], [main]]],
        [1, 2, [[at('net/http.(*Server).Serve', '/usr/local/go/src/net/http/server.go', 3)], [main]]],
        [1, 4, [[own(99)]]],
        [1, 8, [[at('ex.com/m/a.TestF', '/home/u/m/a/a_test.go', 3)]]],
      ],
    );
    expect(placed.unplaced.map(({ reason, values, first }) => [reason, values.alloc_space, first?.file])).toEqual([
      ['no-site', 4, 'a/a.go'],
      ['not-read', 8, 'a/a_test.go'],
      ['outside', 2, undefined],
      ['runtime', 1, undefined],
    ]);
  });

  test('with an interval where the runtime sampled', () => {
    const placed = place([site('s', ['a/a.go:5'])], [[1000, 512_000, [[own(5)]]]], 5120);
    const cost = placed.costs.get('s');
    expect(cost?.samples).toBe(95);
    const [low = 0, high = 0] = cost?.between ?? [];
    expect(low).toBeGreaterThan(400_000);
    expect(low).toBeLessThan(512_000);
    expect(high).toBeGreaterThan(512_000);
    expect(high).toBeLessThan(640_000);
  });

  test('and the parts are the whole, whatever the stacks are', () => {
    const line = fc.constantFrom(
      own(5),
      own(6),
      own(99),
      sprintf,
      malloc,
      main,
      at('ex.com/m/a.TestF', '/x/a_test.go', 3),
      at('main.main', '/x/cmd/two/main.go', 8),
    );
    const stacks = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    const samples = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 8, max: 1 << 20 }), stacks), {
      minLength: 1,
      maxLength: 30,
    });
    const sites = [site('a', ['a/a.go:5']), site('b', ['a/a.go:6']), site('c', ['a/a.go:6'])];
    fc.assert(
      fc.property(samples, (given) => {
        const placed = place(sites, given);
        for (const name of valueNames) {
          const parts = [placed.sites, ...placed.calls.map(({ values }) => values), ...placed.unplaced.map(({ values }) => values)];
          expect(parts.reduce((sum, values) => sum + values[name], 0)).toBe(placed.totals[name]);
        }
        expect(placed.totals.alloc_space).toBe(given.reduce((sum, [, bytes]) => sum + bytes, 0));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('a file of the profile', () => {
  const find = createFileFinder(packages);
  test.each([
    ['ex.com/m/a', '/home/u/m/a/a.go', 'a/a.go'],
    ['ex.com/m/a', 'ex.com/m/a/a.go', 'a/a.go'],
    ['ex.com/m/a', 'ex.com/m@v1.2.3/a/a.go', 'a/a.go'],
    ['ex.com/m/a', '/src/app/a/b.go', 'a/b.go'],
    ['ex.com/m/a', 'C:\\src\\m\\a\\a.go', 'a/a.go'],
    ['main', '/src/cmd/two/main.go', 'cmd/two/main.go'],
    ['main', '/src/cmd/one/main.go', 'cmd/one/main.go'],
    ['ex.com/m/a', '/home/u/m/a/gone.go', null],
    ['fmt', '/usr/local/go/src/fmt/print.go', undefined],
  ])('%s %s: %s', (path, file, expected) => {
    expect(find(path, file)).toBe(expected);
  });
});
