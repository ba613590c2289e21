import { inside, join } from '../base/posix-path.ts';
import { isWhole, type TextTest } from './patterns.ts';
import type { QueryContext } from './query.ts';

/**
 * Go's package patterns (`go help packages`; cmd/internal/pkgpattern): an import path in which `...` stands for any text, `x/...` is `x`
 * too, `./…` and `../…` are folders seen from `cwd`, `std` is the standard library. `*` means what `...` does. An external test package
 * (`p_test`) is meant with its `p`.
 */
export function packagePattern(pattern: string, context: QueryContext): TextTest {
  const forms = new Map<string, boolean>();
  const isMeant = matcher(pattern, context);
  // Sites come by the thousand from few packages.
  return (pkg) => {
    let known = forms.get(pkg);
    if (known === undefined) {
      known = isMeant(pkg) || (pkg.endsWith('_test') && isMeant(pkg.slice(0, -'_test'.length)));
      forms.set(pkg, known);
    }
    return known;
  };
}

/** `.`, `./x`, `../x`: a folder. */
export function isRelative(pattern: string): boolean {
  return /^\.\.?(\/|$)/.test(pattern);
}

/** The path of the module that a package belongs to, if it is one of those at hand: the longest that fits. */
export function moduleOf(pkg: string, context: QueryContext): QueryContext['modules'][number] | undefined {
  let best: QueryContext['modules'][number] | undefined;
  for (const module of context.modules) {
    if (inside(module.path, pkg) !== undefined && module.path.length > (best?.path.length ?? -1)) best = module;
  }
  return best;
}

function matcher(pattern: string, context: QueryContext): TextTest {
  if (pattern === 'std') return (pkg) => isStandard(pkg, context);
  const text = pattern.replaceAll(/\*+/g, '...');
  if (!isRelative(text)) return wild(text);
  const isFolder = folderPattern(join(context.cwd, text));
  return (pkg) => {
    const folder = folderOf(pkg, context);
    return folder !== undefined && isFolder(folder);
  };
}

/** Folders relative to the root; one above it begins with `..`. The names of the root and of the folders above it are not known. */
function folderPattern(pattern: string): TextTest {
  const asked = climb(pattern);
  const isBelow = wild(asked.rest);
  return (folder) => {
    const { ups, rest } = climb(folder);
    if (ups === asked.ups) return isBelow(rest);
    return ups < asked.ups && asked.rest.startsWith('...') && isBelow(`?/${rest}`);
  };
}

/** `../../a` is two up, then `a`. */
function climb(path: string): { readonly ups: number; readonly rest: string } {
  const parts = path.split('/');
  const ups = parts.findIndex((part) => part !== '..');
  return ups < 0 ? { ups: parts.length, rest: '.' } : { ups, rest: parts.slice(ups).join('/') };
}

function wild(pattern: string): TextTest {
  const pieces = pattern.split('...');
  if (!pattern.endsWith('/...')) return (text) => isWhole(text, pieces);
  const itself = pattern.slice(0, -'/...'.length).split('...');
  return (text) => isWhole(text, pieces) || isWhole(text, itself);
}

/** Relative to the root. */
function folderOf(pkg: string, context: QueryContext): string | undefined {
  const module = moduleOf(pkg, context);
  return module && join(module.dir, inside(module.path, pkg) ?? '');
}

/** As cmd/go tells: a path whose first element has no dot is std's, unless a module at hand has it. */
function isStandard(pkg: string, context: QueryContext): boolean {
  const slash = pkg.indexOf('/');
  return !pkg.slice(0, slash < 0 ? undefined : slash).includes('.') && moduleOf(pkg, context) === undefined;
}
