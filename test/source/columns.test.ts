import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toByteColumn, toUtf16Column } from '../../src/source/columns.ts';
import { indexLines, lineBytes, lineOf, offsetOf, positionOf } from '../../src/source/line-index.ts';
import { scanGo } from '../../src/source/scan-go.ts';

const runs = { seed: 20261124, numRuns: 1000, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true };
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes that are often wrong UTF-8: lead bytes, trail bytes and the edges of their ranges. */
const bytesOfLines = fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.map((byte) => (byte === 0x0a ? 0x80 : byte)));
const edges = fc.array(
  fc.constantFrom(0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff),
  { maxLength: 12 },
);
const anyLine = fc.oneof(
  bytesOfLines,
  edges.map((bytes) => Uint8Array.from(bytes)),
  fc.string({ unit: 'binary', maxLength: 20 }).map(encode),
);

test.each([
  ['', 1, 1],
  ['abc', 1, 1],
  ['abc', 4, 4],
  ['é = 1', 3, 2],
  ['日本 x', 8, 4],
  ['😀x', 5, 3],
  ['a😀é日z', 11, 6],
])('%s: byte column %d is UTF-16 column %d', (text, byteColumn, utf16Column) => {
  const line = encode(text);
  expect(toUtf16Column(line, byteColumn)).toBe(utf16Column);
  expect(toByteColumn(line, utf16Column)).toBe(byteColumn);
});

test('a column inside of a character is taken to its start, one outside of the line to its end', () => {
  const line = encode('a😀b');
  expect([0, -1, 1, 2, 3, 4, 5, 6, 7, 8, 1000].map((column) => toUtf16Column(line, column))).toEqual([1, 1, 1, 2, 2, 2, 2, 4, 5, 5, 5]);
  expect([0, -1, 1, 2, 3, 4, 5, 6, 1000].map((column) => toByteColumn(line, column))).toEqual([1, 1, 1, 2, 2, 6, 7, 7, 7]);
});

test('columns are those of the text that a decoder shows, in valid and in broken UTF-8', () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      const shown = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line);
      expect(toUtf16Column(line, line.length + 1)).toBe(shown.length + 1);
      expect(toByteColumn(line, shown.length + 1)).toBe(line.length + 1);
      // At each start of a character the text so far decodes to as many units.
      for (let column = 1; column <= shown.length + 1; column++) {
        const byteColumn = toByteColumn(line, column);
        const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line.subarray(0, byteColumn - 1));
        expect(shown.startsWith(before)).toBe(true);
        expect(toUtf16Column(line, byteColumn)).toBe(before.length + 1);
      }
    }),
    runs,
  );
});

test('conversion inverts at the starts of characters, and never goes back', () => {
  fc.assert(
    fc.property(anyLine, fc.integer({ min: -2, max: 60 }), (line, column) => {
      const units = toUtf16Column(line, column);
      const start = toByteColumn(line, units);
      expect(start).toBeLessThanOrEqual(Math.max(column, 1));
      expect(toUtf16Column(line, start)).toBe(units);
      expect(toByteColumn(line, toUtf16Column(line, start))).toBe(start);
      expect(toUtf16Column(line, column + 1)).toBeGreaterThanOrEqual(units);
    }),
    runs,
  );
});

test('lines end with \\n; \\r before it is no part of the line', () => {
  const bytes = encode('a\r\n\nb\rc\r\n\r\nlast\r');
  const index = indexLines(bytes);
  expect([...index.starts]).toEqual([0, 3, 4, 9, 11]);
  expect([0, 1, 2, 3, 4, 5, 6].map((line) => Buffer.from(lineBytes(bytes, index, line)).toString())).toEqual([
    '',
    'a',
    '',
    'b\rc',
    '',
    'last\r',
    '',
  ]);
  expect([...indexLines(encode('')).starts]).toEqual([0]);
  expect([...indexLines(encode('\n')).starts]).toEqual([0, 1]);
});

test('offsets and positions are each other’s inverse', () => {
  const texts = fc
    .array(fc.constantFrom('a', '\n', '\r\n', 'é', 'xyz', '`', '\n`', '/*\n', '*/', '"', '//'))
    .map((parts) => encode(parts.join('')));
  fc.assert(
    fc.property(texts, fc.nat(80), (bytes, at) => {
      const index = indexLines(bytes);
      const offset = Math.min(at, bytes.length);
      const { line, column } = positionOf(index, offset);
      expect(line).toBe(bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1);
      expect(lineOf(index, offset)).toBe(line);
      expect(offsetOf(index, line, column)).toBe(offset);
      expect(offsetOf(index, index.starts.length + 1)).toBeUndefined();
      // The scanner collects the same starts on its way.
      expect(scanGo(bytes).lines).toEqual(index);
    }),
    runs,
  );
});

test('a column past the end of a line stays on the line', () => {
  const index = indexLines(encode('ab\ncd'));
  expect([offsetOf(index, 1, 99), offsetOf(index, 2, 99), offsetOf(index, 1, 0), offsetOf(index, 0), offsetOf(index, 3)]).toEqual([
    2,
    5,
    0,
    undefined,
    undefined,
  ]);
  expect([positionOf(index, -1), positionOf(index, 99)]).toEqual([
    { line: 1, column: 1 },
    { line: 2, column: 3 },
  ]);
});
