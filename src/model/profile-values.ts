import { exactAt } from '../base/int64-column.ts';
import type { Profile } from './profile.ts';

/** The sum over all samples, by type: exact. */
export function totalsOf({ types, samples }: Profile): bigint[] {
  return types.map((_, type) => {
    let sum = 0n;
    // Doubles as long as they are exact.
    let near = 0;
    for (let row = type; row < samples.values.near.length; row += types.length) {
      const next = near + (samples.values.near[row] ?? 0);
      if (Number.isSafeInteger(next) && !samples.values.wide.has(row)) near = next;
      else {
        sum += BigInt(near) + exactAt(samples.values, row);
        near = 0;
      }
    }
    return sum + BigInt(near);
  });
}

/** The row of `profile.types` with this name; undefined where the profile does not count it. */
export function typeIndex({ types }: Pick<Profile, 'types'>, type: string): number | undefined {
  const index = types.findIndex((one) => one.type === type);
  return index < 0 ? undefined : index;
}
