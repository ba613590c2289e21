/**
 * Joins the two layers of one compiled variant. Input: its calls and verdicts. Output: each call with what the compiler said of it, and each
 * heap verdict with its call, the proof that it needs none, or the reason why that is not known. Calls are the ground: they are never
 * dropped or doubled. Positions differ between the layers in a few known ways; each is a case of its own below, with a program in test/go.
 */
import type { CallFact, LineMark, VerdictFact } from '../../model/facts.ts';
import type { Joined, PaperReason, Said, Unit, UnsettledReason, What } from '../../model/report.ts';
import { isMeant, matchLine, mayMake, openVerdict, type Match, type OpenCall, type OpenVerdict } from './match-line.ts';
import { provePaper } from './prove-paper.ts';

/** Where a function is written, for the cases that lines alone do not tell. */
export interface FunctionLines {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  /** Of its `{`; absent where it has no body. */
  readonly bodyLine?: number;
  /** A `var` declaration at package level. */
  readonly isInitializer: boolean;
}

export interface JoinOptions {
  readonly whatOf: (call: CallFact) => What;
  /** The function whose code runs at a position; undefined where the source was not read. */
  readonly functionLines: (file: string, line: number, column?: number) => FunctionLines | undefined;
}

/** A call, or a part of equal calls, with its verdicts. */
export interface JoinedCall {
  readonly call: CallFact;
  readonly what: What;
  /** At most `call.count`. */
  readonly count: number;
  readonly said: Said;
  readonly joined: Joined;
  readonly verdict?: VerdictFact;
  /** Its shape, to tell conditions from. */
  readonly open?: OpenVerdict;
}

/** A heap verdict without a call of its own. */
export type LooseVerdict = { readonly verdict: VerdictFact; readonly open: OpenVerdict; readonly count: number } & (
  | { readonly is: 'paper'; readonly paper: PaperReason }
  | { readonly is: 'merged'; readonly into: CallFact }
  /** The same line was joined with a call: the compiler printed it again, for a copy without code of its own. */
  | { readonly is: 'repeated' }
  | { readonly is: 'unsettled'; readonly why: UnsettledReason }
);

export interface UnitJoin {
  readonly calls: readonly JoinedCall[];
  readonly loose: readonly LooseVerdict[];
}

interface Line {
  readonly heap: OpenVerdict[];
  readonly append: OpenVerdict[];
  readonly stack: OpenVerdict[];
  readonly calls: OpenCall[];
}

export function joinUnit(unit: Unit, options: JoinOptions): UnitJoin {
  const lines = groupByLine(unit, options);
  const calls: JoinedCall[] = [];
  const take = (matches: readonly Match[], said: Said): void => {
    for (const { verdict, call, count, joined } of matches)
      calls.push({ call: call.call, what: call.what, count, said, joined, verdict: verdict.verdict, open: verdict });
  };
  for (const line of lines.values()) take(matchLine(line.heap, line.calls), 'heap');
  // Verdicts and calls that stand on different lines, see facts of each case; only what is left can meet.
  for (const group of elsewhere(lines, options)) take(matchLine(group.heap, group.calls), 'heap');
  const marks = indexMarks(unit.archive?.marks);
  const merged = findMerged(lines, calls, options);
  for (const line of lines.values()) {
    take(matchLine(line.append, line.calls), 'append');
    take(matchLine(line.stack, line.calls), 'stack');
  }
  take(matchInFunction(lines, merged, options), 'heap');
  const loose = settleLoose(unit, marks, lines, merged, options);
  for (const line of lines.values()) {
    for (const { call, what, left } of line.calls) if (left > 0) calls.push({ call, what, count: left, said: 'nothing', joined: 'alone' });
  }
  return { calls, loose };
}

function groupByLine(unit: Unit, { whatOf }: JoinOptions): Map<string, Line> {
  const lines = new Map<string, Line>();
  const lineAt = (file: string, line: number): Line => {
    const key = `${file}:${line}`;
    let found = lines.get(key);
    if (!found) lines.set(key, (found = { heap: [], append: [], stack: [], calls: [] }));
    return found;
  };
  for (const text of unit.texts) {
    for (const verdict of text.verdicts) {
      const side = sideOf(verdict);
      if (side !== undefined) lineAt(verdict.file, verdict.line)[side].push(openVerdict(verdict));
    }
  }
  for (const call of unit.archive?.calls ?? []) {
    const last = call.inline.at(-1);
    if (last) lineAt(last.file, last.line).calls.push({ call, what: whatOf(call), left: call.count });
  }
  return lines;
}

