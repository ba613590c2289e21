import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { CallFact } from '../model/facts.ts';
import type { Problem } from '../model/report.ts';
import { readArchive } from '../object/read-archive.ts';
import type { ReleaseSource } from '../object/open-archive.ts';
import { pointerSizeOf, tellsTypes } from '../object/architectures.ts';
import { splitVariant, type ListedPackage } from '../toolchain/listed-package.ts';
import type { Plan } from './gather.ts';
import { createArchiveStore, type ArchiveStore } from './archive-store.ts';
import { chooseTables, type ChosenTables } from './release-tables.ts';
import { createForeignNames, type ForeignNames } from './foreign-functions.ts';
import { createTypeSizes, type TypeSizes } from './type-sizes.ts';
import type { LocatedUnit } from './units.ts';

export interface ReadArchivesResult {
  readonly units: readonly LocatedUnit[];
  readonly problems: readonly Problem[];
  /** The release whose tables were used. */
  readonly release: string;
  readonly pointerSize: 4 | 8;
  readonly source: ReleaseSource;
  readonly store: ArchiveStore;
}

/**
 * Reads the archive of each unit, and of other packages what they say of the sizes of their types. An archive that cannot be read is a
 * problem of its package, never a shorter result.
 */
export async function readArchives(
  host: Host,
  plan: Plan,
  units: readonly LocatedUnit[],
  listed: readonly ListedPackage[],
  onStep: (done: number, of: number) => void,
): Promise<ReadArchivesResult> {
  const tables = await chooseTables(host, plan.go);
  const problems: Problem[] = [...tables.problems];
  const read: LocatedUnit[] = [];
  const exports = exportsOf(listed);
  const store = createArchiveStore(host);
  store.expect(units.flatMap(({ archiveFile }) => archiveFile ?? []));
  const names = createForeignNames(store, exports);
  const pointerSize = pointerSizeOf(plan.go.goarch);
  const sizes = createTypeSizes(store, exports, pointerSize);
  for (const [index, unit] of units.entries()) {
    if (plan.call.signal?.aborted) throw new UserError('cancelled');
    const withCalls = unit.archiveFile === undefined ? unit : await readUnit(store, plan, unit, unit.archiveFile, tables, names, problems);
    read.push(addSizes(withCalls, sizes));
    onStep(index + 1, units.length);
  }
  return { units: read, problems, release: tables.release, pointerSize, source: tables.source, store };
}

/** What the archives of an architecture do not tell. */
export function archiveGaps(units: readonly LocatedUnit[], goarch: string): Problem[] {
  const gaps: Problem[] = [];
  if (units.some((unit) => unit.archive?.positionsKnown === false))
    gaps.push({ code: 'positions-unknown', args: { goarch }, effect: 'notice' });
  if (!tellsTypes(goarch)) gaps.push({ code: 'types-unknown', args: { goarch }, effect: 'notice' });
  return gaps;
}

async function readUnit(
  store: ArchiveStore,
  plan: Plan,
  unit: LocatedUnit,
  file: string,
  tables: ChosenTables,
  names: ForeignNames,
  problems: Problem[],
): Promise<LocatedUnit> {
  try {
    const bytes = await store.read(file);
    const { foreign: _, ...archive } = names.name(readArchive(bytes, { ...tables.source, nameFile: plan.nameFile, package: unit.package }));
    return { ...unit, archive };
  } catch (error) {
    if (!(error instanceof UserError) || !/^(archive|file)-/.test(error.code)) throw error;
    problems.push({
      code: 'archive-unreadable',
      args: { code: error.code, args: error.args },
      effect: 'incomplete',
      package: unit.package,
    });
    return unit;
  }
}

/** Archives by package: the plain one first, then those of its variants. */
export function exportsOf(listed: readonly ListedPackage[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const one of listed) {
    if (one.Export === undefined) continue;
    const { package: path, variant } = splitVariant(one.ImportPath);
    const known = files.get(path) ?? [];
    files.set(path, variant === undefined ? [one.Export, ...known] : [...known, one.Export]);
  }
  return files;
}

function addSizes(unit: LocatedUnit, sizes: TypeSizes): LocatedUnit {
  const { archive, archiveFile } = unit;
  if (!archive || archiveFile === undefined) return unit;
  const wanted = new Set(archive.calls.flatMap((call) => (call.type === undefined ? [] : [call.type])));
  const known = sizes.look(wanted, archiveFile, unit.package);
  const calls = archive.calls.map((call): CallFact => {
    const type = call.type === undefined ? undefined : known.get(call.type);
    if (!type) return call;
    // The count and the chain stay last: one line of JSON reads from the place to its evidence.
    const { count, inline, ...rest } = call;
    return { ...rest, size: type.size, pointerBytes: type.pointerBytes, count, inline };
  });
  return { ...unit, archive: { ...archive, calls } };
}
