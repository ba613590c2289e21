import type { Host } from '../host/host.ts';
import { indexLines, type LineIndex } from '../source/line-index.ts';

/** More than any Go file that is written by hand or generated. */
const sourceLimit = 64 << 20;

/** Files that are kept: those of a package and the ones that it inlines from. */
const keptFiles = 64;

/**
 * Gives lines of the sources below `root` while the compiler's text is read. It reads at once rather than later, since text that waits for its sources
 * would pile up in memory. Files outside the root, of overlays or of cgo have no lines.
 */
export function createSourceLines(host: Host, root: string): (file: string, line: number) => string | undefined {
  const files = new Map<string, { readonly bytes: Uint8Array; readonly index: LineIndex } | undefined>();
  const decoder = new TextDecoder();
  return (file, line) => {
    if (!files.has(file)) {
      const bytes = /^([$</]|\.\.\/|$)/.test(file) ? undefined : host.files.readNow(`${root}/${file}`, sourceLimit);
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
