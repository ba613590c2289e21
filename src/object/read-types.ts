import { compareText } from '../base/order.ts';
import type { TypeFact } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import { nameLength, symbolName, symbolSize, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { dataIn, openHeads, withSymbols } from './object-heads.ts';
import { startsWithType } from './object-symbols.ts';
import type { Parts } from './parts.ts';

const prefix = 'type:';

/**
 * Reads sizes of the types whose symbols stand in an archive, sorted by name: named types of its package, and the unnamed types and
 * instances of generic types that its code uses. `wanted` limits them (names as in `CallFact.type`). Of the archive names and symbols are read,
 * and the first words of the types' data: a type symbol begins with `Size_` and `PtrBytes`, one word each (`internal/abi/type.go`, Go 1.22
 * to 1.27).
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readTypes(parts: Parts, wanted?: ReadonlySet<string>): TypeFact[] {
  const found = new Map<string, TypeFact>();
  for (const head of openHeads(parts)) {
    const { pointerSize, bigEndian } = architectureOf(head.object.header.goarch);
    const object = withSymbols(parts, head);
    for (const [name, symbol] of (wanted && seekTypes(object, wanted)) ?? listTypes(object, wanted)) {
      const data = dataIn(parts, head, symbol, 2 * pointerSize);
      // A symbol without data of its own tells no size.
      if (data.length < 2 * pointerSize) continue;
      found.set(name, { name, size: word(data, 0, pointerSize, bigEndian), pointerBytes: word(data, pointerSize, pointerSize, bigEndian) });
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.name, b.name));
}

function word(bytes: Buffer, at: number, pointerSize: 4 | 8, bigEndian: boolean): number {
  if (pointerSize === 4) return bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
  return Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
}

/** Symbols of types by name. Only names of a fitting length are decoded. */
function listTypes(object: GoObject, wanted: ReadonlySet<string> | undefined): Map<string, number> {
  const lengths = wanted && new Set(Array.from(wanted, (name) => prefix.length + Buffer.byteLength(name)));
  const found = new Map<string, number>();
  for (let symbol = 0; symbol < object.definedCount; symbol++) {
    const at = object.symbols + symbol * symbolSize;
    const length = nameLength(object, symbol);
    if (lengths && !lengths.has(length)) continue;
    if (!startsWithType(object.bytes, object.base + u32(object.bytes, at + 4), length)) continue;
    const name = symbolName(object, symbol).slice(prefix.length);
    if (!wanted || wanted.has(name)) found.set(name, symbol);
  }
  return found;
}

/** With more names than these one look at each symbol costs less. */
const fewNames = 8;

/** A name that stands in others more often than this is not sought so: hostile bytes would make it quadratic. */
const mostPlaces = 16;

/**
 * The same for a few names: sought as text and then by the reference to it, in machine code: 5 ms for an archive of 45 MB with 163,000
 * symbols, where the loop above, which has to be compiled first, takes 35. Undefined: not for these.
 */
function seekTypes(object: GoObject, wanted: ReadonlySet<string>): Map<string, number> | undefined {
  if (wanted.size > fewNames) return undefined;
  const found = new Map<string, number>();
  for (const name of wanted) {
    const symbol = seekSymbol(object, Buffer.from(prefix + name));
    if (symbol === undefined) return undefined;
    if (symbol >= 0) found.set(name, symbol);
  }
  return found;
}

/** −1: there is none. The writer stores equal texts once (`cmd/internal/goobj`, `Writer.AddString`), but one may stand inside another. */
function seekSymbol({ bytes, base, imports, symbols, definedCount }: GoObject, name: Buffer): number | undefined {
  const end = symbols + definedCount * symbolSize;
  const reference = Buffer.alloc(8);
  reference.writeUInt32LE(name.length, 0);
  let places = 0;
  for (let at = bytes.indexOf(name, base); at >= 0 && at < imports; at = bytes.indexOf(name, at + 1)) {
    if (++places > mostPlaces) return undefined;
    reference.writeUInt32LE(at - base, 4);
    for (let record = bytes.indexOf(reference, symbols); record >= 0 && record < end; record = bytes.indexOf(reference, record + 1))
      if ((record - symbols) % symbolSize === 0) return (record - symbols) / symbolSize;
  }
  return -1;
}
