import type { Position } from '../../model/facts.ts';
import type { BlockChains, ChainIndex, Explained } from './chain-index.ts';
import { isClosureName } from '../causes/function-names.ts';
import { isKnownCallee } from '../causes/classify-callee.ts';
import type { CallText } from '../causes/read-expression.ts';

/** The slice that is made of the arguments of `...T`, as the compiler prints it; the last argument. */
export const variadicArgument = '... argument';

/** What a callee's text means, seen from a package. */
export type Callee =
  | { readonly is: 'function'; readonly block: BlockChains; readonly name: string }
  /** An interface's method, a function value, or a function without a body. */
  | { readonly is: 'unknown' }
  /** A function whose text is not at hand. */
  | { readonly is: 'elsewhere'; readonly qualifier?: string };

export function findCallee(callee: string, from: BlockChains, at: Position, outermost: string, index: ChainIndex): Callee {
  const own = from.declares(callee);
  if (own) return own === 'without-body' ? { is: 'unknown' } : { is: 'function', block: from, name: callee };
  const { qualifier, name } = splitCallee(callee);
  const isKnown = isKnownCallee(callee, {
    isFunction: () => false,
    isPackage: (word) => (from.index.isLocal(outermost, word, at) ? false : from.index.around.isPackage(word, at)),
  });
  if (!isKnown || isClosureName(callee) || callee === 'func literal') return { is: 'unknown' };
  for (const block of qualifier === undefined ? [] : index.named(qualifier, from.package)) {
    const declared = block.declares(name);
    if (declared) return declared === 'without-body' ? { is: 'unknown' } : { is: 'function', block, name };
  }
  return { is: 'elsewhere', ...(qualifier === undefined ? {} : { qualifier }) };
}

/** `(*fmt.pp).free` → fmt and `(*pp).free`; `fmt.Println` → fmt and `Println`. */
function splitCallee(callee: string): { readonly qualifier: string | undefined; readonly name: string } {
  const [, star = '', qualifier, rest = ''] = /^(\(\*)?([\p{L}_][\p{L}\p{N}_]*)\.(.*)$/su.exec(callee) ?? [];
  return qualifier === undefined ? { qualifier, name: callee } : { qualifier, name: star + rest };
}

/**
 * The explanation of the parameter that takes a value. Which one it is tells the source's signature; without it a method's first argument is
 * its receiver, `... argument` is the last one, and a function of which one parameter leaks has no other.
 */
export function findLeak(value: string, call: CallText, { block, name }: Callee & { is: 'function' }): Explained | undefined {
  const leaks = block.leaksOf(name).filter(({ explanation }) => !isToResult(explanation.to ?? '', name, block));
  const parameters = block.parametersOf(name, call.args.length);
  const position = value === variadicArgument ? (parameters ?? call.args).length - 1 : call.args.indexOf(value);
  const parameter = parameters?.[position];
  if (position >= 0 && parameter !== undefined) return leakOf(parameter, name, block);
  const names = [...new Set(leaks.map(({ explanation }) => explanation.subject))];
  if (names.length === 1) return best(leaks);
  const ordered = leaks.toSorted(
    (a, b) => a.explanation.line - b.explanation.line || (a.explanation.column ?? 0) - (b.explanation.column ?? 0),
  );
  const first = name.includes('.') && position === 0 ? ordered[0] : undefined;
  const last = value === variadicArgument ? ordered.at(-1) : undefined;
  const subject = (first ?? last)?.explanation.subject;
  return subject === undefined ? undefined : best(leaks.filter(({ explanation }) => explanation.subject === subject));
}

function isToResult(to: string, name: string, block: BlockChains): boolean {
  return block.index.isResult(name, name, to);
}

/** The explanation that tells how a parameter gets away; one that is on the heap itself has an explanation as an allocation has. */
export function leakOf(parameter: string, name: string, block: BlockChains): Explained | undefined {
  const leaks = block.leaksOf(name).filter(({ explanation }) => explanation.subject === parameter);
  const out = leaks.filter(({ explanation }) => !isToResult(explanation.to ?? '', name, block));
  return best(out) ?? block.locations.find(parameter, name, { file: '', line: 0 }) ?? best(leaks);
}

/** Straight to the heap rather than into something that is there, with the fewest dereferences, then in the fewest steps. */
function best(leaks: readonly Explained[]): Explained | undefined {
  return leaks.toSorted((a, b) => weight(a) - weight(b) || a.explanation.steps.length - b.explanation.steps.length)[0];
}

function weight({ explanation }: Explained): number {
  return (explanation.to === '{heap}' ? 0 : 1000) + (explanation.derefs ?? 0);
}
