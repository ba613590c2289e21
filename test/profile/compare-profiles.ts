import { expect } from 'vitest';
import { exactAt } from '../../src/base/int64-column.ts';
import { deepestStack, fillFrames, frameAt } from './profile-frames.ts';
import type { Profile } from '../../src/model/profile.ts';
import { heapValues } from '../../src/profile/heap-values.ts';
import { readPprof } from '../../src/profile/read-pprof.ts';
import { readProfile } from '../../src/profile/read-profile.ts';
import { rawOf, renderRaw, topOf, totalsByFunction, withFiles } from '../support/oracles/pprof.ts';
import type { WrittenProfiles } from './write-profiles.ts';

/** Everything that must hold of the profiles of a release, against its own pprof. */
export function compareWithPprof(written: WrittenProfiles, pprof: string): void {
  for (const bytes of [written.before, written.heap, written.allocs, written.cpu]) {
    const profile = readPprof(bytes, 'written');
    withFiles([bytes], ([file]) => {
      const theirs = rawOf(pprof, [file!]).map((line) => line.replaceAll('[dflt]', ''));
      // Go 1.22's pprof prints no columns, of which Go writes none.
      const hasColumns = theirs.some((line) => /:\d+:0 s=\d+$/.test(line));
      expect(renderRaw(profile).map((line) => (hasColumns ? line : line.replace(/:0( s=\d+)$/, '$1')))).toEqual(theirs);
      if (bytes === written.cpu) return;
      for (const [index, { type }] of profile.types.entries()) {
        const ours = [...totalsByFunction(profile, index)].filter(([, { flat, cum }]) => flat !== 0n || cum !== 0n);
        expect(new Map(ours)).toEqual(topOf(pprof, file!, type));
        expect(ours.length).toBeGreaterThan(type.startsWith('alloc') ? 10 : 3);
      }
    });
  }
  const heap = readPprof(written.heap, 'heap');
  expect(heap.types[heap.defaultType]?.type).toBe('inuse_space');
  const allocs = readPprof(written.allocs, 'allocs');
  expect(allocs.types[allocs.defaultType]?.type).toBe('alloc_space');
  expect(heap.period).toBe(4096n);
  expect(heapValues(heap, 'heap')).toEqual({ allocObjects: 0, allocSpace: 1, inuseObjects: 2, inuseSpace: 3 });
  expect(() => heapValues(readPprof(written.cpu, 'cpu'), 'cpu')).toThrow(
    expect.objectContaining({ code: 'profile-not-heap', args: { file: 'cpu', types: 'samples (count), cpu (nanoseconds)' } }),
  );
  expect(() => readProfile(written.goroutineText, 'g')).toThrow(
    expect.objectContaining({ code: 'profile-foreign', args: { file: 'g', found: 'goroutine-text' } }),
  );
}

/** The text of `heap?debug=1` says what the other form says of the same moment, inlined frames included. */
export function compareTextWithProto(written: WrittenProfiles): void {
  const { profile, memStats } = readProfile(written.text, 'text');
  const ours = stacksOf(profile);
  const theirs = stacksOf(readProfile(written.heap, 'heap').profile);
  expect(ours).toEqual(theirs);
  expect(theirs.length).toBeGreaterThan(50);
  expect(theirs.some((stack) => stack.includes('main.leaf') && stack.includes('main.middle'))).toBe(true);
  expect(profile.locations.count).toBeLessThan(profile.lines.count);
  expect(memStats?.counters.get('HeapAlloc')).toBeGreaterThan(0n);
  expect(memStats?.counters.get('StackSys')).toBeGreaterThan(0n);
  expect(memStats?.counters.get('NumForcedGC')).toBe(2n);
  expect([memStats?.pauseNs.length, memStats?.pauseEnd.length]).toEqual([256, 256]);
}

/** Each sample that counts something as its values, its size and its frames below the runtime, sorted. */
function stacksOf(profile: Profile): string[] {
  const { samples, types } = profile;
  const rows = new Int32Array(deepestStack(profile));
  const all: string[] = [];
  for (let sample = 0; sample < samples.count; sample++) {
    const values = types.map((_, type) => exactAt(samples.values, sample * types.length + type));
    if (values.every((value) => value === 0n)) continue;
    const frames = [...rows.subarray(0, fillFrames(profile, sample, rows))].map((row) => frameAt(profile, row));
    const first = frames.findIndex(({ function: name }) => !/^(?:internal\/)?runtime[./]/.test(name) || name.startsWith('runtime/'));
    const shown = (first < 0 ? frames : frames.slice(first)).map((frame) => `${elided(frame.function)} ${frame.file}:${frame.line}`);
    const size = exactAt(samples.labels.numbers, samples.labelStarts[sample]!);
    all.push(`${values.join(' ')} ${size}: ${shown.join(' < ')}`);
  }
  return all.toSorted();
}

/** The text names instances of generic functions as `runtime.Frame` does; the other form has the linker's names. */
function elided(name: string): string {
  return name.replace(/\[.*\]/, '[...]');
}
