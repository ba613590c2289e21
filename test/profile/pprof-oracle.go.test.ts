import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Profile } from '../../src/model/profile.ts';
import { totalsOf } from '../../src/model/profile-values.ts';
import { mergeProfiles, subtractProfile } from '../../src/profile/merge-profiles.ts';
import { normaliseProfile } from '../../src/profile/normalise-profile.ts';
import { readPprof } from '../../src/profile/read-pprof.ts';
import { encodeProfile } from '../support/encode-profile.ts';
import type { MadeProfile } from '../support/encode-profile.ts';
import { findPprof, rawOf, renderRaw, runPprof, withFiles } from '../support/oracles/pprof.ts';
import { contentOf } from './content.ts';
import { madeProfiles } from './made-profiles.ts';

const pprof = findPprof();
const forms = [{}, { unpacked: true }, { unknown: true }, { stringsFirst: true, unknown: true }] as const;

it('reads generated profiles as `go tool pprof -raw` does', () => {
  fc.assert(
    fc.property(madeProfiles(), fc.constantFrom(...forms), fc.boolean(), (made, form, isZipped) => {
      const raw = encodeProfile(made, form);
      const bytes = isZipped ? gzipSync(raw) : raw;
      const profile = readPprof(bytes, 'made');
      const ids = { locations: made.locations.map(({ id }) => id), mappings: made.mappings.map(({ id }) => id) };
      const theirs = withFiles([bytes], (files) => rawOf(pprof, files));
      expect(renderRaw(profile, ids)).toEqual(theirs.map((line) => line.replaceAll('[dflt]', '')));
      expect(profile.types[profile.defaultType]?.type).toBe(
        made.types.find(([type]) => type === made.defaultType)?.[0] ?? made.types.at(-1)?.[0],
      );
      expect([profile.timeNanos, profile.durationNanos]).toEqual([made.timeNanos, made.durationNanos]);
    }),
    { seed: 71, numRuns: 60 },
  );
});

const small = fc.bigInt({ min: -50n, max: 100_000n });
/**
 * Two that count the same, without what pprof treats otherwise where it merges: it takes some lines for one that differ in columns, forgets
 * labels that are 0 and have no unit, and scales a period as a double.
 */
const pairs = fc
  .tuple(madeProfiles(small), madeProfiles(small))
  .map(
    ([one, other]) =>
      [one, { ...other, types: one.types, samples: other.samples.map((sample) => fitted(sample, one.types.length)) }] as const,
  )
  .map(
    (both) =>
      both.map((made) =>
        encodeProfile({ ...plainer(made), periodType: ['space', 'bytes'], period: BigInt.asUintN(20, made.period ?? 0n) }),
      ) as [Uint8Array, Uint8Array],
  );

function fitted<S extends { readonly values: readonly bigint[] }>(sample: S, length: number): S {
  return { ...sample, values: Array.from({ length }, (_, index) => sample.values[index] ?? 1n) };
}

function plainer(made: MadeProfile): MadeProfile {
  const locations = made.locations.map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line, column: 0n })) }));
  const samples = made.samples.map((one) => ({
    ...one,
    labels: one.labels.filter((label) => 'text' in label || label.number !== 0n || label.unit !== ''),
  }));
  return { ...made, locations, samples };
}

/** The profile that pprof writes when it is given these. */
function combined(files: readonly string[], flags: readonly string[]): Profile {
  const to = `${files[0]}.combined`;
  runPprof(pprof, ['-proto', `-output=${to}`, ...flags, ...files]);
  return readPprof(readFileSync(to), to);
}

it('merges as pprof does', () => {
  fc.assert(
    fc.property(pairs, ([one, other]) => {
      const ours = mergeProfiles([readPprof(one, 'one'), readPprof(other, 'other')]);
      const theirs = withFiles([one, other], (files) => combined(files, []));
      expect(contentOf(ours)).toEqual(contentOf(theirs));
      expect([ours.period, new Set(ours.comments)]).toEqual([theirs.period, new Set(theirs.comments)]);
    }),
    { seed: 72, numRuns: 25 },
  );
});

it('subtracts as `pprof -base` does, normalised or not', () => {
  fc.assert(
    fc.property(pairs, fc.boolean(), ([one, other], isNormalised) => {
      const [profile, base] = [readPprof(one, 'one'), readPprof(other, 'other')];
      // pprof forgets samples whose values are not scaled, where others are.
      const [sums, baseSums] = [totalsOf(profile), totalsOf(base)];
      fc.pre(!isNormalised || sums.every((sum, type) => sum !== baseSums[type]));
      const ours = subtractProfile(isNormalised ? normaliseProfile(profile, base) : profile, base);
      const theirs = withFiles([one, other], ([file, from]) =>
        combined([file!], [`-base=${from}`, ...(isNormalised ? ['-normalize'] : [])]),
      );
      expect(contentOf(ours)).toEqual(contentOf(theirs));
    }),
    { seed: 73, numRuns: 25 },
  );
});
