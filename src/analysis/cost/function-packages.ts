import type { NamedFunctions } from '../../model/profile.ts';
import { isClosureName } from '../causes/function-names.ts';
import { unknownPackage } from './own-files.ts';

/** Functions of a profile or a program as they are known here, by their rows. */
export interface KnownFunctions {
  /** The package in whose files each stands. */
  readonly packages: readonly string[];
  /** The file, as it is shown; undefined where it is none of the packages'. */
  readonly files: readonly (string | undefined)[];
}

type FileOf = (pkg: string, file: string) => string | null | undefined;

/** Whose each function is, and in which file. */
export function knownFunctions(named: NamedFunctions, packageOf: (functionName: string) => string, fileOf: FileOf): KnownFunctions {
  const { functions, strings } = named;
  const packages = packagesOfFunctions(named, packageOf, fileOf);
  return { packages, files: packages.map((pkg, row) => fileOf(pkg, strings[functions.files[row] ?? 0] ?? '') ?? undefined) };
}

/**
 * The package in whose files each function of a profile stands, by its row. A function's name says it, but for literals: inlined with the function around them they are
 * named after the caller, `bufferpool.init.NewPool.func1` in `buffer/pool.go`. A package is one folder, so other functions of the profile tell whose a file is.
 */
export function packagesOfFunctions(
  { functions, strings }: NamedFunctions,
  packageOf: (functionName: string) => string,
  fileOf: FileOf,
): readonly string[] {
  const owners = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const rows = Array.from({ length: functions.count }, (_, row) => {
    const name = strings[functions.names[row] ?? 0] ?? '';
    const file = strings[functions.files[row] ?? 0] ?? '';
    return {
      file,
      folder: file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'), 0)),
      pkg: packageOf(name),
      // Named after the function into which they were inlined, whosever they are.
      isMade: isClosureName(name),
    };
  });
  for (const { folder, pkg, isMade } of rows) {
    if (isMade || folder === '') continue;
    const of = owners.get(folder) ?? new Set();
    owners.set(folder, of.add(pkg));
    seen.add(pkg);
  }
  return rows.map(({ file, folder, pkg, isMade }) => {
    if (!isMade || folder === '') return pkg;
    const of = owners.get(folder);
    if (of) return of.has(pkg) ? pkg : ([...of].find((one) => typeof fileOf(one, file) === 'string') ?? [...of][0] ?? pkg);
    // No other function of the folder was seen; the package's own are in another one.
    return seen.has(pkg) ? unknownPackage : pkg;
  });
}
