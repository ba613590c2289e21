import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GoScan } from '../../src/source/go-scan.ts';
import { scanGo } from '../../src/source/scan-go.ts';
import { root } from '../support/repo.ts';

const runs = { seed: 20261124, numRuns: 400, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true };

/** A real program that is full of functions: the oracle's own source. */
const program = new Uint8Array(readFileSync(path.join(root, 'test/source/oracle/main.go')));

/** Pieces of which broken programs are made. */
const words = 'func for var struct interface map chan range package return ( ) [ ] { } ; , := * <- . " ` \' \\ // /* */ F x 1 é //go:x';
const pieces = fc.constantFrom(...words.split(' '), ' ', '\n', '\r\n', '\t', '\u0000', '/*line ', '\nfunc F(', '\nfunc (t T) M() {');
const soup = fc.array(pieces, { maxLength: 60 }).map((parts) => new TextEncoder().encode(parts.join('')));

/** What holds for every scan of any bytes. One `expect` for all: thousands of them would be most of the time. */
function checkShape(bytes: Uint8Array, scan: GoScan): void {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string, index: number): void => {
    if (!holds) wrong.push(`${index}: ${what}`);
  };
  scan.functions.forEach((each, index) => {
    const { span, body, nameSpan, parent, top } = each;
    must(span.start >= 0 && span.end > span.start && span.end <= bytes.length, 'a span inside of the file', index);
    must(span.endLine >= span.line, 'lines in order', index);
    const keyword = each.kind === 'initializer' ? 'var' : 'func';
    must(Buffer.from(bytes.subarray(span.start, span.start + keyword.length)).toString() === keyword, `starts with ${keyword}`, index);
    if (body) {
      must(body.start > span.start && body.end === span.end && bytes[body.start] === 0x7b, 'a body inside of the span', index);
      must(!each.isComplete || bytes[body.end - 1] === 0x7d, 'ends with a brace', index);
    }
    must(!nameSpan || nameSpan.end > nameSpan.start, 'a name', index);
    must(index === 0 || scan.functions[index - 1]!.span.start < span.start, 'sorted', index);
    const around = scan.functions[parent];
    must(parent < index && (!around || around.span.end >= span.end), 'inside of its parent', index);
    must(top === (around ? around.top : index), 'the top of its parent', index);
  });
  scan.loops.forEach((loop, index) => {
    must(loop.start < loop.repeats && loop.repeats <= loop.bodyStart && loop.bodyStart < loop.end, 'parts of a loop in order', index);
    must(loop.parent < index && (scan.loops[loop.parent]?.end ?? Infinity) >= loop.end, 'a loop inside of its parent', index);
    must((scan.functions[loop.function]?.span.end ?? Infinity) >= loop.end, 'a loop inside of its function', index);
  });
  expect(wrong).toEqual([]);
}

test('the program is what the next tests need', () => {
  const scan = scanGo(program);
  expect(scan.functions.length).toBeGreaterThan(10);
  expect(scan.functions.some((each) => each.kind === 'literal')).toBe(true);
  expect(scan.loops.length).toBeGreaterThan(3);
  checkShape(program, scan);
});

test('any bytes are scanned, and the result is in shape', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => checkShape(bytes, scanGo(bytes))),
    runs,
  );
  fc.assert(
    fc.property(soup, (bytes) => checkShape(bytes, scanGo(bytes))),
    { ...runs, numRuns: 3000 },
  );
});

test('a program with changed, lost and repeated bytes is scanned, and the result is in shape', () => {
  const change = fc.record({ at: fc.nat(program.length - 1), lose: fc.nat(3), put: fc.oneof(pieces, fc.constant('')) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
      let bytes: Uint8Array = program;
      for (const { at, lose, put } of changes) {
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + lose)]);
      }
      checkShape(bytes, scanGo(bytes));
    }),
    runs,
  );
});

test('every beginning of a program is scanned: what was complete before the cut stays as it is', () => {
  const whole = scanGo(program).functions;
  for (let length = 0; length <= program.length; length += 7) {
    const scan = scanGo(program.subarray(0, length));
    checkShape(program.subarray(0, length), scan);
    const before = whole.filter((each) => each.body && each.span.end <= length);
    const names = new Set(
      scan.functions.filter((each) => each.isComplete).map((each) => `${each.name} ${each.span.start} ${each.span.end}`),
    );
    expect(before.filter((each) => !names.has(`${each.name} ${each.span.start} ${each.span.end}`))).toEqual([]);
  }
});

test('lines put between lines shift what is behind them and change nothing else', () => {
  const text = Buffer.from(program).toString('latin1');
  const lines = text.split('\n');
  const whole = scanGo(program);
  // Not inside of the raw strings and comments over several lines: this program has none.
  fc.assert(
    fc.property(fc.nat(lines.length - 1), fc.constantFrom('', '// func f() {', '\t/* } */', '  ', '//go:noinline'), (at, line) => {
      const bytes = Buffer.from([...lines.slice(0, at), line, ...lines.slice(at)].join('\n'), 'latin1');
      const shift = (row: number): number => (row > at ? row + 1 : row);
      expect(
        scanGo(bytes).functions.map(({ name, span, path: ordinals }) => [
          name,
          span.line,
          span.column,
          span.endLine,
          span.endColumn,
          ordinals,
        ]),
      ).toEqual(
        whole.functions.map(({ name, span, path: ordinals }) => [
          name,
          shift(span.line),
          span.column,
          shift(span.endLine),
          span.endColumn,
          ordinals,
        ]),
      );
    }),
    runs,
  );
});

test.each([
  ['(', 'open parentheses'],
  ['{', 'open braces'],
  ['}', 'closing braces'],
  ['[({', 'open brackets'],
  ['{(', 'pairs that do not fit'],
  ['func(', 'types in types'],
  ['func() {', 'literals in literals'],
  ['[func() {', 'literals in array lengths'],
  ['for {', 'loops in loops'],
  ['\nfunc (', 'receivers without end'],
  ['\nfunc F(', 'declarations without end'],
  ['var x = ', 'initialisers without end'],
  ['"\\', 'strings'],
  ["'", 'runes'],
  ['`', 'raw strings'],
  ['/*', 'comments'],
  ['//go:x\n', 'directives'],
  ['x', 'one word'],
  ['                ', 'blanks'],
  ['\n', 'lines'],
])('time is linear: %j many times (%s)', (piece) => {
  const time = (bytes: Uint8Array): number => {
    let best = Infinity;
    for (let run = 0; run < 3; run++) {
      const start = process.cpuUsage().user;
      scanGo(bytes);
      best = Math.min(best, process.cpuUsage().user - start);
    }
    return best / 1000;
  };
  const small = Buffer.from(piece.repeat(5_000));
  const large = Buffer.from(piece.repeat(80_000));
  expect(scanGo(small).lines.bytes).toBe(small.length);
  const first = time(small);
  // Sixteen times the bytes; twice that, and 150 ms, for the noise of a shared machine. Quadratic would be 256 times.
  expect(time(large)).toBeLessThan(32 * first + 150);
});
