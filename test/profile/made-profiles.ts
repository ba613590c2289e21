import fc from 'fast-check';
import type { MadeLabel, MadeProfile } from '../support/encode-profile.ts';

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;

/** Small numbers, those around where a double ends to be exact, and any. */
const int64: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: -300n, max: 5000n }),
  fc.constantFrom(least, most, 0n, -1n, 2n ** 53n, 2n ** 53n - 1n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 31n, 2n ** 32n, -(2n ** 32n)),
  fc.bigInt({ min: least, max: most }),
);
const uint64 = fc.oneof(fc.bigInt({ min: 1n, max: 40n }), fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }));
const word = fc.constantFrom('main.main', 'main.(*T[go.shape.int]).Do', 'größe.Für', 'a b', 'x', 'runtime.mallocgc', 'p/q.f.func1');
const path = fc.constantFrom('', '/src/main.go', '/other/main.go', '@root/größe.go');
const label: fc.Arbitrary<MadeLabel> = fc.oneof(
  fc.record({ key: fc.constantFrom('k', 'user'), text: fc.constantFrom('a', 'b') }),
  fc.record({ key: fc.constantFrom('bytes', 'n'), number: int64, unit: fc.constantFrom('', 'bytes') }),
);

/** Valid profiles with whatever the format allows. `small` keeps values within what sums of a few stay exact and positive in. */
export function madeProfiles(value: fc.Arbitrary<bigint> = int64): fc.Arbitrary<MadeProfile> {
  const ids = (length: number, from = 1): fc.Arbitrary<bigint[]> => fc.uniqueArray(uint64, { minLength: from, maxLength: length });
  return fc.tuple(ids(4), ids(8), ids(6), fc.nat({ max: 3 })).chain(([mappingIds, locationIds, functionIds, typeCount]) => {
    const types = [
      ['alloc_objects', 'count'],
      ['alloc_space', 'bytes'],
      ['inuse_objects', 'count'],
      ['inuse_space', 'bytes'],
    ].slice(0, typeCount + 1) as [string, string][];
    const all = <T>(of: readonly bigint[], make: (id: bigint, index: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.tuple(...of.map(make));
    return fc.record({
      types: fc.constant(types),
      samples: fc.array(
        fc.record({
          locations: fc.array(fc.constantFrom(...locationIds), { maxLength: 6 }),
          values: fc.array(value, { minLength: types.length, maxLength: types.length }),
          labels: fc.array(label, { maxLength: 3 }),
        }),
        { maxLength: 12 },
      ),
      mappings: all(mappingIds, (id, index) =>
        fc.record({
          id: fc.constant(id),
          start: fc.constant(BigInt(index + 1) << 24n),
          limit: fc.constant((BigInt(index + 1) << 24n) + 0x8000n),
          file: fc.constantFrom('', '/bin/no-such-program', '/lib/no-such-library.so'),
          buildId: fc.constantFrom('', 'f384a6ff', 'c0ffee00'),
        }),
      ),
      locations: all(locationIds, (id) =>
        fc.record({
          id: fc.constant(id),
          mapping: fc.constantFrom(0n, ...mappingIds),
          address: fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 30n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
          lines: fc.array(
            fc.record({
              function: fc.constantFrom(...functionIds),
              line: fc.oneof(fc.bigInt({ min: 0n, max: 900n }), int64),
              column: fc.bigInt({ min: 0n, max: 80n }),
            }),
            { maxLength: 3 },
          ),
          isFolded: fc.boolean(),
        }),
      ),
      functions: all(functionIds, (id) =>
        fc.record({ id: fc.constant(id), name: word, systemName: word, file: path, startLine: fc.bigInt({ min: 0n, max: 3000n }) }),
      ),
      defaultType: fc.constantFrom('', 'alloc_objects', 'inuse_space', 'nothing'),
      comments: fc.array(fc.constantFrom('requests=10', 'größe'), { maxLength: 2 }),
      period: int64,
      periodType: fc.constantFrom<[string, string]>(['space', 'bytes'], ['cpu', 'nanoseconds']),
      timeNanos: fc.bigInt({ min: 0n, max: most }),
      durationNanos: fc.bigInt({ min: 0n, max: most }),
      docUrl: fc.constantFrom('', 'https://example.com/doc'),
    });
  });
}
