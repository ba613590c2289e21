import type { RenderOptions } from '../render-options.ts';

/** Lines of the sources that places stand in, each file read once. What cannot be read is undefined. */
export interface SourceReader {
  text(file: string): string | undefined;
  line(file: string, line: number): string | undefined;
}

export function createSourceReader(read: RenderOptions['readSource']): SourceReader {
  const files = new Map<string, { readonly text: string; readonly lines: readonly string[] } | undefined>();
  const open = (file: string): { readonly text: string; readonly lines: readonly string[] } | undefined => {
    if (files.has(file)) return files.get(file);
    const text = read?.(file);
    const opened = text === undefined ? undefined : { text, lines: text.split('\n') };
    files.set(file, opened);
    return opened;
  };
  return {
    text: (file) => open(file)?.text,
    line: (file, line) => open(file)?.lines[line - 1]?.replace(/\r$/, ''),
  };
}

/** A column in bytes of UTF-8 as one in UTF-16 units, both from 1; undefined where it lies outside of the line. */
export function utf16Column(line: string, column: number): number | undefined {
  let bytes = 1;
  for (let unit = 0; unit <= line.length; unit++) {
    if (bytes >= column) return unit + 1;
    const code = line.codePointAt(unit) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code >= 0x10000) unit++;
  }
  return undefined;
}
