import type { FunctionLines } from '../analysis/join/unit-join.ts';
import type { LoopVariable } from '../analysis/sites/site-options.ts';
import { indexSpans } from '../base/spans-around.ts';
import type { FunctionSpan, InlinedSource, LoopSpan } from '../model/bundle.ts';

export interface SourceFinders {
  /**
   * The depth of loops around a line; undefined for a file that was not read. With `variable`, of what is declared at its column: in the header of a loop that is within the loop
   * where each iteration has one of its own, and around it else.
   */
  readonly loopAt: (file: string, line: number, variable?: LoopVariable) => number | undefined;
  /** The function that is written at a line, or `symbol`, the name from object code, where the line alone does not tell. */
  readonly functionAt: (file: string, line: number, symbol: string) => string;
  /** The innermost function that a line is in; undefined for a file that was not read, and outside of functions. One object for each. */
  readonly functionLines: (file: string, line: number) => FunctionLines | undefined;
  /** Whether a line of an inlined function is executed at each call of it; false where its file was not read. */
  readonly isStraight: (file: string, line: number) => boolean;
}

/** `F.func1`, `F.func2.1`. */
function isLiteral(name: string): boolean {
  return /\.func\d+(?:\.\d+)*$/.test(name);
}

/** Looks into the spans of sources that were read. Object code has no columns, so a line is all there is to go by. */
export function createFinders(
  sources: readonly { readonly file: string; readonly loops: readonly LoopSpan[]; readonly functions: readonly FunctionSpan[] }[],
  inlined: readonly InlinedSource[] = [],
): SourceFinders {
  const loops = new Map(sources.map((source) => [source.file, indexSpans(source.loops)]));
  const headers = new Map(
    sources.map((source) => [source.file, indexSpans(source.loops.flatMap(({ header, depth }) => (header ? [{ ...header, depth }] : [])))]),
  );
  const functions = new Map(sources.map((source) => [source.file, indexSpans(source.functions)]));
  const branches = new Map(inlined.map((source) => [source.file, indexSpans(source.branches)]));
  const functionsAround = (file: string, line: number): FunctionSpan[] => functions.get(file)?.(line) ?? [];
  return {
    loopAt(file, line, variable) {
      const header =
        variable &&
        headers
          .get(file)?.(line)
          .findLast((one) => isIn(one, line, variable.column));
      if (header) return variable.isPerIteration ? header.depth : header.depth - 1;
      return loops
        .get(file)?.(line)
        .reduce((deepest, { depth }) => Math.max(deepest, depth), 0);
    },
    isStraight: (file, line) => branches.get(file)?.(line).length === 0,
    functionLines: (file, line) => functionsAround(file, line).at(-1),
    functionAt(file, line, symbol) {
      const around = functionsAround(file, line);
      const plain = symbol.replaceAll('[...]', '');
      if (around.some((one) => one.name === plain)) return symbol;
      // A copy of a literal has the name of the function that it was copied into; the text has only one. What starts on this line and
      // ends on another is made here, by the function around it; what starts and ends here cannot be told from it.
      const running = around.filter((one) => one.line < line || one.endLine === line);
      const startHere = running.filter((one) => one.line === line);
      if (running.length > 1 && startHere.length > 0) {
        // The only literal here, where the code is that of a literal.
        const [literal] = startHere;
        return startHere.length === 1 && literal && isLiteral(literal.name) && isLiteral(plain) ? literal.name : symbol;
      }
      return (running.at(-1) ?? around[0])?.name ?? symbol;
    },
  };
}

function isIn(header: NonNullable<LoopSpan['header']>, line: number, column: number): boolean {
  return (line > header.line || column >= header.column) && (line < header.endLine || column < header.endColumn);
}
