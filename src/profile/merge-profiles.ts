import type { Profile, ValueType } from '../model/profile.ts';
import { profileError } from './profile-error.ts';
import { createMerger } from './merger.ts';

/**
 * Puts profiles together that count the same: samples with equal stacks and labels become one, with the sum of their values; samples whose
 * values are all 0 are left out. Functions, locations and mappings are known again by what they say, not by their numbers, and addresses
 * by their distance to the beginning of the mapping, which differs from run to run. The content does not depend on the order of the
 * profiles; only rows stand in the order in which they were met.
 *
 * As in pprof: the time is the earliest, durations add up, the period is the largest. Comments are sorted, each once.
 * @param profiles one or more
 * @throws UserError `profile-types-differ`
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  return combine(profiles.map((profile) => ({ profile, sign: 1 })));
}

/**
 * What a profile has more than an earlier one of the same program (`--base`): values may become negative, what did not change is left out.
 * @throws UserError `profile-types-differ`
 */
export function subtractProfile(profile: Profile, base: Profile): Profile {
  const { durationNanos } = profile;
  return {
    ...combine([
      { profile, sign: 1 },
      { profile: base, sign: -1 },
    ]),
    timeNanos: profile.timeNanos,
    durationNanos,
  };
}

function combine(parts: readonly { readonly profile: Profile; readonly sign: 1 | -1 }[]): Profile {
  const [first, ...others] = parts.map(({ profile }) => profile);
  if (first === undefined) throw new RangeError('no profiles to merge');
  for (const other of others) mustCountTheSame(first, other);
  const merger = createMerger(first.types.length);
  for (const { profile, sign } of parts) merger.add(profile, sign);
  const all = [first, ...others];
  return { ...merger.finish(), ...headOf(all) };
}

function headOf(
  all: readonly [Profile, ...Profile[]] | readonly Profile[],
): Omit<Profile, 'strings' | 'samples' | 'locations' | 'lines' | 'functions' | 'mappings'> {
  const first = all[0]!;
  const times = all.map(({ timeNanos }) => timeNanos).filter((time) => time !== 0n);
  return {
    types: first.types,
    defaultType: all.every(({ defaultType }) => defaultType === first.defaultType)
      ? first.defaultType
      : Math.max(0, first.types.length - 1),
    periodType: first.periodType,
    period: all.reduce((largest, { period }) => (period > largest ? period : largest), first.period),
    timeNanos: times.reduce((earliest, time) => (time < earliest ? time : earliest), times[0] ?? 0n),
    durationNanos: all.reduce((sum, { durationNanos }) => sum + durationNanos, 0n),
    comments: [...new Set(all.flatMap(({ comments }) => comments))].toSorted(),
    dropFrames: common(all.map(({ dropFrames }) => dropFrames)),
    keepFrames: common(all.map(({ keepFrames }) => keepFrames)),
    docUrl: common(all.map(({ docUrl }) => docUrl)),
  };
}

/** What all say, else nothing. */
function common(texts: readonly string[]): string {
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : '';
}

/** @throws UserError `profile-types-differ` */
export function mustCountTheSame(one: Profile, other: Profile): void {
  const [left, right] = [describeTypes(one), describeTypes(other)];
  if (left !== right) throw profileError('profile-types-differ', { one: left, other: right });
}

function describeTypes({ types, periodType }: Profile): string {
  const words = ({ type, unit }: ValueType): string => (unit === '' ? type : `${type} (${unit})`);
  const period = periodType === undefined || periodType.type === '' ? '' : ` per ${words(periodType)}`;
  return `${types.map(words).join(', ') || 'nothing'}${period}`;
}
