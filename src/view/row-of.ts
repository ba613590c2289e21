/**
 * The row of a table for a code. Undefined for a code that this version does not know: a document of a later one may hold it, and it is
 * shown raw then. `Object.hasOwn`, so that `constructor` is no code.
 */
export function rowOf<Code extends string, Row>(table: { readonly [C in Code]?: Row }, code: Code): Row | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
