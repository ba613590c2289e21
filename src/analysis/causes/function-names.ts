/**
 * Names of functions as the compiler prints them: `F`, `T.M`, `(*T).M`, `F[int]`, `F.func1.2`, `F-range1`, `F.gowrap1`. All that is no ASCII
 * counts as letters here and around: in names it is, and `\p{L}` takes half a millisecond to compile for each expression that holds it.
 */

const inner = /(?:\.(?:func|gowrap|deferwrap)\d|-range\d|-fm$)/;

/** The declared function that a closure stands in; a declared function itself. */
export function outermostFunction(name: string): string {
  const cut = name.search(inner);
  return cut > 0 ? name.slice(0, cut) : name;
}

/** Whether it is a function literal, a wrapper or the body of a range-over-func loop. */
export function isClosureName(name: string): boolean {
  return name.search(inner) > 0;
}

/**
 * Without type arguments: `F[go.shape.int]` → `F`, `(*T[int]).M` → `(*T).M`. What begins with a bracket is a type, and what does not close
 * them is cut text: both stay.
 */
export function withoutTypeArguments(name: string): string {
  if (name.indexOf('[') < 1) return name;
  let depth = 0;
  let out = '';
  for (const char of name) {
    if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (depth === 0) out += char;
  }
  return depth === 0 ? out : name;
}

/**
 * A callee as Go writes it: `p.(*T).M`, which the inliner prints, is `(*p.T).M`; shapes of type arguments, which nobody writes, and
 * temporaries are left out. Undefined: nothing is left.
 */
export function calleeAsWritten(callee: string): string | undefined {
  const moved = callee.replace(
    /^([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)\.\(\*(.*)\)\.([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)$/,
    '(*$1.$2).$3',
  );
  const plain = moved.includes('go.shape.') ? withoutTypeArguments(moved) : moved;
  const named = plain.replace(/^(?:\.autotmp_|~r)\d+\.?/, '');
  return named === '' ? undefined : named;
}
