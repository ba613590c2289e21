import { createInt64Builder, exactAt, setExact } from '../base/int64-column.ts';
import type { Profile } from '../model/profile.ts';
import { totalsOf } from '../model/profile-values.ts';
import { mustCountTheSame } from './merge-profiles.ts';

/**
 * Scales each type of values of a profile so that its sum is that of another: shares are compared then, not amounts. Values are rounded to
 * whole numbers, half away from 0, as in pprof; a type that sums up to 0 becomes 0.
 * @throws UserError `profile-types-differ`
 */
export function normaliseProfile(profile: Profile, to: Profile): Profile {
  mustCountTheSame(profile, to);
  const wanted = totalsOf(to);
  const ratios = totalsOf(profile).map((total, type) => (total === 0n ? 0 : Number(wanted[type]) / Number(total)));
  const { samples, types } = profile;
  const values = createInt64Builder(samples.values.near.length);
  for (let row = 0; row < values.near.length; row++) {
    const ratio = ratios[row % types.length]!;
    if (ratio === 1) setExact(values, row, exactAt(samples.values, row));
    else setExact(values, row, BigInt(roundedAway(samples.values.near[row]! * ratio)));
  }
  return { ...profile, samples: { ...samples, values } };
}

/** `Math.round` rounds half upwards. */
function roundedAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
