import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { Problem } from '../model/report.ts';
import { allocatorsOf, newestKnown, readReleaseTables, releaseOf, releaseTables, type ReleaseTables } from '../model/tables/index.ts';
import type { ReleaseSource } from '../object/open-archive.ts';
import type { GoEnvironment } from '../toolchain/go-environment.ts';

export interface ChosenTables {
  /** The release whose allocators and size classes are used: `1.26`. */
  readonly release: string;
  readonly source: ReleaseSource;
  readonly problems: readonly Problem[];
}

/**
 * The tables of a known release; for another one those that its own compiler's sources say, with the allocators of the newest known
 * release, and a problem that says so. Throws UserError `release-sources` where these sources cannot be read.
 */
export async function chooseTables(host: Host, go: GoEnvironment): Promise<ChosenTables> {
  const known = releaseOf(go.version);
  if (known !== undefined) {
    const tables = releaseTables(known);
    return { release: known, source: { tables: () => tables, allocators: () => allocatorsOf(known) }, problems: [] };
  }
  const tables = await readFromGoroot(host, go);
  return {
    release: newestKnown,
    source: { tables: () => tables, allocators: () => allocatorsOf(newestKnown) },
    problems: [{ code: 'go-newer-than-known', args: { go: go.version, newest: `go${newestKnown}` }, effect: 'notice' }],
  };
}

async function readFromGoroot(host: Host, go: GoEnvironment): Promise<ReleaseTables> {
  const read = async (name: string): Promise<string> => {
    const bytes = await host.files.readIfThere(`${go.goroot}/src/cmd/internal/${name}`, 4 << 20);
    if (!bytes) throw new UserError('release-sources', { go: go.version, file: `src/cmd/internal/${name}` });
    return new TextDecoder().decode(bytes);
  };
  const tables = readReleaseTables(go.version, {
    builtinlist: await read('goobj/builtinlist.go'),
    reloctype: await read('objabi/reloctype.go'),
    symkind: await read('objabi/symkind.go'),
  });
  if (!tables) throw new UserError('release-sources', { go: go.version, file: 'src/cmd/internal' });
  return tables;
}
