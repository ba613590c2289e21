import type { FunctionSpan } from '../../model/bundle.ts';
import type { FileOutline } from '../../model/outline.ts';
import type { ComparedSide } from './side.ts';

/** A declared function, with its literals, or a `var` declaration at package level. */
export interface Declared extends FunctionSpan {
  readonly package: string;
  readonly outline: FileOutline;
}

/** Two declarations that are one function. */
export interface FunctionPair {
  readonly base: Declared;
  readonly head: Declared;
}

/** The declarations of a side, those of a file in the order of its text. */
export function listDeclared({ outlines, packageOf }: ComparedSide): Declared[] {
  return outlines.flatMap((outline) => {
    let end = 0;
    return outline.functions.flatMap((span): Declared[] => {
      // A literal lies within the one before it.
      if (span.line < end || (span.line === end && span.name.includes('.func'))) return [];
      end = span.endLine;
      return [{ ...span, package: packageOf(outline.file) ?? '', outline }];
    });
  });
}

/** How alike two texts must be to be one function that was renamed or moved: shared lines, twice, of all lines. */
const alike = { lines: 0.5, shapes: 0.75, name: 0.2 } as const;
/** A body of fewer lines than this says too little by itself. */
const tellingLines = 3;
/** A line that stands in so many functions tells none. */
const commonLine = 12;

/**
 * Pairs functions: those of one package and name, then what was moved or renamed, by its text: the same text first, then the most alike. One-to-one.
 */
export function matchFunctions(base: readonly Declared[], head: readonly Declared[]): FunctionPair[] {
  const pairs: FunctionPair[] = [];
  let openBase = new Set(base);
  let openHead = new Set(head);
  const take = (one: Declared, other: Declared): void => {
    pairs.push({ base: one, head: other });
    openBase.delete(one);
    openHead.delete(other);
  };
  const byKey = (keyOf: (one: Declared) => string | undefined, fits: (one: Declared, other: Declared) => boolean = () => true): void => {
    const waiting = new Map<string, Declared[]>();
    for (const one of openBase) {
      const key = keyOf(one);
      const list = key === undefined ? undefined : waiting.get(key);
      if (list) list.push(one);
      else if (key !== undefined) waiting.set(key, [one]);
    }
    for (const other of openHead) {
      const key = keyOf(other);
      const list = key === undefined ? undefined : waiting.get(key);
      if (list?.[0] && fits(list[0], other)) take(list.shift() ?? list[0], other);
    }
  };
  const named = [
    (one: Declared) => (isNumbered(one) ? undefined : `${one.package}\0${one.outline.file}\0${one.name}`),
    (one: Declared) => (isNumbered(one) ? undefined : `${one.package}\0${one.name}`),
  ];
  // A body that went elsewhere and left its name to something else is looked for by its text first.
  for (const keyOf of named) byKey(keyOf, isLikely);
  for (const of of ['lines', 'shapes'] as const) {
    byKey((one) => (isTelling(one) || isNumbered(one) ? textKey(one, of, `${one.package}\0${one.name}`) : undefined));
    byKey((one) => (isTelling(one) ? textKey(one, of, lastName(one)) : undefined));
    byKey((one) => (isTelling(one) ? textKey(one, of, '') : undefined));
    for (const [one, other] of mostAlike([...openBase], [...openHead], of)) if (openBase.has(one) && openHead.has(other)) take(one, other);
  }
  for (const keyOf of named) byKey(keyOf);
  // Exported or no more: the name stays but for its first letter (gjson 1.14.2, where the body was rewritten too).
  byKey((one) =>
    isNumbered(one) ? undefined : `${one.package}\0${one.name.replace(/\w[^.]*$/, (name) => name[0]?.toLowerCase() + name.slice(1))}`,
  );
  // What is too short to be told by its text: in the same place, or of the same name elsewhere.
  byKey((one) => `${one.outline.file}\0${one.name}`);
  byKey((one) => textKey(one, 'lines', lastName(one)));
  byKey((one) => textKey(one, 'shapes', `${one.package}\0${lastName(one)}`));
  byKey((one) => textKey(one, 'shapes', one.package));
  openBase = new Set();
  openHead = new Set();
  return pairs;
}

/** There may be several of one name: their numbers follow the order of files. */
function isNumbered({ name, isInitializer }: Declared): boolean {
  return isInitializer === true || name === '_' || /^init(?:\.\d+)?$/.test(name);
}

function isTelling(one: Declared): boolean {
  return bodyOf(one, 'lines').length >= tellingLines;
}

/** Whether functions of one name share so much, or have so little text, that the name decides. */
function isLikely(one: Declared, other: Declared): boolean {
  const base = bodyOf(one, 'shapes');
  const head = bodyOf(other, 'shapes');
  if (Math.max(base.length, head.length) < 2 * tellingLines) return true;
  const open = new Map<number, number>();
  for (const shape of base) open.set(shape, (open.get(shape) ?? 0) + 1);
  let shared = 0;
  for (const shape of head) {
    const left = open.get(shape) ?? 0;
    if (left > 0) shared++;
    open.set(shape, left - 1);
  }
  return (2 * shared) / (base.length + head.length) >= alike.name;
}

function lastName({ name }: Declared): string {
  return name.split('.').at(-1) ?? name;
}

/** Lines with code behind the one that names it; that one too where there is no other. */
function bodyOf({ line, endLine, outline }: Declared, of: 'lines' | 'shapes'): Uint32Array {
  const from = endLine === line ? line - 1 : line;
  return outline[of].slice(from, endLine).filter((number, index, all) => number !== 0 && (all.length === 1 || index < all.length - 1));
}

function textKey(one: Declared, of: 'lines' | 'shapes', more: string): string {
  return `${bodyOf(one, of).join(',')}\0${more}`;
}

/** Pairs that share enough lines, the most alike first. Lines that many functions have are looked past, so this stays linear in what changed. */
function mostAlike(base: readonly Declared[], head: readonly Declared[], of: 'lines' | 'shapes'): [Declared, Declared][] {
  const bodies = new Map([...base, ...head].map((one) => [one, bodyOf(one, of)]));
  const holders = new Map<number, Map<Declared, number>>();
  for (const one of base) {
    for (const number of bodies.get(one) ?? []) {
      const list = holders.get(number) ?? new Map<Declared, number>();
      list.set(one, (list.get(one) ?? 0) + 1);
      holders.set(number, list);
    }
  }
  const found: { one: Declared; other: Declared; score: number }[] = [];
  for (const other of head) {
    const counts = new Map<number, number>();
    for (const number of bodies.get(other) ?? []) counts.set(number, (counts.get(number) ?? 0) + 1);
    const shared = new Map<Declared, number>();
    for (const [number, count] of counts) {
      const list = holders.get(number);
      if (!list || list.size > commonLine) continue;
      for (const [one, times] of list) shared.set(one, (shared.get(one) ?? 0) + Math.min(times, count));
    }
    for (const [one, lines] of shared) {
      const all = (bodies.get(one)?.length ?? 0) + (bodies.get(other)?.length ?? 0);
      const near = (lastName(one) === lastName(other) ? 0.1 : 0) + (one.package === other.package ? 0.05 : 0);
      if (all >= 2 * tellingLines && (2 * lines) / all >= alike[of]) found.push({ one, other, score: (2 * lines) / all + near });
    }
  }
  return found.toSorted((a, b) => b.score - a.score).map(({ one, other }) => [one, other]);
}
