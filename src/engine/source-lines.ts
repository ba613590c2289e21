import { indexLines, lineBytes, type LineIndex } from '../source/line-index.ts';

/** Files that are kept: those of a package and the ones that it inlines from. */
const keptFiles = 64;

interface KeptFile {
  readonly bytes: Uint8Array;
  readonly index: LineIndex;
  /** The whole file, where each byte is one character of it, as nearly everywhere: lines are then cut out without being decoded. */
  readonly text?: string;
}

/** Gives lines of sources while the compiler's text is read. Files that are not found, of overlays or of cgo have no lines. */
export function createSourceLines(readFile: (file: string) => Uint8Array | undefined): (file: string, line: number) => string | undefined {
  const files = new Map<string, KeptFile | undefined>();
  const decoder = new TextDecoder();
  const read = (file: string): KeptFile | undefined => {
    const bytes = readFile(file);
    const text = bytes && decoder.decode(bytes);
    return bytes && { bytes, index: indexLines(bytes), ...(text?.length === bytes.length ? { text } : {}) };
  };
  return (file, line) => {
    if (!files.has(file)) {
      if (files.size >= keptFiles) files.clear();
      files.set(file, read(file));
    }
    const source = files.get(file);
    const start = source?.index.starts[line - 1];
    if (!source || start === undefined) return undefined;
    if (source.text === undefined) return decoder.decode(lineBytes(source.bytes, source.index, line));
    const end = source.index.starts[line] ?? source.text.length + 1;
    // 13 is `\r`; lines are asked for thousands of times.
    return source.text.slice(start, source.text.charCodeAt(end - 2) === 13 && end - 2 >= start ? end - 2 : end - 1);
  };
}
