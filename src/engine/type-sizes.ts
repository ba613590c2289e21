import { UserError } from '../base/user-error.ts';
import type { TypeFact } from '../model/facts.ts';
import { readTypes } from '../object/read-types.ts';
import { packageOfType, sizeByName } from '../object/type-names.ts';
import type { ArchiveStore } from './archive-store.ts';

/**
 * Finds the sizes of types: from the name where it tells, in the archive that uses them, else in the archive of the package that
 * defines them. Those are dependencies' and std's archives, which the one command named; each is opened once and only when it is needed.
 */
export interface TypeSizes {
  /** `archiveFile` holds the code that uses the types, `own` is its package. A type that is not found has no entry. */
  look(wanted: ReadonlySet<string>, archiveFile: string, own: string): ReadonlyMap<string, TypeFact>;
}

export function createTypeSizes(store: ArchiveStore, exports: ReadonlyMap<string, readonly string[]>, pointerSize: 4 | 8): TypeSizes {
  /** Answers of foreign packages: types that they do not define are remembered as undefined. */
  const foreign = new Map<string, TypeFact | undefined>();
  const read = (file: string, wanted: ReadonlySet<string>): TypeFact[] => {
    try {
      return store.withParts(file, (parts) => readTypes(parts, wanted));
    } catch (error) {
      // A size that cannot be told is unknown; whether the archive is damaged is said where its calls are read.
      if (error instanceof UserError) return [];
      throw error;
    }
  };
  return {
    look(wanted, archiveFile, own) {
      const found = new Map<string, TypeFact>();
      const add = (facts: readonly TypeFact[]): void => facts.forEach((fact) => found.set(fact.name, fact));
      add([...wanted].flatMap((name) => sizeByName(name, pointerSize) ?? []));
      const open = new Set([...wanted].filter((name) => !found.has(name)));
      if (open.size > 0) add(read(archiveFile, open));
      const byPackage = new Map<string, Set<string>>();
      for (const name of open) {
        const pkg = found.has(name) ? undefined : packageOfType(name, own);
        if (pkg === undefined || pkg === own) continue;
        const names = byPackage.get(pkg) ?? new Set();
        byPackage.set(pkg, names.add(name));
      }
      for (const [pkg, names] of byPackage) {
        const file = exports.get(pkg)?.[0];
        const unasked = new Set([...names].filter((name) => !foreign.has(name)));
        if (file !== undefined && unasked.size > 0) {
          for (const name of unasked) foreign.set(name, undefined);
          for (const fact of read(file, unasked)) foreign.set(fact.name, fact);
        }
        add([...names].flatMap((name) => foreign.get(name) ?? []));
      }
      return found;
    },
  };
}
