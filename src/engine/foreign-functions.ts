import { UserError } from '../base/user-error.ts';
import type { ArchiveFacts } from '../model/facts.ts';
import { nameForeign, readForeignNames, type ForeignFunctions, type NameOfForeign } from '../object/foreign-names.ts';
import type { ArchiveStore } from './archive-store.ts';

/** Finds the names of functions of other packages that were inlined: an archive holds only their numbers in the archive of theirs. */
export interface ForeignNames {
  /** Asks the archives of these functions' packages. */
  resolve(foreign: readonly ForeignFunctions[]): NameOfForeign;
  name<Facts extends ArchiveFacts & { readonly foreign: readonly ForeignFunctions[] }>(facts: Facts): Facts;
}

/** `exports` gives the archives of a package, each variant's; the fingerprint tells which of them was compiled against. */
export function createForeignNames(store: ArchiveStore, exports: ReadonlyMap<string, readonly string[]>): ForeignNames {
  const known = new Map<string, string>();
  const look = (wanted: ForeignFunctions): ReadonlyMap<number, string> => {
    for (const file of exports.get(wanted.package) ?? []) {
      try {
        const names = store.withParts(file, (parts) => readForeignNames(parts, wanted));
        if (names) return names;
      } catch (error) {
        // An archive that cannot be read is told where its own calls are read; here a name stays unknown.
        if (!(error instanceof UserError)) throw error;
      }
    }
    return new Map();
  };
  const resolve = (foreign: readonly ForeignFunctions[]): NameOfForeign => {
    const names = new Map<string, string>();
    for (const wanted of foreign) {
      const keyOf = (index: number): string => `${wanted.package}\0${wanted.fingerprint ?? ''}\0${index}`;
      const unknown = wanted.indexes.filter((index) => !known.has(keyOf(index)));
      if (unknown.length > 0) for (const [index, name] of look({ ...wanted, indexes: unknown })) known.set(keyOf(index), name);
      for (const index of wanted.indexes) {
        const name = known.get(keyOf(index));
        if (name !== undefined) names.set(`${wanted.package}\0${index}`, name);
      }
    }
    return (path, index) => names.get(`${path}\0${index}`);
  };
  return {
    resolve,
    name: (facts) => (facts.foreign.length === 0 ? facts : nameForeign(facts, resolve(facts.foreign))),
  };
}
