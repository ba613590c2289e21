import type { Explanation, Position } from '../../model/facts.ts';
import type { Around } from './around.ts';
import { outermostFunction } from './function-names.ts';
import { indexAround, type AroundIndex } from './index-around.ts';
import { isDeclaredBefore } from './is-declared-before.ts';

/** What the explanations of one block say of its functions, gathered while they are read once. */
export interface BlockIndex {
  readonly around: AroundIndex;
  /** Takes one explanation and gives the declared function that it belongs to; '' where that is not known. */
  read(explanation: Explanation): string;
  isResult(functionName: string, outermost: string, name: string): boolean;
  /** Whether a name is that of a variable or parameter of this function, in what is written at a position. */
  isLocal(outermost: string, name: string, at: Position): boolean;
}

export function createBlockIndex(around: Around): BlockIndex {
  const index = indexAround(around);
  const results = new Set<string>();
  const locals = new Set<string>();
  return {
    around: index,
    read(explanation) {
      const outermost = outermostFunction(explanation.function ?? index.functionAt(explanation) ?? '');
      if (explanation.kind === 'leaks') locals.add(`${outermost}\0${explanation.subject}`);
      for (const step of explanation.steps) {
        if (!step.source.startsWith('{')) locals.add(`${outermost}\0${step.source}`);
        if (step.from.some((reason) => reason.reason === 'return')) results.add(`${outermost}\0${step.destination}`);
      }
      return outermost;
    },
    isResult: (name, outermost, result) => /^~r\d+$/.test(result) || results.has(`${outermost}\0${result}`) || index.isResult(name, result),
    isLocal(outermost, name, at) {
      if (!locals.has(`${outermost}\0${name}`) && !index.isVariable(outermost, name)) return false;
      // What an inlined body of another package names with the package in front is that package's.
      if (index.inlinedCallees(at).some((callee) => callee.startsWith(`${name}.`))) return false;
      return (index.lineAt && isDeclaredBefore(index.lineAt, name, at)) ?? true;
    },
  };
}
