import { describe, expect, it } from 'vitest';
import { whens } from '../../src/model/facts.ts';
import { allocatingRows } from '../../src/model/tables/allocating-rows.ts';
import { allocatorsOf, knownReleases } from '../../src/model/tables/index.ts';
import { judgedRows } from '../../src/model/tables/judged-rows.ts';
import { entriesOf, isWithin } from '../../src/model/tables/release.ts';
import { seen, settled } from '../../src/model/tables/settled-data.ts';
import { uncountedReasons } from '../../src/model/tables/uncounted-reasons.ts';
import { callsUserCode } from '../../src/model/tables/calls-user-code.ts';

/** Functions of package runtime whose names say that they make heap objects for compiled code. */
const wellKnown =
  /^runtime\.(newobject|newarray|mallocgc\w*|makeslice\w*|growslice\w*|makemap\w*|makechan\w*|convT\w*|concatstring\w*|concatbyte\w*|slicebytetostring|stringtoslice\w+|slicerunetostring|intstring|mapassign\w*|moveSlice\w*|newproc|deferproc|deferprocat|deferrangefunc)$/;

describe.each(knownReleases)('rows of Go %s', (release) => {
  const rows = [...allocatorsOf(release).values()];
  const hand = [...allocatingRows, ...judgedRows].filter((row) => isWithin(release, row.from, row.to)).flatMap((row) => row.names);

  it('stand once each', () => {
    const names = [...hand, ...entriesOf(settled, release).map((entry) => entry.split(' ')[0] ?? '')];
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(rows.length).toBe(names.length);
    expect(rows.length).toBeGreaterThan(400);
  });

  it('count what is called to get memory, whatever the package', () => {
    const allocating = rows.filter((row) => row.effect === 'allocates').map((row) => row.name);
    expect(rows.filter((row) => wellKnown.test(row.name) && row.effect !== 'allocates')).toEqual([]);
    expect(allocating.filter((name) => !wellKnown.test(name)).sort()).toEqual(
      [
        'internal/bytealg.MakeNoZero',
        'internal/reflectlite.unsafe_New',
        'internal/syscall/unix.gostring',
        'maps.clone',
        'reflect.growslice',
        'reflect.makechan',
        'reflect.makemap',
        'reflect.mapassign0',
        'reflect.mapassign_faststr0',
        'reflect.unsafe_New',
        'reflect.unsafe_NewArray',
        'runtime.gobytes',
        'runtime.gostring',
        'runtime.gostringn',
        'runtime.newcoro',
        ...(release === '1.22' ? [] : ['time.newTimer']),
      ].sort(),
    );
  });

  it('say when, what and why where that belongs', () => {
    for (const row of rows) {
      expect([row.name, row.when.length > 0, row.what !== undefined]).toEqual([
        row.name,
        row.effect === 'allocates',
        row.effect === 'allocates',
      ]);
      expect([row.name, row.why !== undefined && !row.why.includes('undefined')]).toEqual([row.name, row.effect === 'uncounted']);
      expect(row.evidence).not.toBe('');
      expect(whens.filter((when) => row.when.includes(when))).toEqual(row.when);
      expect([row.name, row.type]).toEqual([row.name, row.typeArgument === undefined ? 'none' : 'operand']);
    }
  });

  it('have reasons and marks that exist', () => {
    const names = new Set(rows.map((row) => row.name));
    const codes = entriesOf(settled, release).flatMap((entry) => entry.split(' ').slice(1));
    expect(codes.filter((code) => !Object.keys(uncountedReasons).includes(code))).toEqual([]);
    expect(entriesOf(seen, release).filter((name) => !names.has(name))).toEqual([]);
    expect(rows.filter((row) => row.declaredOnly !== true).length).toBe(entriesOf(seen, release).length);
  });
});

it('what calls user code is a row of some release', () => {
  const names = new Set(knownReleases.flatMap((release) => [...allocatorsOf(release).keys()]));
  expect([...callsUserCode].filter((name) => !names.has(name))).toEqual([]);
});

it('differ between releases where the runtime does', () => {
  const when = (release: string, name: string): readonly string[] | undefined => allocatorsOf(release).get(name)?.when;
  expect(when('1.23', 'runtime.concatbyte2')).toBeUndefined();
  expect(when('1.24', 'runtime.concatbyte2')).toEqual(['always']);
  expect(when('1.25', 'runtime.concatbyte2')).toEqual(['exceeds-buffer']);
  expect(when('1.25', 'runtime.growsliceBuf')).toBeUndefined();
  expect(when('1.26', 'runtime.growsliceBuf')).toEqual(['grows', 'exceeds-buffer']);
  expect(when('1.26', 'runtime.mallocgcTinySC2')).toBeUndefined();
  expect(when('go1.27.4', 'runtime.mallocgcTinySC2')).toEqual(['always']);
  expect(allocatorsOf('go1.99')).toBe(allocatorsOf('1.27'));
});

it.each([
  ['runtime.slicebytetostringtmp', 'none', 'never'],
  ['runtime.mapaccess1', 'none', 'never'],
  ['runtime.memmove', 'none', 'never'],
  ['runtime.deferprocStack', 'none', 'never'],
  ['runtime.deferreturn', 'none', 'calls-user-code'],
  ['runtime.goPanicIndex', 'uncounted', 'panics'],
  ['runtime.chanrecv1', 'uncounted', 'slow-path'],
  ['runtime.typeAssert', 'uncounted', 'slow-path'],
  ['runtime.SetFinalizer', 'uncounted', 'slow-path'],
  ['runtime.newobject', 'allocates', 'allocates'],
] as const)('%s: %s, %s', (name, effect, graph) => {
  for (const release of knownReleases) expect(allocatorsOf(release).get(name)).toMatchObject({ effect, graph });
});
