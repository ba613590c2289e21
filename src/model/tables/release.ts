/** Go releases whose tables are part of stackward, oldest first. */
export const knownReleases = ['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'] as const;
export type Release = (typeof knownReleases)[number];

export const newestKnown: Release = '1.27';

/**
 * The known release of a Go version as `go version`, `go env GOVERSION` or an archive's header writes it: `go1.26.8`, `1.26`,
 * `go1.27rc1`, `go1.26.8 X:simd`, `go1.24.1-vendor`. Undefined for other releases and for development builds
 * (`devel go1.28-…`, `go1.27-devel_…`): these may be anything between two releases.
 */
export function releaseOf(goVersion: string): Release | undefined {
  const match = /^(?:go)?(1\.\d+)(?:\.\d+)?(?:rc\d+|beta\d+)?(?![\w.])(?!-devel)/.exec(goVersion.trim());
  return knownReleases.find((release) => release === match?.[1]);
}

/** True from the release `from` to `to`, both included; an absent end is open. */
export function isWithin(release: Release, from?: Release, to?: Release): boolean {
  const at = knownReleases.indexOf(release);
  return (from === undefined || knownReleases.indexOf(from) <= at) && (to === undefined || at <= knownReleases.indexOf(to));
}

/**
 * Picks one release's entries, in order, out of a table kept for all: one entry a line, `NAME`, or `NAME 1.24..` (since), `NAME ..1.25`
 * (last), `NAME 1.24..1.25`. Names hold no `..`.
 */
export function entriesOf(table: string, release: Release): string[] {
  const entries: string[] = [];
  for (const line of table.split('\n')) {
    const range = / (1\.\d+)?\.\.(1\.\d+)?$/.exec(line);
    if (line === '' || !isWithin(release, knownOf(range?.[1]), knownOf(range?.[2]))) continue;
    entries.push(range === null ? line : line.slice(0, range.index));
  }
  return entries;
}

function knownOf(name: string | undefined): Release | undefined {
  return knownReleases.find((release) => release === name);
}
