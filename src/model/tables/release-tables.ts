import { entriesOf, releaseOf } from './release.ts';
import type { Release } from './release.ts';
import type { ReleaseTables } from './read-release-tables.ts';
import { builtins, relocations, symbolKinds } from './release-data.ts';

const made = new Map<Release, ReleaseTables>();

/** The tables of a Go version (spellings as in `releaseOf`); undefined for a release that is not known here. Made once per release. */
export function releaseTables(goVersion: string): ReleaseTables | undefined {
  const release = releaseOf(goVersion);
  if (release === undefined) return undefined;
  let tables = made.get(release);
  if (tables === undefined) {
    tables = {
      release,
      builtins: entriesOf(builtins, release),
      relocations: ['', ...entriesOf(relocations, release)],
      symbolKinds: entriesOf(symbolKinds, release),
    };
    made.set(release, tables);
  }
  return tables;
}
