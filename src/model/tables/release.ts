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

/**
 * Picks one release's entries, in order, out of a table kept for all: one entry a line, `NAME`, or `NAME 1.24..` (since), `NAME ..1.25`
 * (last), `NAME 1.24..1.25`. Names hold no `..`.
 */
export function entriesOf(table: string, release: Release): string[] {
  const at = knownReleases.indexOf(release);
  const entries: string[] = [];
  for (const line of table.split('\n')) {
    if (line === '') continue;
    const range = / (1\.\d+)?\.\.(1\.\d+)?$/.exec(line);
    if (range === null) {
      entries.push(line);
      continue;
    }
    const from = range[1] === undefined ? 0 : knownReleases.findIndex((known) => known === range[1]);
    const to = range[2] === undefined ? knownReleases.length : knownReleases.findIndex((known) => known === range[2]);
    if (from <= at && at <= to) entries.push(line.slice(0, range.index));
  }
  return entries;
}
