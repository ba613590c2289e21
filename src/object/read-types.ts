import { compareText } from '../base/order.ts';
import type { TypeFact } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import { dataRange, nameLength, symbolName, symbolSize, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { startsWithType } from './object-symbols.ts';
import { openArchive } from './open-archive.ts';

const prefix = 'type:';

/**
 * Reads sizes of the types whose symbols stand in an archive, sorted by name: named types of its package, and the unnamed types and
 * instances of generic types that its code uses. `wanted` limits them (names as in `CallFact.type`): only names of a fitting length are
 * decoded then. A type symbol begins with `Size_` and `PtrBytes`, one word each (`internal/abi/type.go`, Go 1.22 to 1.27).
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readTypes(bytes: Uint8Array, wanted?: ReadonlySet<string>): TypeFact[] {
  const archive = openArchive(bytes);
  const architecture = architectureOf(archive.header.goarch);
  const lengths = wanted && new Set(Array.from(wanted, (name) => prefix.length + Buffer.byteLength(name)));
  const found = new Map<string, TypeFact>();
  for (const object of archive.objects) {
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      const at = object.symbols + symbol * symbolSize;
      const length = nameLength(object, symbol);
      if (lengths && !lengths.has(length)) continue;
      if (!startsWithType(object.bytes, object.base + u32(object.bytes, at + 4), length)) continue;
      const name = symbolName(object, symbol).slice(prefix.length);
      if (wanted && !wanted.has(name)) continue;
      const sizes = readSizes(object, symbol, architecture.pointerSize, architecture.bigEndian);
      if (sizes) found.set(name, { name, ...sizes });
    }
  }
  return [...found.values()].sort((a, b) => compareText(a.name, b.name));
}

/** Undefined for a symbol without data of its own. */
function readSizes(object: GoObject, symbol: number, pointerSize: 4 | 8, bigEndian: boolean): Omit<TypeFact, 'name'> | undefined {
  const [from, to] = dataRange(object, symbol);
  if (to - from < 2 * pointerSize) return undefined;
  const { bytes } = object;
  const word = (at: number): number => {
    if (pointerSize === 4) return bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    return Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  };
  return { size: word(from), pointerBytes: word(from + pointerSize) };
}
