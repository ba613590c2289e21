import { firstDot } from './read-expression.ts';

/** What is known of the names in a callee's text. */
export interface CalleeNames {
  isFunction(name: string): boolean;
  /** Whether functions of another package are printed with this name in front; undefined: not known. */
  isPackage(name: string): boolean | undefined;
}

/**
 * Whether the compiler knows which function is called, so that its parameters tell what leaks. Methods of concrete types are printed as
 * method expressions (`(*T).M(t)`, `p.T.M(t)`), methods of interfaces as the user writes them (`w.Write(b)`), like function values.
 */
export function isKnownCallee(callee: string, names: CalleeNames): boolean {
  if (/^\(\*[^()]+\)\.[A-Za-z_\x80-\uffff][\w\x80-\uffff]*(?:\[.*\])?$/.test(callee)) return true;
  if (callee === 'func literal' || names.isFunction(callee)) return true;
  const dot = firstDot(callee);
  if (dot < 1) return isGeneric(callee);
  const first = callee.slice(0, dot);
  const rest = callee.slice(dot + 1);
  const next = firstDot(rest);
  const isPackage = names.isPackage(first);
  if (next < 0) {
    if (isPackage !== undefined) return isPackage || isExported(first);
    return isExported(rest) || isExported(first);
  }
  if (firstDot(rest.slice(next + 1)) >= 0) return false;
  // `p.T.M` as against `v.field.M`.
  return isPackage !== false && isExported(rest);
}

/** `F[go.shape.int]`: only functions take type arguments; an index of a slice of functions is no type. */
function isGeneric(callee: string): boolean {
  const open = callee.indexOf('[');
  return (
    open > 0 &&
    /^(?:go\.shape\.|\*|\[|func|map\[|chan |interface|struct|string|int|uint|float|bool|byte|rune|error|any)/.test(callee.slice(open + 1))
  );
}

function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}
