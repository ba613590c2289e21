import { inside, join, toSlashes } from '../base/posix-path.ts';
import { splitVariant, type ListedPackage } from './listed-package.ts';

type Matched = Pick<ListedPackage, 'ImportPath' | 'Dir' | 'Standard'>;

/**
 * Tells which packages a `-gcflags=PATTERN=…` of cmd/go holds for: the same rules as there (cmd/go/internal/load/search.go, `MatchPackage`;
 * cmd/internal/pkgpattern), so that what is read is what was compiled for it. Variants are meant with their package. `root` is the folder
 * that `./…` begins at, absolute.
 */
export function createDependencyTest(patterns: readonly string[], root: string): (listed: Matched) => boolean {
  const tests = patterns.map((pattern) => testOf(pattern, root));
  return (listed) => tests.some((test) => test(listed));
}

function testOf(pattern: string, root: string): (listed: Matched) => boolean {
  if (pattern === 'all') return () => true;
  if (pattern === 'std') return ({ Standard }) => Standard === true;
  if (pattern === 'cmd') return ({ Standard, ImportPath }) => Standard === true && ImportPath.startsWith('cmd/');
  if (!/^\.\.?(\/|$)/.test(pattern)) {
    const isMeant = wild(pattern);
    return ({ ImportPath }) => isMeant(splitVariant(ImportPath).package);
  }
  const dots = pattern.indexOf('...');
  const cut = dots < 0 ? pattern.length : pattern.lastIndexOf('/', dots);
  const folder = join(root, pattern.slice(0, cut));
  const isMeant = dots < 0 ? (below: string) => below === '' : wild(pattern.slice(cut + 1));
  return ({ Dir }) => {
    const below = Dir === undefined ? undefined : inside(folder, toSlashes(Dir));
    return below !== undefined && isMeant(below === '' && dots >= 0 ? '.' : below);
  };
}

/** Stands for an element `vendor` that has others behind it: no `...` matches across it. */
const vendored = '\0';

function wild(pattern: string): (text: string) => boolean {
  const pieces = hideVendor(pattern).split('...');
  const escaped = pieces.map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  // `x/...` is `x` too.
  const isTree = escaped.length > 1 && escaped.at(-1) === '' && escaped.at(-2)?.endsWith('/') === true;
  const source = isTree
    ? `${escaped.slice(0, -1).join(`[^${vendored}]*`).slice(0, -1)}(?:/[^${vendored}]*)?`
    : escaped.join(`[^${vendored}]*`);
  const form = new RegExp(`^${source}$`, 's');
  return (text) => form.test(hideVendor(text));
}

function hideVendor(path: string): string {
  return path
    .split('/')
    .map((part, index, parts) => (part === 'vendor' && index < parts.length - 1 ? vendored : part))
    .join('/');
}
