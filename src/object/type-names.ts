import type { TypeFact } from '../model/facts.ts';
import { packageOfSymbol } from './package-of-symbol.ts';

/** Words of the types whose size does not depend on what they are made of: [size, prefix with pointers]. */
const inWords: readonly (readonly [form: RegExp, size: number, pointers: number])[] = [
  [/^(\*|unsafe\.Pointer$|func\(|map\[|chan |chan<- |<-chan )/, 1, 1],
  [/^(int|uint|uintptr)$/, 1, 0],
  [/^string$/, 2, 1],
  [/^\[\]/, 3, 1],
  [/^(interface \{|error$)/, 2, 2],
];

const inBytes: ReadonlyMap<string, number> = new Map([
  ['bool', 1],
  ['int8', 1],
  ['uint8', 1],
  ['int16', 2],
  ['uint16', 2],
  ['int32', 4],
  ['uint32', 4],
  ['float32', 4],
  ['int64', 8],
  ['uint64', 8],
  ['float64', 8],
  ['complex64', 8],
  ['complex128', 16],
]);

/** Types outside the Go heap: a pointer to one has no pointer bytes (`go:notinheap` types of the runtime, incomplete types of cgo). */
const mayBeOutsideHeap = /\bruntime\.|\binternal\/runtime\/|_Ctype_/;

/**
 * Size of a type that its name alone tells: pointers, basic types, strings, slices, functions, maps, channels, interfaces, and arrays of
 * these. Undefined for structs, named types, and what is made of types that may lie outside the heap.
 */
export function sizeByName(type: string, pointerSize: 4 | 8): TypeFact | undefined {
  let name = type;
  const counts: number[] = [];
  for (;;) {
    if (name.startsWith('noalg.')) name = name.slice('noalg.'.length);
    const array = /^\[(\d+)\]/.exec(name);
    if (!array || array[0].length === name.length) break;
    counts.push(Number(array[1]));
    name = name.slice(array[0].length);
  }
  let sizes = sizeOfElement(name, pointerSize);
  for (const count of counts.reverse()) {
    if (sizes === undefined) return undefined;
    const [size, pointerBytes] = sizes;
    sizes = [count * size, count === 0 || pointerBytes === 0 ? 0 : (count - 1) * size + pointerBytes];
  }
  return sizes && { name: type, size: sizes[0], pointerBytes: sizes[1] };
}

/** [size, prefix with pointers] of what is no array. */
function sizeOfElement(name: string, pointerSize: 4 | 8): readonly [size: number, pointerBytes: number] | undefined {
  const basic = inBytes.get(name);
  if (basic !== undefined) return [basic, 0];
  if (mayBeOutsideHeap.test(name)) return undefined;
  const found = inWords.find(([form]) => form.test(name));
  return found && [found[1] * pointerSize, found[2] * pointerSize];
}

/**
 * Import path of the package in whose archive a named type is defined; `runtime` for predeclared ones. Undefined for unnamed types and
 * instances of generic ones: each archive that uses one has it. `own` is the import path of the archive that uses the type (it
 * stands for `main`).
 */
export function packageOfType(type: string, own: string): string | undefined {
  if (/^(\*|\[|\(|<-|noalg\.|(?:func|map|chan|struct|interface)\b(?!\.))/.test(type) || type.includes('[')) return undefined;
  if (type === 'unsafe.Pointer' || !type.slice(type.lastIndexOf('/') + 1).includes('.')) return 'runtime';
  // Not `go.uber.org/zap.Field`.
  return type.startsWith('go.shape.') ? undefined : packageOfSymbol(type, own);
}
