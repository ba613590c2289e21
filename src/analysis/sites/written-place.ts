import { dirname, inside } from '../../base/posix-path.ts';
import type { CallFact, Frame } from '../../model/facts.ts';
import type { Unit } from '../../model/unit.ts';

/** Where a call is written: the innermost frame inside the module that is compiled, else the outermost. */
export function anchorOf(call: CallFact, unit: Unit): Frame {
  const own = call.inline.find((frame) => isInModule(frame, unit));
  const last = call.inline.at(-1);
  if (!last) throw new Error(`a call without frames: ${call.function} calls ${call.allocator}`);
  return own ?? last;
}

/** Whether a file belongs to the module of a unit. What a module vendors belongs to others, but for std, which is one tree. */
function isInModule({ file }: Pick<Frame, 'file'>, { moduleDir }: Unit): boolean {
  if (file === '' || file.startsWith('<')) return false;
  const isOutside = moduleDir === '.' && (file.startsWith('$') || file.startsWith('../'));
  const below = isOutside ? undefined : moduleDir === '.' ? file : inside(moduleDir, file);
  return below !== undefined && (!below.startsWith('vendor/') || moduleDir.startsWith('$GOROOT/'));
}

/** The package of a place in a file that no named package lists: another package of the module, std, or a dependency. */
export function packageAround(anchor: Frame, unit: Unit): string {
  if (anchor.file.startsWith('$') || !isInModule(anchor, unit)) return packageOfFile(anchor.file) ?? anchor.package;
  if (anchor.package !== unit.package && anchor.package !== 'main') return anchor.package;
  // A closure's copy carries the name of the package that it was compiled into; its file tells where it is written.
  const folder = dirname(anchor.file);
  const { module, dir } = unit.listed;
  if (folder === '.' || folder === dir || module === '') return unit.package;
  const below = unit.moduleDir === '.' ? folder : (inside(unit.moduleDir, folder) ?? folder);
  return below === '' ? module : `${module}/${below}`;
}

/**
 * The package that a file of std, of the module cache or of a vendor folder belongs to. Not always that of the symbol: a closure of `net/http` is compiled
 * into the package that its function was inlined into, under that package's name. An upper-case letter is `!` and the lower-case one
 * in the module cache (golang.org/x/mod/module, EscapePath).
 */
export function packageOfFile(file: string): string | undefined {
  const std = /^\$GOROOT\/src\/(.+)\/[^/]+$/.exec(file);
  if (std) return std[1];
  if (!file.startsWith('$')) return /(?:^|\/)vendor\/(.+)\/[^/]+$/.exec(file)?.[1];
  const cached = /^\$GOMODCACHE\/([^@]+)@[^/]+((?:\/[^/]+)*)\/[^/]+$/.exec(file);
  return cached ? `${cached[1]}${cached[2]}`.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase()) : undefined;
}

/** A symbol as the function is written: without its package, and `F[...]` for each instantiation, since all are copies of one place. */
export function writtenName(symbol: string): string {
  // A method of an unnamed type belongs to no package: `go.shape.struct { … }.M`.
  if (symbol.startsWith('go.shape.') || symbol.startsWith('struct {')) return symbol;
  const head = symbol.search(/[[(]/);
  const slash = symbol.lastIndexOf('/', head < 0 ? undefined : head);
  const name = symbol.slice(symbol.indexOf('.', slash + 1) + 1);
  if (!name.includes('[')) return name;
  let depth = 0;
  let out = '';
  for (const char of name) {
    if (char === '[' && depth++ === 0) out += '[...]';
    else if (char === ']') depth--;
    else if (depth === 0) out += char;
  }
  return out;
}
