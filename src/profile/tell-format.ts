/** Beginnings of files that are given instead of a profile, with the code of what they are (`view/messages/en/profile-errors.ts`). */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^\x7fELF|^MZ|^\xcf\xfa\xed\xfe|^\0asm/, 'binary'],
  [/^PK\x03\x04/, 'zip'],
  [/^go 1\.\d+ trace\0/, 'trace'],
  [/^go1\.\d+ heap dump\n/, 'heap-dump'],
  [/^\s*<[!?a-zA-Z]/, 'html'],
  [/^\s*[{[]/, 'json'],
  [/^(goroutine profile: |threadcreate profile: |goroutine \d+ )/, 'goroutine-text'],
  [/^--- (contention|mutex|contentionz)/, 'contention-text'],
  [/^mode: (set|count|atomic)\n/, 'coverage'],
  [/^(goos|goarch|pkg|cpu): |^Benchmark\w*/, 'benchmark'],
];
const looked = 512;
/** Its first letter is a number of a profile's fields, too. */
const zip = 'PK\x03\x04';
const heapText = /^heap profile: /;

export type Format = { readonly is: 'pprof' | 'heap-text' } | { readonly is: 'foreign'; readonly found: string };

/** Tells by its beginning what raw bytes are, so that "not mine" and "broken" are two answers. */
export function tellFormat(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(looked, bytes.length)).toString('latin1');
  if (heapText.test(head)) return { is: 'heap-text' };
  // Texts hold no control characters but these; each profile does, among its first bytes: the lengths and numbers of its messages.
  const isText = !/[^\t\n\f\r\x20-\x7e\x80-\xff]/.test(head);
  // The number of the first field, with its wire type: bytes or a number.
  const field = (bytes[0] ?? 0) >> 3;
  const wire = (bytes[0] ?? 0) & 7;
  const isPlausible = field >= 1 && field <= 15 && (wire === 0 || wire === 2) && !head.startsWith(zip);
  if (isPlausible && !isText) return { is: 'pprof' };
  const found = beginnings.find(([begins]) => begins.test(head))?.[1];
  return { is: 'foreign', found: found ?? (isText ? 'text' : '') };
}
