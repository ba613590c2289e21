import { dirname, toSlashes } from '../base/posix-path.ts';
import type { NameFile } from '../model/facts.ts';
import { isNamed, splitVariant, type ListedPackage } from '../toolchain/listed-package.ts';
import { digest } from './digest.ts';

/** What belongs to the user: the packages of the workspace's modules, and any other that was named. */
export interface ModuleText {
  readonly isOutside: (pkg: string) => boolean;
  /** Whether a shown file is part of this text; generated files of cgo and of tests are not. */
  readonly isInside: (file: string) => boolean;
  /** Changes when a package comes in or goes out. */
  readonly key: string;
  /** Variants in which packages from outside are built, too. */
  readonly variantsOutside: (listed: readonly ListedPackage[]) => ReadonlySet<string>;
}

const generated: ReadonlySet<string> = new Set(['_cgo_gotypes.go', '_testmain.go']);

/** `listed` are all packages of the build, dependencies too. */
export function describeModule(listed: readonly ListedPackage[], nameFile: NameFile): ModuleText {
  const inside = new Set<string>();
  const insideFolders = new Set<string>();
  const outsideFolders = new Set<string>();
  for (const one of listed) {
    const isOwn = isUsers(one);
    if (isOwn) inside.add(splitVariant(one.ImportPath).package);
    if (one.Dir !== undefined) (isOwn ? insideFolders : outsideFolders).add(nameFile(toSlashes(one.Dir)) || '.');
  }
  return {
    isOutside: (pkg) => !inside.has(pkg),
    isInside(file) {
      if (file === '' || file.startsWith('<') || generated.has(file)) return false;
      const folder = dirname(file);
      // Files of folders without a package are named by //line directives.
      return insideFolders.has(folder) || (!outsideFolders.has(folder) && !/^[$/]|^[A-Za-z]:/.test(file));
    },
    key: digest([...inside].sort().join('\n')),
    variantsOutside: (all) => new Set(all.flatMap((one) => (isUsers(one) ? [] : (splitVariant(one.ImportPath).variant ?? [])))),
  };
}

function isUsers(one: ListedPackage): boolean {
  return one.Module?.Main === true || isNamed(one);
}
