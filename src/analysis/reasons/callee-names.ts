import type { Frame } from '../../model/facts.ts';
import { withoutTypeArguments } from '../causes/function-names.ts';
import { writtenName } from '../sites/written-place.ts';

/**
 * A function as it is written in its own package, from a name as the compiler writes it: `store.New` and `store.(*T).clone` of another package, and `(*store.T).clone` in
 * expressions, lose the qualifier. Names of different packages then may be the same: they are compared on one line only.
 */
export function bareCallee(name: string): string {
  const plain = withoutTypeArguments(name);
  const method = /^\((\*?)(?:[\w./%~-]+\.)?([A-Za-z_]\w*)\)\.(.*)$/.exec(plain);
  if (method) return `(${method[1] ?? ''}${method[2] ?? ''}).${method[3] ?? ''}`;
  const [first = '', second = '', ...rest] = plain.split('.');
  // A package's name is in lower case, a type's in no case that is known: `store.New` and `t.clone` look the same.
  return second === '' || /^[A-Z]/.test(first) || isClosure(second) ? plain : [second, ...rest].join('.');
}

/** The same of the function that a frame stands in. */
export function bareFrame({ function: symbol }: Frame): string {
  return withoutTypeArguments(writtenName(symbol));
}

/** Whether a bare callee is the function of a frame. */
export function isCalleeOf(callee: string, frame: Frame): boolean {
  const written = bareFrame(frame);
  return callee === written || bareCallee(written) === callee || callee.endsWith(`.${written}`);
}

function isClosure(part: string): boolean {
  return /^func\d/.test(part);
}
