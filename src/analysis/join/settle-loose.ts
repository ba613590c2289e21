import type { LineMark } from '../../model/facts.ts';
import type { UnsettledReason, What } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import { createByLine, type ByLine } from './by-line.ts';
import { mayMake, type OpenCall, type OpenVerdict } from './match-line.ts';
import { provePaper, standInsOf, type Evidence, type StandIns } from './prove-paper.ts';
import type { FunctionLines, JoinOptions, LooseVerdict, UnitMatch } from './unit-join.ts';
import type { UnitLines } from './unit-lines.ts';

/** Heap verdicts without a call: merged, proven to need none, or not settled. Without marks of the code nearly nothing is proven. */
export function settleLoose(
  unit: Unit,
  { lines, merged }: UnitMatch,
  { functionLines }: Pick<JoinOptions, 'functionLines'>,
): LooseVerdict[] {
  const marks = unit.archive?.marks && indexMarks(unit.archive.marks);
  const codeOf = createCodeOf(marks, lines);
  const loose: LooseVerdict[] = [];
  for (const { heap, calls } of lines.all) {
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
      const evidence = (): Evidence => {
        if (!marks) return notLooked;
        const { around, left } = codeOf(file, functionLines(file, line, column) ?? { line, endLine: line });
        // On its own line any call that nothing speaks of may be meant by words that are not understood.
        const mayBeElsewhere = calls.some((call) => call.left > 0 && isValue(call.what)) || left.some((call) => mayMake(open.shape, call));
        return { here: marks.get(file, line) ?? [], around, mayBeElsewhere };
      };
      const isPlaced = line > 0 || open.shape.form === 'constant';
      const paper = isPlaced ? provePaper(open.shape, evidence()) : undefined;
      if (paper !== undefined) loose.push({ ...base, is: 'paper', paper });
      else loose.push({ ...base, is: 'unsettled', why: whyUnsettled(unit, open) });
    }
  }
  return loose;
}

/** Of a unit whose code was not looked at yet. */
const notLooked: Evidence = { here: undefined, around: standInsOf([]), mayBeElsewhere: false };

/** What an expression with a verdict can make; the others never have one. */
function isValue(what: What): boolean {
  return what === 'object' || what === 'slice' || what === 'string' || what === 'bytes' || what === 'box' || what === 'map';
}

function whyUnsettled(unit: Unit, open: OpenVerdict): UnsettledReason {
  if (!unit.archive?.marks) return 'no-object-code';
  return open.verdict.line === 0 ? 'no-position' : 'no-call-no-proof';
}

type Marks = ByLine<LineMark[]>;

function indexMarks(marks: readonly LineMark[]): Marks {
  const index = createByLine<LineMark[]>();
  for (const mark of marks) index.open(mark.file, mark.line, () => []).push(mark);
  return index;
}

/** The code of a written function. */
interface Code {
  readonly around: StandIns;
  /** Calls without a verdict in the compiled functions that hold it, wherever they are written; of equal ones one. */
  readonly left: readonly OpenCall[];
}

/** A literal at package level may have thousands of verdicts in one function: its code is gathered once. */
function createCodeOf(marks: Marks | undefined, lines: UnitLines): (file: string, span: Pick<FunctionLines, 'line' | 'endLine'>) => Code {
  const known = new Map<object, Code>();
  const left = marks ? callsLeft(lines) : new Map<string, Map<string, OpenCall>>();
  const read = (file: string, { line, endLine }: Pick<FunctionLines, 'line' | 'endLine'>): Code => {
    const around: LineMark[] = [];
    for (let at = line; at <= endLine; at++) around.push(...(marks?.get(file, at) ?? []));
    const holders = new Set(around.map((mark) => mark.function));
    return { around: standInsOf(around), left: [...holders].flatMap((holder) => [...(left.get(holder)?.values() ?? [])]) };
  };
  return (file, span) => {
    let code = known.get(span);
    if (!code) known.set(span, (code = read(file, span)));
    return code;
  };
}

/** By the function that holds them. */
function callsLeft(lines: UnitLines): Map<string, Map<string, OpenCall>> {
  const left = new Map<string, Map<string, OpenCall>>();
  for (const { calls } of lines.all) {
    for (const open of calls) {
      if (open.left === 0) continue;
      const { function: holder, allocator, type } = open.call;
      const list = left.get(holder) ?? new Map<string, OpenCall>();
      left.set(holder, list.set(`${open.what} ${allocator} ${type ?? ''}`, open));
    }
  }
  return left;
}
