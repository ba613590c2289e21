import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Function as PprofFunction, Label, Line, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import fc from 'fast-check';
import { exactAt } from '../../src/base/int64-column.ts';
import { deepestStack, fillFrames, frameAt, unknownFrame } from './profile-frames.ts';
import { totalsOf, typeIndex } from '../../src/model/profile-values.ts';
import { heapValues } from '../../src/profile/heap-values.ts';
import { readHeapText } from '../../src/profile/read-heap-text.ts';
import { readPprof } from '../../src/profile/read-pprof.ts';
import { readProfile } from '../../src/profile/read-profile.ts';
import { scaleHeapSample } from '../../src/profile/scale-heap-sample.ts';
import { encodeProfile } from '../support/encode-profile.ts';
import { contentOf } from './content.ts';
import { madeProfiles } from './made-profiles.ts';
import { heapText, plainProfile } from './samples.ts';

const raw = encodeProfile(plainProfile);

it('reads what is written, in each form', () => {
  const profile = readPprof(raw, 'x');
  expect(contentOf(profile)).toEqual([
    '-9223372036854775808 4611686018427387904: c0ffee@32768+768{} "user"="ä"0""',
    '0 0:  ',
    '3 48: c0ffee@32768+564{"main.inner" "main.inner" "main.go" 5 7 3;"main.outer" "main.outer" "main.go" 18 20 0} < c0ffee@32768+768{} "bytes"=""16""',
  ]);
  expect(profile.comments).toEqual(['requests=10']);
  expect([profile.period, profile.periodType]).toEqual([524_288n, { type: 'space', unit: 'bytes' }]);
  const forms = [{ unpacked: true }, { unknown: true }, { stringsFirst: true }, { unpacked: true, unknown: true, stringsFirst: true }];
  for (const form of forms) expect(contentOf(readPprof(encodeProfile(plainProfile, form), 'x'))).toEqual(contentOf(profile));
  const zipped = [gzipSync(raw), Buffer.concat([gzipSync(raw.subarray(0, 9)), gzipSync(''), gzipSync(raw.subarray(9))])];
  for (const bytes of zipped) expect(readProfile(bytes, 'x').profile).toEqual(profile);
});

it('sums are exact, where doubles would not be', () => {
  const samples = [2n ** 53n, 1n, 1n, -(2n ** 62n), 2n ** 63n - 1n].map((value) => ({
    locations: [],
    values: [value, -value],
    labels: [],
  }));
  const sum = 2n ** 53n + 2n - 2n ** 62n + 2n ** 63n - 1n;
  expect(totalsOf(readPprof(encodeProfile({ ...plainProfile, samples }), 'x'))).toEqual([sum, -sum]);
});

it('frames: innermost first, inlined ones included, unknown ones marked', () => {
  const profile = readPprof(raw, 'x');
  expect(deepestStack(profile)).toBe(3);
  const rows = new Int32Array(3);
  expect(fillFrames(profile, 0, rows)).toBe(3);
  expect([...rows]).toEqual([0, 1, unknownFrame]);
  expect([frameAt(profile, 0), frameAt(profile, 1)]).toEqual([
    { function: 'main.inner', file: 'main.go', line: 7, startLine: 5 },
    { function: 'main.outer', file: 'main.go', line: 20, startLine: 18 },
  ]);
  expect([fillFrames(profile, 1, rows), rows[0]]).toEqual([1, unknownFrame]);
  expect(fillFrames(profile, 2, rows)).toBe(0);
  expect(fillFrames(profile, 0, new Int32Array(1))).toBe(1);
});

