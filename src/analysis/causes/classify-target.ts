import type { CauseCode } from '../../model/causes.ts';
import { firstDot, openOfLast } from './read-expression.ts';

/**
 * What it means to assign to this expression when the value reaches the heap by it. A bare name can only be a package's variable: a local
 * one would be named as the destination. Slices and maps are told apart only where the index shows it.
 */
export function classifyTarget(target: string, isPackage: (name: string) => boolean): CauseCode {
  // Composite literals of package-level variables are built in such temporaries.
  if (target.includes('..stmp_')) return 'stored-in-global';
  const open = openOfLast(target);
  if (open > 0) return /^["'`]/.test(target.slice(open + 1)) ? 'stored-in-map' : 'stored-in-element';
  if (target.startsWith('*')) return 'stored-through-pointer';
  const dot = firstDot(target);
  if (dot < 0) return /^[A-Za-z_\x80-\uffff]/.test(target) ? 'stored-in-global' : 'stored-through-pointer';
  const rest = target.slice(dot + 1);
  const isExported = /^\p{Lu}/u.test(rest) && /^[\w\x80-\uffff]*$/.test(rest);
  return isPackage(target.slice(0, dot)) && isExported ? 'stored-in-global' : 'stored-in-field';
}
