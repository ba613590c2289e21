import type { RawFunction } from './scan-structure.ts';

export interface FunctionName {
  readonly name: string;
  readonly path: readonly number[];
  readonly top: number;
}

/**
 * Names functions as the compiler does (cmd/compile/internal/ir/func.go `closureName`, noder/reader.go, Go 1.22 to 1.27). `parents`
 * holds the index of the enclosing function or −1; functions are sorted by start.
 *
 * Followed: `F.func1` for literals of F in source order, `F.func1.1` for those in it, `init.0`, `init.1` for declared `init`
 * functions, `init.func1` for package-level literals. Literals behind `go` and `defer`, in headers and in loops count like all others.
 *
 * Not followed, since it takes types or more than one file (test/source/compiler-names.go.test.ts shows each):
 * - `init.N` and `init.funcN` count through the files of a package, and package-level literals in the order of initialisation; here
 *   both count from the start of the file in source order.
 * - Code that the compiler leaves out has no number there: behind `return`, `panic` or another terminating statement, in branches of
 *   a constant condition, in operands of `unsafe.Sizeof` and the like. Literals behind it then have lower numbers.
 * - Literals in the body of a range-over-func loop: 1.23 to 1.26 number them with the function around the loop, as here; 1.27
 *   names them after the loop's body, `F-range1.1`, and numbers the others without them.
 * - A receiver that is an alias (`type A = T; func (A) M`) keeps its written name.
 * - Functions named `_` have a name here and no symbol, for they are checked and not compiled.
 * - Functions that the compiler makes: `F-range1` (the body of a range-over-func loop; its loop's position), `F.gowrap1`, `F.deferwrap1`
 *   (the statement's position), `(*T).M-fm`, `map.init.0`, copies of literals in inlined bodies (`G.F.func1`, numbered in G; 1.27
 *   names them as the original, `F.func1`), instantiations (`F[go.shape.int].func1`).
 */
export function nameFunctions(bytes: Uint8Array, functions: readonly RawFunction[], parents: Int32Array): FunctionName[] {
  const named: FunctionName[] = [];
  const literals = new Int32Array(functions.length);
  let inits = 0;
  let packageLiterals = 0;
  for (let index = 0; index < functions.length; index++) {
    const raw = functions[index]!;
    if (raw.kind === 'initializer') {
      named.push({ name: 'init', path: none, top: index });
      continue;
    }
    if (raw.kind === 'declaration') {
      const name = declaredName(bytes, raw);
      named.push({ name: name === 'init' ? `init.${inits++}` : name, path: none, top: index });
      continue;
    }
    const parentIndex = parents[index]!;
    const parent = functions[parentIndex];
    if (!parent || parent.kind === 'initializer') {
      const ordinal = ++packageLiterals;
      named.push({ name: `init.func${ordinal}`, path: [ordinal], top: parent ? parentIndex : index });
      continue;
    }
    const outer = named[parentIndex]!;
    const ordinal = (literals[parentIndex]! += 1);
    const path = [...outer.path, ordinal];
    named.push({ name: `${outer.name}${parent.kind === 'literal' ? '.' : '.func'}${ordinal}`, path, top: outer.top });
  }
  return named;
}

const none: readonly number[] = [];

function declaredName(bytes: Uint8Array, raw: RawFunction): string {
  const name = raw.nameStart < 0 ? '' : text(bytes, raw.nameStart, raw.nameEnd);
  if (raw.receiverStart < 0) return name;
  const receiver = readReceiver(bytes, raw.receiverStart, raw.receiverEnd);
  return receiver === '' ? name : `${receiver}.${name}`;
}

/** The receiver's type from what stands between the parentheses: the last name outside of type arguments, `(*T)` when a `*` was seen. */
function readReceiver(bytes: Uint8Array, start: number, end: number): string {
  let brackets = 0;
  let hasStar = false;
  let nameStart = start;
  let nameEnd = start;
  let i = start;
  while (i < end) {
    const byte = bytes[i]!;
    if (byte === 0x2f && bytes[i + 1] === 0x2f) {
      while (i < end && bytes[i] !== 0x0a) i++;
    } else if (byte === 0x2f && bytes[i + 1] === 0x2a) {
      i += 2;
      while (i < end && !(bytes[i] === 0x2a && bytes[i + 1] === 0x2f)) i++;
      i += 2;
    } else if (isNameByte(byte)) {
      const from = i;
      while (i < end && isNameByte(bytes[i]!)) i++;
      if (brackets > 0) continue;
      nameStart = from;
      nameEnd = i;
    } else {
      if (byte === 0x5b) brackets++;
      else if (byte === 0x5d) brackets--;
      else if (byte === 0x2a && brackets === 0) hasStar = true;
      i++;
    }
  }
  const type = text(bytes, nameStart, nameEnd);
  return hasStar ? `(*${type})` : type;
}

function isNameByte(byte: number): boolean {
  return byte >= 0x80 || byte === 0x5f || (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
}

const utf8 = new TextDecoder();

/** Names are short and nearly always ASCII: then this is four times faster than a TextDecoder. */
function text(bytes: Uint8Array, start: number, end: number): string {
  let out = '';
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x80) return utf8.decode(bytes.subarray(start, end));
    out += String.fromCharCode(byte);
  }
  return out;
}
