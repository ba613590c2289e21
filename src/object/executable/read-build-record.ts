import type { BuildRecord, BuiltModule } from '../../model/executable.ts';
import { readBytes } from './image.ts';
import type { Image, Region } from './image.ts';

const magic = Buffer.from('\xff Go buildinf:', 'latin1');
const headerSize = 32;
const alignment = 16;
const longest = 16 << 20;
const chunk = 1 << 20;

/** What the blob says: `before118` where it has the form of Go 1.17 and earlier, which is not read. */
export type FoundRecord = { readonly record: BuildRecord } | { readonly before118: true };

/**
 * Reads the build info, as debug/buildinfo does (Go 1.18 to 1.27: a header, then the version and the module text, each behind a varint of its length);
 * undefined where there is none.
 */
export function readBuildRecord(image: Image): FoundRecord | undefined {
  const named = image.regions.filter(({ name }) => name === '.go.buildinfo' || name === '__go_buildinfo');
  const at = findMagic(image, named.length > 0 ? named : image.regions.filter(({ isWritable, isCode }) => isWritable && !isCode));
  if (at === undefined) return undefined;
  const { offset, end } = at;
  const head = readBytes(image, offset, headerSize);
  if ((head[15]! & 2) === 0) return { before118: true };
  const version = readText(image, offset + headerSize, end);
  if (!version) return undefined;
  const text = readText(image, version.next, end);
  return { record: parseRecord(version.text, text?.text ?? '') };
}

function findMagic(image: Image, regions: readonly Region[]): { readonly offset: number; readonly end: number } | undefined {
  for (const { address, offset, size } of regions) {
    // It is aligned in memory.
    const first = (alignment - (address % alignment)) % alignment;
    for (let from = first; from + headerSize <= size; from += chunk) {
      const bytes = readBytes(image, offset + from, Math.min(chunk, size - from));
      for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
        if (at % alignment === 0 && from + at + headerSize <= size) return { offset: offset + from + at, end: offset + size };
      }
    }
  }
  return undefined;
}

function readText(image: Image, at: number, end: number): { readonly text: string; readonly next: number } | undefined {
  const head = readBytes(image, at, Math.max(0, Math.min(10, end - at)));
  let length = 0;
  for (const [index, byte] of head.entries()) {
    length += (byte & 127) * 2 ** (7 * index);
    if (byte & 128) continue;
    const from = at + index + 1;
    if (length > longest || from + length > end) return undefined;
    return { text: readBytes(image, from, length).toString('utf8'), next: from + length };
  }
  return undefined;
}

/** The module text stands between two marks of 16 bytes (`infoStart` and `infoEnd` in cmd/go/internal/modload/build.go). */
const mark = 16;

/** `text` as runtime/debug.ParseBuildInfo takes it. */
function parseRecord(go: string, text: string): BuildRecord {
  // The marks are bytes that are no UTF-8; what stands between them is lines.
  const start = text.search(/(?:path|mod|dep|build)\t/);
  const lines = start < 0 || text.length < 2 * mark ? [] : text.slice(start).split('\n');
  let path: string | undefined;
  let main: BuiltModule | undefined;
  const modules: BuiltModule[] = [];
  const settings: Record<string, string> = {};
  for (const line of lines) {
    const [kind = '', ...cells] = line.split('\t');
    if (kind === 'path') path = cells.join('\t');
    else if (kind === 'mod') main = moduleOf(cells);
    else if (kind === 'dep') modules.push(moduleOf(cells));
    else if (kind === '=>') {
      const replaced = modules.pop();
      if (replaced) modules.push({ ...replaced, replace: moduleOf(cells) });
      else if (main) main = { ...main, replace: moduleOf(cells) };
    } else if (kind === 'build') {
      const { key, value } = settingOf(cells.join('\t'));
      Object.defineProperty(settings, key, { value, enumerable: true, configurable: true });
    }
  }
  return { go, ...(path === undefined ? {} : { path }), ...(main ? { main } : {}), modules, settings };
}

function moduleOf([path = '', version = '', sum = '']: readonly string[]): BuiltModule {
  return { path, version, ...(sum === '' ? {} : { sum }) };
}

/** `key=value`; either is quoted as in Go where it has odd characters. */
function settingOf(text: string): { readonly key: string; readonly value: string } {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|`[^`]*`)/.exec(text)?.[0];
  const cut = quoted === undefined ? text.indexOf('=') : quoted.length;
  const [key, value] = cut < 0 ? [text, ''] : [text.slice(0, cut), text.slice(cut + 1)];
  return { key: unquote(key), value: unquote(value) };
}

/** A Go string literal as strconv.Quote writes it; other text is left as it is. */
export function unquote(text: string): string {
  if (/^`[^`]*`$/.test(text)) return text.slice(1, -1);
  if (!/^"(?:[^"\\]|\\.)*"$/s.test(text)) return text;
  const named: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
  return text
    .slice(1, -1)
    .replaceAll(
      /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gis,
      (_, byte?: string, short?: string, long?: string, sign?: string) => {
        const code = Number.parseInt(byte ?? short ?? long ?? '', 16);
        if (sign !== undefined) return named[sign] ?? sign;
        return code > 0x10_ffff ? '\ufffd' : String.fromCodePoint(code);
      },
    );
}
