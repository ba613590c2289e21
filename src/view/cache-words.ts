import { bytes, count } from './numbers.ts';

const nowhere = 'no cache: STACKWARD_CACHE is off, or there is no home folder to keep it in';

/** What a cache holds, a line each. `folder` is undefined where there is no place for one. */
export function cacheLines(
  folder: string | undefined,
  use: { readonly bytes: number; readonly kinds: readonly { readonly kind: string; readonly entries: number; readonly bytes: number }[] },
  limit: number,
): string[] {
  if (folder === undefined) return [nowhere];
  return [
    folder,
    ...use.kinds.map(({ kind, entries, bytes: size }) => {
      const [one, many] = nouns[kind] ?? [kind, kind];
      return `  ${count(entries, one, many)}, ${bytes(size)}`;
    }),
    `${bytes(use.bytes)} of at most ${bytes(limit)}: what was not used for the longest time goes first`,
  ];
}

const nouns: Readonly<Record<string, readonly [one: string, many: string]>> = {
  report: ['report', 'reports'],
  unit: ['compiled package', 'compiled packages'],
  run: ['command line', 'command lines'],
  revision: ['revision', 'revisions'],
  comparison: ['comparison of builds', 'comparisons of builds'],
};

export function clearedLine(folder: string | undefined, freed: number): string {
  if (folder === undefined) return nowhere;
  return freed === 0 ? `nothing to clear in ${folder}` : `cleared ${bytes(freed)} in ${folder}`;
}
