import { compareBy, compareText } from '../base/order.ts';
import type { LineMark } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import type { Architecture } from './architectures.ts';
import { corrupt } from './archive-error.ts';
import { auxKind, auxSymbol, dataRange, fileName, relocationSize, symbolName, symbolSize, u16, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { indexSymbols } from './object-symbols.ts';
import type { ObjectSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReadArchiveOptions } from './read-archive.ts';
import { createBudget, readChain, walkTable } from './read-positions.ts';
import type { Budget } from './read-positions.ts';
import type { ReleaseIndex } from './release-index.ts';
import { relocationKind } from './relocation-kinds.ts';

/**
 * Reads what the code holds on chosen lines, instead of or beside calls of allocators: that there is code at all, and which static
 * data it takes the address of. `wanted` holds lines by file, as outermost positions, where the compiler's verdicts stand. Sorted by
 * function, file and line.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readMarks(bytes: Uint8Array, options: ReadArchiveOptions, wanted: ReadonlyMap<string, ReadonlySet<number>>): LineMark[] {
  const archive = openArchive(bytes);
  const architecture = architectureOf(archive.header.goarch, archive.header.goVersion);
  const release = releaseIndexOf(archive.header, options);
  const budget = createBudget(bytes.length);
  const marks: LineMark[] = [];
  for (const object of archive.objects) {
    const names = new Map<number, string>();
    const nameOf = (file: number): string => {
      let name = names.get(file);
      if (name === undefined) names.set(file, (name = options.nameFile(fileName(object, file))));
      return name;
    };
    const symbols = indexSymbols(object, release);
    let records: ReadonlySet<string> | undefined;
    const hasRecord = (name: string): boolean => (records ??= functionRecords(object)).has(name);
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      if (release.isText[bytes[object.symbols + symbol * symbolSize + 10]!] === 0) continue;
      marks.push(...readFunction(object, symbol, { symbols, hasRecord, release, architecture, budget, nameOf, wanted }));
    }
  }
  return marks.sort(byPlace);
}

const byPlace = compareBy<LineMark>(
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(a.file, b.file),
  (a, b) => a.line - b.line,
);

interface MarkContext {
  readonly symbols: ObjectSymbols;
  /** Whether the object holds the record of this function, see {@link functionRecords}. */
  readonly hasRecord: (name: string) => boolean;
  readonly release: ReleaseIndex;
  readonly architecture: Architecture;
  readonly budget: Budget;
  readonly nameOf: (file: number) => string;
  readonly wanted: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Records of functions that capture nothing, which the compiler makes once: `F·f` (`ir.FuncSymName`). */
function functionRecords(object: GoObject): ReadonlySet<string> {
  const { bytes, base } = object;
  const records = new Set<string>();
  for (let symbol = 0; symbol < object.definedCount; symbol++) {
    const at = object.symbols + symbol * symbolSize;
    const end = base + u32(bytes, at + 4) + u32(bytes, at);
    // `·f` in UTF-8.
    if (bytes[end - 1] === 0x66 && bytes[end - 2] === 0xb7 && bytes[end - 3] === 0xc2) records.add(symbolName(object, symbol));
  }
  return records;
}

/** Code up to `end` whose outermost position is on a wanted line; −1 for other code. */
interface Segment {
  readonly end: number;
  readonly mark: number;
}

function readFunction(object: GoObject, symbol: number, context: MarkContext): LineMark[] {
  const drafts: { file: string; line: number; refs: Set<string> }[] = [];
  if (!mayHoldWanted(object, symbol, context)) return [];
  const segments = readSegments(object, symbol, context, drafts);
  if (drafts.length === 0) return [];
  const { bytes } = object;
  const { release, symbols, architecture } = context;
  // arm keeps addresses in pools behind the code, and wasm's tables do not count bytes of code: there a reference may be any line's.
  const isPlaced = architecture.code !== 'arm' && architecture.code !== 'wasm';
  const first = u32(bytes, object.relocationIndex + 4 * symbol);
  const last = u32(bytes, object.relocationIndex + 4 * symbol + 4);
  if (first > last || last > object.relocationCount) throw corrupt('relocation index', object.relocationIndex + 4 * symbol);
  for (let n = first, at = object.relocations + first * relocationSize; n < last; n++, at += relocationSize) {
    if (release.kinds[u16(bytes, at + 5)] !== relocationKind.address) continue;
    const name = symbols.nameOf(u32(bytes, at + 15), u32(bytes, at + 19));
    if (name === undefined || !isStatic(name)) continue;
    if (!isPlaced) for (const draft of drafts) draft.refs.add(name);
    else drafts[findMark(segments, u32(bytes, at))]?.refs.add(name);
  }
  const holder = symbolName(object, symbol);
  // The literal's own code is on its line; the record may be loaded on another.
  if (context.hasRecord(`${holder}·f`)) for (const draft of drafts) draft.refs.add(`${holder}·f`);
  return drafts.map(({ file, line, refs }) => ({ function: holder, file, line, refs: [...refs].sort(compareText) }));
}

/**
 * Data that stands for a value which needs no allocation (cmd/compile/internal/walk: `dataWord`, `walkClosure`, `slicelit`): the address of
 * zero-size values, the table of one-byte values, read-only temporaries and the records of functions that capture nothing.
 */
function isStatic(name: string): boolean {
  return (
    name === 'runtime.zerobase' ||
    name === 'runtime.zeroVal' ||
    name === 'runtime.staticuint64s' ||
    name.endsWith('·f') ||
    /\.\.(stmp|dict)_\d+$/.test(name)
  );
}

/** Most functions have no line of interest: their tables are walked only when one of their files does. */
function mayHoldWanted(object: GoObject, symbol: number, { nameOf, wanted }: MarkContext): boolean {
  const info = auxSymbol(object, symbol, auxKind.funcInfo);
  if (info < 0) return false;
  const [from, to] = dataRange(object, info);
  if (to - from < 24) throw corrupt('function info', from);
  const count = u32(object.bytes, from + 16);
  if (from + 20 + 4 * count > to) throw corrupt('function info', from);
  for (let n = 0; n < count; n++) if (wanted.has(nameOf(u32(object.bytes, from + 20 + 4 * n)))) return true;
  return false;
}

function findMark(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return segments[low]?.mark ?? -1;
}

/** Cuts the code where its outermost position changes. Wanted positions are added to `drafts`. */
function readSegments(
  object: GoObject,
  symbol: number,
  { architecture: { pcUnit }, budget, nameOf, wanted }: MarkContext,
  drafts: { file: string; line: number; refs: Set<string> }[],
): Segment[] {
  const table = (kind: number): { values: number[]; ends: number[] } => {
    const values: number[] = [];
    const ends: number[] = [];
    walkTable(object, auxSymbol(object, symbol, kind), pcUnit, budget, (value, end) => {
      values.push(value);
      ends.push(end);
      return true;
    });
    return { values, ends };
  };
  const files = table(auxKind.pcFile);
  const lines = table(auxKind.pcLine);
  const nodes = table(auxKind.pcInline);
  const info = auxSymbol(object, symbol, auxKind.funcInfo);
  const roots = new Map<number, { readonly file: number; readonly line: number }>();
  const known = new Map<number, number>();
  const segments: Segment[] = [];
  let f = 0;
  let n = 0;
  let inlined: { readonly file: number; readonly line: number } | undefined;
  for (let l = 0, pc = 0; l < lines.ends.length;) {
    while (f < files.ends.length && files.ends[f]! <= pc) f++;
    while (n < nodes.ends.length && nodes.ends[n]! <= pc) n++;
    const node = nodes.values[n] ?? -1;
    let place = { file: files.values[f] ?? -1, line: lines.values[l]! };
    // Code without a position keeps file and line of what is before it, but not its inline node (cmd/internal/obj/pcln.go, `pctofileline`).
    const isLost = node < 0 && inlined?.file === place.file && inlined.line === place.line;
    if (node >= 0) {
      inlined = place;
      const root = roots.get(node) ?? readChain(object, info, node, budget).at(-1) ?? place;
      roots.set(node, root);
      place = root;
    } else if (!isLost) inlined = undefined;
    const end = Math.min(lines.ends[l]!, files.ends[f] ?? Infinity, nodes.ends[n] ?? Infinity);
    segments.push({ end, mark: isLost ? -1 : markOf(place.file, place.line) });
    pc = end;
    if (end >= lines.ends[l]!) l++;
  }
  return segments;

  function markOf(file: number, line: number): number {
    if (file < 0 || line <= 0) return -1;
    const key = file * 2 ** 24 + line;
    let mark = known.get(key);
    if (mark === undefined) {
      const name = nameOf(file);
      mark = wanted.get(name)?.has(line) ? drafts.push({ file: name, line, refs: new Set() }) - 1 : -1;
      known.set(key, mark);
    }
    return mark;
  }
}
