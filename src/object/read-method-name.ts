import type { MethodNote } from '../model/facts.ts';
import { corrupt } from './archive-error.ts';
import { nameLength, relocationSize, symbolName, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { indexSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReleaseSource } from './open-archive.ts';

/** Begins the symbol of a method's name; exported ones end with `.`, others with `-` (`reflectdata.dname`, Go 1.22 to 1.27). */
const nameForm = /^type:\.namedata\.(.+)[.-]/;

/**
 * The name of the method that a note means, from an archive that defines the interface: the data of its type refers to the names of its methods, at the
 * place that the note gives. Undefined where this archive does not define it.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readMethodName(bytes: Uint8Array, source: ReleaseSource, { type, offset }: MethodNote): string | undefined {
  const archive = openArchive(bytes);
  const release = releaseIndexOf(archive.header, source);
  for (const object of archive.objects) {
    const symbol = findSymbol(object, `type:${type}`);
    if (symbol < 0) continue;
    const symbols = indexSymbols(object, release);
    const first = u32(bytes, object.relocationIndex + 4 * symbol);
    const end = u32(bytes, object.relocationIndex + 4 * symbol + 4);
    if (first > end || end > object.relocationCount) throw corrupt('relocation index', object.relocationIndex + 4 * symbol);
    for (let n = first, at = object.relocations + first * relocationSize; n < end; n++, at += relocationSize) {
      if (u32(bytes, at) !== offset) continue;
      const name = symbols.nameOf(u32(bytes, at + 15), u32(bytes, at + 19));
      return name === undefined ? undefined : nameForm.exec(name)?.[1];
    }
  }
  return undefined;
}

function findSymbol(object: GoObject, name: string): number {
  const length = Buffer.byteLength(name);
  for (let symbol = 0; symbol < object.definedCount; symbol++)
    if (nameLength(object, symbol) === length && symbolName(object, symbol) === name) return symbol;
  return -1;
}