/** Leaks speak of parameters: they are reasons of callers, never of an allocation on this line. */
function sideOf(verdict: VerdictFact): 'heap' | 'append' | 'stack' | undefined {
  switch (verdict.kind) {
    case 'escapes-to-heap':
    case 'moved-to-heap':
      return 'heap';
    case 'append-escapes':
      return 'append';
    case 'append-does-not-escape':
    case 'does-not-escape':
      return 'stack';
    default:
      return undefined;
  }
}

/**
 * Two cases. Parameters moved to heap: the verdict stands at the parameter, the call at the function's line. Literals at package level: the
 * verdicts stand on their lines, the calls where the declaration or the map literal begins, in `init` or `map.init.N`.
 */
function* elsewhere(lines: ReadonlyMap<string, Line>, { functionLines }: JoinOptions): Iterable<Pick<Line, 'heap' | 'calls'>> {
  const groups = new Map<string, { heap: OpenVerdict[]; from: number; to: number; file: string; isInitializer: boolean }>();
  for (const line of lines.values()) {
    for (const open of line.heap) {
      if (open.left === 0 || open.shape.form === 'constant') continue;
      const { file, line: at, column } = open.verdict;
      const span = at === 0 ? undefined : functionLines(file, at, column);
      if (!span) continue;
      const isParameter = open.shape.form === 'moved' && span.bodyLine !== undefined && at <= span.bodyLine;
      if (!isParameter && !span.isInitializer) continue;
      const key = `${file}:${span.line}:${isParameter}`;
      const group = groups.get(key) ?? {
        heap: [],
        file,
        from: span.line,
        to: isParameter ? (span.bodyLine ?? span.line) : span.endLine,
        isInitializer: span.isInitializer,
      };
      group.heap.push(open);
      groups.set(key, group);
    }
  }
  for (const { heap, from, to, file, isInitializer } of groups.values()) {
    const calls: OpenCall[] = [];
    for (let at = from; at <= to; at++) {
      for (const open of lines.get(`${file}:${at}`)?.calls ?? [])
        if (open.left > 0 && (!isInitializer || isInit(open.call.function))) calls.push(open);
    }
    yield { heap, calls };
  }
}

function isInit(symbol: string): boolean {
  return /\.(map\.)?init(\.\d+)?$/.test(symbol);
}

/**
 * Pointer-free variables that are moved to the heap in one stretch share one untyped call from Go 1.25 on, at the line of the first
 * (cmd/compile/internal/ssagen/ssa.go, `newHeapaddr` of several). Gives the call for the variables without one.
 */
function findMerged(
  lines: ReadonlyMap<string, Line>,
  joined: readonly JoinedCall[],
  { functionLines }: JoinOptions,
): Map<OpenVerdict, CallFact> {
  const shared = new Map<string, JoinedCall[]>();
  const topOf = (file: string, line: number): string => `${file}:${functionLines(file, line)?.line ?? '?'}`;
  for (const one of joined) {
    if (one.open?.shape.form !== 'moved' || one.call.type !== undefined || one.what !== 'object') continue;
    const { file, line } = one.call.inline.at(-1) ?? one.call;
    const key = topOf(file, line);
    const list = shared.get(key);
    if (list) list.push(one);
    else shared.set(key, [one]);
  }
  const merged = new Map<OpenVerdict, CallFact>();
  for (const line of lines.values()) {
    for (const open of line.heap) {
      if (open.left === 0 || open.shape.form !== 'moved' || open.verdict.line === 0) continue;
      let best: { call: CallFact; line: number } | undefined;
      for (const { call } of shared.get(topOf(open.verdict.file, open.verdict.line)) ?? []) {
        const at = (call.inline.at(-1) ?? call).line;
        if (at <= open.verdict.line && (!best || at > best.line)) best = { call, line: at };
      }
      if (best) merged.set(open, best.call);
    }
  }
  return merged;
}

/**
 * Three cases. An argument of a call that was inlined may be made where the call's statement begins, lines above its own. The array of a
 * slice literal may be made at the line of its last element. `s += a + b` stands at its beginning, the verdict at its last operator.
 * What is left of both in one function is joined when both name the same type, or in the third case the same operation; the nearest line
 * first.
 */
function matchInFunction(
  lines: ReadonlyMap<string, Line>,
  merged: ReadonlyMap<OpenVerdict, CallFact>,
  { functionLines }: JoinOptions,
): Match[] {
  const matches: Match[] = [];
  for (const { heap } of lines.values()) {
    for (const open of heap) {
      const { file, line, column, count } = open.verdict;
      if (open.left === 0 || open.left < count || line === 0 || merged.has(open)) continue;
      const span = functionLines(file, line, column);
      if (!span) continue;
      for (let away = 1; open.left > 0 && (line - away >= span.line || line + away <= span.endLine); away++) {
        for (const at of [line - away, line + away]) {
          if (at < span.line || at > span.endLine) continue;
          const calls = lines.get(`${file}:${at}`)?.calls.filter((call) => call.left > 0 && isMeant(open.shape, call)) ?? [];
          matches.push(...matchLine([open], calls));
        }
      }
    }
  }
  return matches;
}