it('tells heap profiles from others, and those without samples', () => {
  const code = (made: Parameters<typeof encodeProfile>[0]): unknown => {
    try {
      return heapValues(readPprof(encodeProfile(made), 'x'), 'x');
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const types = ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space'].map((type): [string, string] => [type, 'x']);
  expect(code(plainProfile)).toBe('profile-not-heap');
  expect(code({ ...plainProfile, types, samples: [] })).toBe('profile-no-samples');
  const samples = [{ locations: [], values: [1n, 2n, 3n, 4n], labels: [] }];
  expect(code({ ...plainProfile, types: types.toReversed(), samples })).toEqual({
    allocObjects: 3,
    allocSpace: 2,
    inuseObjects: 1,
    inuseSpace: 0,
  });
  expect(typeIndex({ types: [] }, 'x')).toBeUndefined();
});

it('heap?debug=1: scaled values, inlined calls in one location, MemStats', () => {
  const { profile, memStats } = readHeapText(Buffer.from(heapText), 'x');
  const [objects, bytes] = scaleHeapSample(4n, 192n, 524_288n);
  expect([exactAt(profile.samples.values, 0), exactAt(profile.samples.values, 1)]).toEqual([objects, bytes]);
  // 4 / (1 − exp(−48 / 524,288))
  expect([objects, bytes]).toEqual([43_692n, 2_097_248n]);
  const rows = new Int32Array(deepestStack(profile));
  const frames = [...rows.subarray(0, fillFrames(profile, 0, rows))].map((row) => frameAt(profile, row).function);
  expect(frames).toEqual(['main.inner', 'main.outer', 'main.main', 'runtime.main']);
  // main.inner was inlined into main.outer: both offsets count from where main.outer begins.
  expect([...profile.locations.lineStarts]).toEqual([0, 2, 3, 4, 5]);
  expect(profile.period).toBe(524_288n);
  expect(Object.fromEntries(memStats.counters)).toEqual({
    Alloc: 1_359_640n,
    TotalAlloc: 9_007_199_254_740_993n,
    HeapObjects: 538n,
    StackInuse: 294_912n,
    StackSys: 294_912n,
    LastGC: 1_795_729_502_809_439_432n,
    NumGC: 3n,
    MaxRSS: 21_938_176n,
  });
  expect([memStats.pauseNs, memStats.pauseEnd, memStats.gcCpuFraction]).toEqual([[5n, 6n, 7n], [15n, 16n, 17n], 0.031761940545734585]);
});

it('heap?debug=1: a function that calls itself through an inlined one', () => {
  const frames = ['f+0x30', 'g+0x20', 'f+0x21', 'f+0x10'].map((name) => {
    const offset = Number(name.split('+')[1]);
    return `#\t0x${(0x1000 + offset).toString(16)}\tmain.${name}\t/src/main.go:${offset}`;
  });
  const text = heapText.replace(/1: 48 \[4[^]*?\n\n/, `1: 48 [4: 192] @ 0x1\n${frames.join('\n')}\n\n`);
  const { profile } = readHeapText(Buffer.from(text), 'x');
  expect([...profile.locations.lineStarts].slice(0, 4)).toEqual([0, 1, 3, 4]);
});

it('scaling: nothing stays nothing, a rate of 1 leaves values alone', () => {
  expect(scaleHeapSample(0n, 0n, 524_288n)).toEqual([0n, 0n]);
  expect(scaleHeapSample(7n, 70n, 1n)).toEqual([7n, 70n]);
  expect(scaleHeapSample(1n, 1n << 30n, 524_288n)).toEqual([1n, 1n << 30n]);
});

it('reads as pprof-format does, but for negative numbers, which it takes for large ones', () => {
  fc.assert(
    fc.property(madeProfiles(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })), (made) => {
      const bytes = encodeProfile(made);
      const theirs = Profile.decode(bytes);
      const ours = readPprof(bytes, 'x');
      expect(ours.strings).toEqual(theirs.stringTable.strings);
      const values = theirs.sample.flatMap(({ value }) => value.map((one) => BigInt(one)));
      expect(values.map((_, row) => exactAt(ours.samples.values, row))).toEqual(values);
      expect(ours.samples.values.near.length).toBe(values.length);
      const lines = theirs.location.flatMap(({ line }) => line.map((one) => BigInt.asIntN(64, BigInt(one.line))));
      expect(lines.map((_, row) => exactAt(ours.lines.numbers, row))).toEqual(lines);
    }),
    { seed: 74, numRuns: 200 },
  );
  const negative = encodeProfile({ ...plainProfile, samples: [{ locations: [], values: [-1n, -5n], labels: [] }] });
  expect(totalsOf(readPprof(negative, 'x'))).toEqual([-1n, -5n]);
});

it('reads what pprof-format writes', () => {
  const strings = new StringTable();
  const text = (value: string): number => strings.dedup(value);
  const made = new Profile({
    sampleType: [new ValueType({ type: text('alloc_space'), unit: text('bytes') })],
    sample: [new Sample({ locationId: [1], value: [123_456_789_012], label: [new Label({ key: text('bytes'), num: 512 })] })],
    location: [new Location({ id: 1, line: [new Line({ functionId: 1, line: 42 })] })],
    function: [new PprofFunction({ id: 1, name: text('main.f'), systemName: text('main.f'), filename: text('f.go'), startLine: 40 })],
    stringTable: strings,
  });
  expect(contentOf(readPprof(made.encode(), 'x'))).toEqual(['123456789012: +0{"main.f" "main.f" "f.go" 40 42 0} "bytes"=""512""']);
});
