/**
 * Whether a type in the compiler's words (`*order.Product`; of the own package without qualifier) is that of a symbol in object code
 * (`*example.com/shop/internal/order.Product`). Qualifiers are left out of the comparison: a package's name need not be the last element of
 * its path, and both stand on the same line of the same package.
 */
export function isSameType(said: string, symbol: string): boolean {
  return plainType(said) === plainType(symbol);
}

/** The element of an array type `[3]T`, as object code names what a slice literal allocates. */
export function elementOfArray(symbol: string): string | undefined {
  const found = /^(?:noalg\.)?\[\d+\](.+)$/s.exec(symbol);
  return found?.[1];
}

const known = new Map<string, string>();
/** More different names than a run over std has; then it starts again. */
const mostKnown = 1 << 16;

function plainType(name: string): string {
  let plain = known.get(name);
  if (plain === undefined) {
    plain = name
      .replace(/^noalg\./, '')
      .replaceAll('%2e', '.')
      // Types that are declared in functions are numbered in the package's symbols.
      .replaceAll(/·\d+/g, '')
      .replaceAll(/[^\s*[\](){},;&]+/g, withoutQualifier)
      .replaceAll('interface {}', 'any')
      .replaceAll(/\bbyte\b/g, 'uint8')
      .replaceAll(/\brune\b/g, 'int32')
      .replaceAll(' ', '');
    if (known.size >= mostKnown) known.clear();
    known.set(name, plain);
  }
  return plain;
}

/** A word without what stands before its last dot: `T` of `ex.com/a/b.T`, `...T` of `...ex.com/a/b.T`. */
function withoutQualifier(word: string): string {
  const dots = word.startsWith('...') ? 3 : 0;
  for (let dot = word.lastIndexOf('.'); dot > dots; dot = word.lastIndexOf('.', dot - 1))
    if (/[A-Za-z_\x80-\uffff]/.test(word[dot + 1] ?? '')) return word.slice(0, dots) + word.slice(dot + 1);
  return word;
}
