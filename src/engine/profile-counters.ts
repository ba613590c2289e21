import type { Counter } from '../model/cost.ts';

/** A comment that counts something: `requests=1200`, as `go tool pprof -proto -add_comment requests=1200` puts it into a profile. */
const counted = /^([A-Za-z][\w.-]{0,63})=(\d{1,15}(?:\.\d{1,6})?)$/;

/**
 * What the programs did meanwhile: counters of the comments, added up over profiles that all have them, less those of the base; a counter that was given by hand
 * takes the place of one with its name.
 */
export function countersOf(
  profiles: readonly (readonly string[])[],
  base: readonly string[] | undefined,
  given: readonly Counter[],
): readonly Counter[] {
  const all = profiles.map(readComments);
  const taken = base && readComments(base);
  const [first = new Map<string, number>()] = all;
  const commented = [...first.keys()].flatMap((name): Counter[] => {
    const values = all.map((one) => one.get(name));
    if (values.includes(undefined) || (taken && !taken.has(name)) || given.some((one) => one.name === name)) return [];
    const count = values.reduce<number>((sum, value) => sum + (value ?? 0), 0) - (taken?.get(name) ?? 0);
    return count > 0 ? [{ name, count, from: 'comment' }] : [];
  });
  return [...given, ...commented.toSorted((a, b) => (a.name < b.name ? -1 : 1))];
}

function readComments(comments: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const comment of comments) {
    const [, name = '', value = ''] = counted.exec(comment.trim()) ?? [];
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + Number(value));
  }
  return counts;
}
