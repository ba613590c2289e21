import { storedIn, type Decisive, type Through } from './decisive-step.ts';
import { isClosureName } from './function-names.ts';
import type { BlockIndex } from './index-block.ts';
import { isNamedResult } from './is-named-result.ts';
import type { Locations } from './locations.ts';

/** Where an explanation ends. */
export type Ending<T> =
  | { readonly is: 'heap' }
  | { readonly is: 'returned'; readonly target: string }
  /** In something that is on the heap itself. */
  | { readonly is: 'held'; readonly target: string; readonly holder: T }
  /** In a variable of the function around a closure. */
  | { readonly is: 'captured'; readonly variable: Through }
  /** In a parameter of a function that is analysed together with this one. */
  | { readonly is: 'passed'; readonly target: string }
  /** In something outside of the loop. */
  | { readonly is: 'iteration'; readonly target: string }
  | { readonly is: 'unknown' };

/**
 * The compiler does not say why a value outlives its frame where it ends in a variable; by its rules (cmd/compile/internal/escape,
 * `outlives`) that is a result, something on the heap, a variable around the closure, or one outside of the loop.
 */
export function findEnding<T>(decisive: Decisive, outermost: string, block: BlockIndex, locations: Locations<T>): Ending<T> {
  const { destination, reason } = decisive;
  if (destination === '{heap}') return { is: 'heap' };
  const name = decisive.function ?? outermost;
  const storage = storedIn(destination);
  const target = storage ?? (destination === '{temp}' ? decisive.variables.at(-1)?.name : destination);
  if (target === undefined) return { is: 'unknown' };
  const isReturned = storage === undefined && ((decisive.isLast && reason?.reason === 'return') || block.isResult(name, outermost, target));
  if (isReturned) return { is: 'returned', target };
  const used = reason?.at ?? decisive.position;
  // Functions that call each other are explained as one: what holds it may stand in another.
  const holder = locations.find(target, outermost, used) ?? locations.find(target, block.around.functionAt(used) ?? '', used);
  // A variable that a closure assigns to and that is not on the heap itself: it stands in the frame around the closure. Until Go 1.24
  // the text does not name closures; being captured by reference has to do.
  const isOutside = storage === 'func literal' || (storage === undefined && (destination === '{temp}' || holder === undefined));
  if (isOutside && (decisive.function === undefined || isClosureName(name))) {
    const variable = decisive.variables.find((candidate) => block.around.isCaptured(name, candidate.name));
    if (variable) return { is: 'captured', variable };
  }
  if (holder !== undefined) return { is: 'held', target, holder };
  if (reason?.reason === 'call parameter' && storage === undefined && destination !== '{temp}') return { is: 'passed', target };
  if (decisive.truncated) return { is: 'unknown' };
  // Without inlining (-l) the compiler prints no signatures: the source has the names of results.
  const { lineAt } = block.around;
  const isNamed = storage === undefined && lineAt !== undefined && !isClosureName(name) && isNamedResult(lineAt, target, used);
  return isNamed ? { is: 'returned', target } : { is: 'iteration', target };
}
