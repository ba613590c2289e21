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
  // What stands between two such elements must match what stands between two of the path's.
  const parts = hideVendor(pattern).split(vendored);
  const isTree = pattern.endsWith('/...');
  return (text) => {
    const hidden = hideVendor(text).split(vendored);
    if (hidden.length !== parts.length) return false;
    return parts.every((part, index) => {
      const at = hidden[index] ?? '';
      // `x/...` is `x` too.
      return isWild(at, part) || (isTree && index === parts.length - 1 && isWild(at, part.slice(0, -'/...'.length)));
    });
  };
}

/** Whether `...` can stand for texts so that the pattern is the text. In one pass: each piece is taken where it comes first. */
function isWild(text: string, pattern: string): boolean {
  const pieces = pattern.split('...');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return text === pattern;
  let at = first.length;
  if (!text.startsWith(first)) return false;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function hideVendor(path: string): string {
  return path
    .split('/')
    .map((part, index, parts) => (part === 'vendor' && index < parts.length - 1 ? vendored : part))
    .join('/');
}
