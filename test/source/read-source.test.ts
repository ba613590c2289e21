import { expect, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { readSource } from '../../src/source/read-source.ts';
import { sourceLimit } from '../../src/source/source-limit.ts';

const text = 'package p\n\nfunc F() {\r\n\ts := "日本" + f()\n}\n';

test('lines, columns and the scan of one file, made once', () => {
  const source = readSource('a.go', new TextEncoder().encode(text));
  expect(source.lines).toBe(source.lines);
  expect(source.scan).toBe(source.scan);
  expect(source.scan.functions.map((each) => each.name)).toEqual(['F']);
  expect([1, 2, 3, 4, 5, 6, 7].map((line) => source.text(line))).toEqual([
    'package p',
    '',
    'func F() {',
    '\ts := "日本" + f()',
    '}',
    '',
    '',
  ]);
  const column = Buffer.byteLength('\ts := "日本" + ') + 1;
  expect(source.utf16Column(4, column)).toBe('\ts := "日本" + '.length + 1);
  expect(source.byteColumn(4, '\ts := "日本" + '.length + 1)).toBe(column);
  expect([source.utf16Column(99, 5), source.byteColumn(0, 5)]).toEqual([1, 1]);
});

test('lines are the same whether the scan or the columns are asked for first', () => {
  const bytes = new TextEncoder().encode(text);
  const first = readSource('a.go', bytes);
  const second = readSource('a.go', bytes);
  const { scan } = second;
  expect(first.lines).toEqual(second.lines);
  expect(second.lines).toBe(scan.lines);
});

test('a file that is too large is told, with its size', () => {
  const bytes = new Uint8Array(200 << 20);
  let thrown: unknown;
  try {
    readSource('gen/big.go', bytes);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UserError);
  expect(thrown).toMatchObject({ code: 'source-too-large', args: { file: 'gen/big.go', bytes: 200 << 20, limit: sourceLimit } });
  expect(readSource('a.go', bytes.subarray(0, 10), 10).bytes.length).toBe(10);
  expect(() => readSource('a.go', bytes.subarray(0, 11), 10)).toThrow(UserError);
});
