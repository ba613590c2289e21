import { compareText } from '../base/order.ts';
import { archiveError } from './archive-error.ts';
import type { Frame, NameFile } from '../model/facts.ts';
import { placeholder } from './foreign-names.ts';
import type { ForeignFunctions } from './foreign-names.ts';
import { fileName, importedFingerprint, packagePrefix } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import type { ObjectSymbols } from './object-symbols.ts';
import { packageOfSymbol, unescapePath } from './package-of-symbol.ts';
import { createBudget } from './read-positions.ts';
import type { Budget, FunctionPositions, InlineNode } from './read-positions.ts';

/** What frames of one archive need; remembers the names it has made. */
export interface FrameContext {
  readonly nameFile: NameFile;
  /** Import path of a symbol's package. */
  readonly packageOf: (symbol: string) => string;
  readonly budget: Budget;
  /** Collects the inlined functions whose names are not in the archive, by import path. */
  readonly foreign: Map<string, { fingerprint: string | undefined; indexes: Set<number> }>;
}

/** How frames are named. */
export interface FrameOptions {
  /** Makes the shown name of a file as it stands in the archive. */
  readonly nameFile: NameFile;
  /** Import path of the archive's package, for the frames of its own functions where symbols say `main`. */
  readonly package: string;
}

export function createFrameContext(options: FrameOptions, archiveBytes: number): FrameContext {
  const shown = new Map<string, string>();
  const packages = new Map<string, string>();
  return {
    nameFile(raw) {
      let name = shown.get(raw);
      if (name === undefined) shown.set(raw, (name = options.nameFile(raw)));
      return name;
    },
    packageOf(name) {
      let found = packages.get(name);
      if (found === undefined) packages.set(name, (found = packageOfSymbol(name, options.package)));
      return found;
    },
    budget: createBudget(archiveBytes),
    foreign: new Map(),
  };
}

/** The inlined functions whose names were not there, sorted by package. */
export function foreignOf(context: FrameContext): ForeignFunctions[] {
  return [...context.foreign]
    .map(([path, { fingerprint, indexes }]) => ({ package: path, fingerprint, indexes: [...indexes].sort((a, b) => a - b) }))
    .sort((a, b) => compareText(a.package, b.package));
}

/** The inline chain of the `n`-th position, innermost frame first; the last is in the function itself. */
export function makeFrames(
  object: GoObject,
  positions: FunctionPositions,
  n: number,
  holder: string,
  symbols: ObjectSymbols,
  context: FrameContext,
): Frame[] {
  const frames: Frame[] = [];
  const chain = positions.chains[n]!;
  let file = positions.files[n]!;
  let line = positions.lines[n]!;
  for (let depth = 0; depth <= chain.length; depth++) {
    const node = chain[depth];
    const name = node === undefined ? holder : (symbols.nameOf(node.pkg, node.symbol) ?? foreignName(object, node, context));
    const isPlaced = file >= 0 && line > 0;
    const shown = isPlaced ? context.nameFile(fileName(object, file)) : '';
    const { budget } = context;
    budget.names -= name.length + shown.length;
    if (budget.names < 0) throw archiveError('archive-limit', { what: 'characters in frames', limit: budget.limits.names });
    frames.push({ package: context.packageOf(name), function: name, file: shown, line: isPlaced ? line : 0 });
    if (node !== undefined) ({ file, line } = node);
  }
  return frames;
}

/** Notes that another package's archive has to be asked for the name; until then the frame has a placeholder. */
function foreignName(object: GoObject, node: InlineNode, context: FrameContext): string {
  const prefix = packagePrefix(object, node.pkg);
  const path = unescapePath(prefix);
  let wanted = context.foreign.get(path);
  if (!wanted) context.foreign.set(path, (wanted = { fingerprint: importedFingerprint(object, path), indexes: new Set() }));
  wanted.indexes.add(node.symbol);
  return placeholder(prefix, node.symbol);
}
