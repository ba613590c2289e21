import { executableError } from './executable-error.ts';
import type { ExecutableFile, Image } from './image.ts';
import { readElf } from './read-elf.ts';
import { readMacho, readSlices } from './read-macho.ts';
import { readPe } from './read-pe.ts';

/** How files begin that somebody may take for a program, as codes of `executable-foreign`. */
const others: readonly (readonly [begin: string, found: string])[] = [
  ['!<arch>', 'archive'],
  ['\0asm', 'wasm'],
  ['#!', 'script'],
  ['PK\x03\x04', 'zip'],
  ['\x1f\x8b', 'gzip'],
  ['\0go1', 'object'],
  ['go object ', 'object'],
  ['\x01\xdf', 'xcoff'],
  ['\x01\xf7', 'xcoff'],
];

/**
 * Opens a program by its first bytes, of which the headers are read. Of a file for several machines the slice for `goarch` is taken, else the first that Go has a name for.
 * @throws UserError with an `ExecutableErrorCode`
 */
export function openImage(source: ExecutableFile, goarch?: string): Image {
  const { file, parts } = source;
  const begin = Buffer.from(parts.read(0, 16)).toString('latin1');
  if (begin === '') throw executableError('executable-foreign', { file, found: 'empty' });
  if (begin.startsWith('\x7fELF')) return readElf(source);
  if (begin.startsWith('MZ')) return readPe(source);
  if (/^(?:\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe)/.test(begin)) return readMacho(source);
  if (/^\xca\xfe\xba[\xbe\xbf]/.test(begin)) {
    const slices = readSlices(source);
    const chosen = slices.find((one) => one.goarch === goarch) ?? slices.find((one) => one.goarch !== '') ?? slices[0];
    if (chosen) return readMacho(chosen.source);
  }
  const found = others.find(([start]) => begin.startsWith(start))?.[1] ?? (/^[\t\n\r -~]+$/.test(begin) ? 'text' : '');
  throw executableError('executable-foreign', { file, found });
}
