import type { FunctionLines } from '../analysis/join/join-unit.ts';
import type { FunctionSpan, InlinedSource, LoopSpan } from '../model/bundle.ts';

export interface SourceFinders {
  /** The depth of loops around a line; undefined for a file that was not read. */
  loopAt(file: string, line: number): number | undefined;
  /** The function that is written at a line, or `symbol`, the name from object code, where the line alone does not tell. */
  functionAt(file: string, line: number, symbol: string): string;
  /** The innermost function that a line is in; undefined for a file that was not read, and outside of functions. */
  functionLines(file: string, line: number): FunctionLines | undefined;
  /** Whether a line of an inlined function is executed at each call of it; false where its file was not read. */
  isStraight(file: string, line: number): boolean;
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
  const files = new Map(sources.map((source) => [source.file, source]));
  const branches = new Map(inlined.map((source) => [source.file, source.branches]));
  return {
    loopAt(file, line) {
      const source = files.get(file);
      if (!source) return undefined;
      let depth = 0;
      for (const loop of source.loops) if (loop.line <= line && line <= loop.endLine) depth = Math.max(depth, loop.depth);
      return depth;
    },
    isStraight(file, line) {
      return branches.get(file)?.every((range) => line < range.line || line > range.endLine) ?? false;
    },
    functionLines(file, line) {
      const found = files.get(file)?.functions.findLast((one) => one.line <= line && line <= one.endLine);
      return found && { ...found, isInitializer: found.isInitializer === true };
    },
    functionAt(file, line, symbol) {
      const around = files.get(file)?.functions.filter((one) => one.line <= line && line <= one.endLine) ?? [];
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
