import type { Host } from '../host/host.ts';
import { indexLines, type LineIndex } from '../source/line-index.ts';

/** More than any Go file that is written by hand or generated. */
const sourceLimit = 64 << 20;

/** Files that are kept: those of a package and the ones that it inlines from. */
const keptFiles = 64;

/**
 * Gives lines of sources while the compiler's text is read. It reads at once rather than later, since text that waits for its sources would
 * pile up in memory. Files that are not found, of overlays or of cgo have no lines.
 */
export function createSourceLines(
  host: Host,
  find: (file: string) => string | undefined,
): (file: string, line: number) => string | undefined {
  const files = new Map<string, { readonly bytes: Uint8Array; readonly index: LineIndex } | undefined>();
  const decoder = new TextDecoder();
  return (file, line) => {
    if (!files.has(file)) {
      const path = find(file);
      const bytes = path === undefined ? undefined : host.files.readNow(path, sourceLimit);
      if (files.size >= keptFiles) files.clear();
      files.set(file, bytes && { bytes, index: indexLines(bytes) });
    }
    const source = files.get(file);
    const start = source?.index.starts[line - 1];
    if (!source || start === undefined) return undefined;
    const end = source.index.starts[line] ?? source.bytes.length + 1;
    return decoder.decode(source.bytes.subarray(start, end - 1)).replace(/\r$/, '');
  };
}