/** Heap verdicts without a call: merged, proven to need none, or not settled. */
function settleLoose(
  unit: Unit,
  marks: Marks | undefined,
  lines: ReadonlyMap<string, Line>,
  merged: ReadonlyMap<OpenVerdict, CallFact>,
  options: JoinOptions,
): LooseVerdict[] {
  const left = callsLeft(lines);
  const loose: LooseVerdict[] = [];
  for (const { heap, calls } of lines.values()) {
    for (const open of heap) {
      if (open.left === 0) continue;
      const base = { verdict: open.verdict, open, count: open.left };
      const into = merged.get(open);
      if (into) {
        loose.push({ ...base, is: 'merged', into });
        continue;
      }
      if (open.left < open.verdict.count) {
        loose.push({ ...base, is: 'repeated' });
        continue;
      }
      const { file, line, column } = open.verdict;
      const here = marks ? (marks.get(file)?.get(line) ?? []) : undefined;
      const around = marksAround(marks, file, options.functionLines(file, line, column) ?? { line, endLine: line });
      const holders = new Set([...(here ?? []), ...around].map((mark) => mark.function));
      // On its own line any call that nothing speaks of may be meant by words that are not understood.
      const mayBeElsewhere =
        calls.some((call) => call.left > 0 && isValue(call.what)) ||
        [...holders].some((holder) => (left.get(holder) ?? []).some((call) => mayMake(open.shape, call)));
      const isPlaced = line > 0 || open.shape.form === 'constant';
      const paper = isPlaced ? provePaper(open.shape, { here, around, mayBeElsewhere }) : undefined;
      if (paper !== undefined) loose.push({ ...base, is: 'paper', paper });
      else loose.push({ ...base, is: 'unsettled', why: whyUnsettled(unit, open) });
    }
  }
  return loose;
}

/** What an expression with a verdict can make; the others never have one. */
function isValue(what: What): boolean {
  return what === 'object' || what === 'slice' || what === 'string' || what === 'bytes' || what === 'box' || what === 'map';
}

function whyUnsettled(unit: Unit, open: OpenVerdict): UnsettledReason {
  if (!unit.archive?.marks) return 'no-object-code';
  return open.verdict.line === 0 ? 'no-position' : 'no-call-no-proof';
}

/** By file, then line. */
type Marks = ReadonlyMap<string, ReadonlyMap<number, readonly LineMark[]>>;

function indexMarks(marks: readonly LineMark[] | undefined): Marks | undefined {
  if (!marks) return undefined;
  const files = new Map<string, Map<number, LineMark[]>>();
  for (const mark of marks) {
    const lines = files.get(mark.file) ?? new Map<number, LineMark[]>();
    files.set(mark.file, lines);
    const list = lines.get(mark.line);
    if (list) list.push(mark);
    else lines.set(mark.line, [mark]);
  }
  return files;
}

function marksAround(marks: Marks | undefined, file: string, span: { readonly line: number; readonly endLine: number }): LineMark[] {
  const found: LineMark[] = [];
  for (const [line, list] of marks?.get(file) ?? []) if (line >= span.line && line <= span.endLine) found.push(...list);
  return found;
}

/** Lines whose code has to be looked at to settle what {@link joinUnit} leaves open: those of the functions around such verdicts, by file. */
export function listOpenLines(
  loose: readonly LooseVerdict[],
  { functionLines }: Pick<JoinOptions, 'functionLines'>,
): Map<string, Set<number>> {
  const wanted = new Map<string, Set<number>>();
  for (const one of loose) {
    const { file, line, column } = one.verdict;
    if (one.is !== 'unsettled' || line === 0) continue;
    const lines = wanted.get(file) ?? new Set<number>();
    wanted.set(file, lines);
    const span = functionLines(file, line, column) ?? { line, endLine: line };
    for (let at = span.line; at <= span.endLine; at++) lines.add(at);
  }
  return wanted;
}

/** Calls that no heap or append verdict speaks of, by the symbol that holds them. */
function callsLeft(lines: ReadonlyMap<string, Line>): ReadonlyMap<string, OpenCall[]> {
  const left = new Map<string, OpenCall[]>();
  for (const { calls } of lines.values()) {
    for (const open of calls) {
      if (open.left === 0) continue;
      const list = left.get(open.call.function);
      if (list) list.push(open);
      else left.set(open.call.function, [open]);
    }
  }
  return left;
}
