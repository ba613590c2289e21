import { compareBy } from '../../base/order.ts';
import { basename } from '../../base/posix-path.ts';
import type { Package } from '../../model/report.ts';

/** Names of files begin otherwise in the profile: whatever begins with `from` is meant to begin with `to`, relative to the root. */
export interface PathMapping {
  readonly from: string;
  /** '' for the root. */
  readonly to: string;
}

export interface FindingFiles {
  readonly pathMap?: readonly PathMapping[];
  /** Files of dependencies that were read are meant too. */
  readonly dependencies?: boolean;
}

/**
 * Finds the file of a report that a profile's function stands in. The profile names it by an absolute path of the machine that built it, by one of a container, or,
 * built with -trimpath, by an import path: so the package is told by the function's name, and of the path only its end counts. `undefined`: the package is
 * none of these; `null`: it is, and has no such file in this build. Where a mapping of paths gives the name of a file exactly, that decides. `program` is the one among main packages that ran, null for none of them; without it any may be.
 */
export function createFileFinder(
  packages: readonly Package[],
  program?: string | null,
  { pathMap = [], dependencies = false }: FindingFiles = {},
): (pkg: string, file: string) => string | null | undefined {
  const byPackage = new Map<string, Map<string, string[]>>();
  for (const { path, name, files, dependency } of packages) {
    if (dependency && !dependencies) continue;
    for (const key of symbolPackages(path, name === 'main', program)) {
      const byBase = byPackage.get(key) ?? new Map<string, string[]>();
      byPackage.set(key, byBase);
      for (const file of files) {
        const same = byBase.get(basename(file)) ?? [];
        if (!same.includes(file)) byBase.set(basename(file), [...same, file]);
      }
    }
  }
  const files = packages.filter(({ dependency }) => dependencies || !dependency).flatMap((one) => one.files);
  const exact = new Set(files);
  return (pkg, file) => {
    const mapped = pathMap.length === 0 ? undefined : mapPath(file, pathMap);
    if (mapped !== undefined && exact.has(mapped)) return mapped;
    // Then only the whole path, with a folder in it, says that it is ours.
    if (pkg === unknownPackage) return files.find((own) => own.includes('/') && file.replaceAll('\\', '/').endsWith(`/${own}`));
    const byBase = byPackage.get(pkg);
    if (!byBase) return undefined;
    const path = file.replaceAll('\\', '/');
    const found = byBase.get(basename(path)) ?? [];
    // Several programs have a main.go: the longest common end of the paths decides.
    return found.toSorted(compareBy((a, b) => commonEnd(b, path) - commonEnd(a, path)))[0] ?? null;
  };
}

/** The name that the longest `from` gives; undefined where none fits. */
export function mapPath(file: string, pathMap: readonly PathMapping[]): string | undefined {
  const path = file.replaceAll('\\', '/');
  const [best] = pathMap
    .filter(({ from }) => path === from || path.startsWith(`${from}/`))
    .toSorted(compareBy((a, b) => b.from.length - a.from.length));
  if (!best) return undefined;
  const rest = path.slice(best.from.length + 1);
  return best.to === '' ? rest : `${best.to}/${rest}`;
}

/** Of a function whose name is of a package that has no files in its folder. */
export const unknownPackage = '';

/**
 * What symbols call a package. The compiler names a program's own package `main`, wherever it lies; in the program that tests it, it is a library
 * with its import path.
 */
export function symbolPackages(path: string, isMain: boolean, program: string | null | undefined): readonly string[] {
  return isMain && (program === undefined || path === program) ? ['main', path] : [path];
}

/** How many last parts two paths have in common. */
function commonEnd(a: string, b: string): number {
  const [left, right] = [a.split('/').toReversed(), b.split('/').toReversed()];
  const differ = left.findIndex((part, index) => part !== right[index]);
  return differ < 0 ? left.length : differ;
}
