import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareBenchmarkTexts } from '../../src/engine/compare-benchmarks.ts';
import type { BenchComparison } from '../../src/model/benchmark-comparison.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import { renderBenchComparison } from '../../src/report/bench-comparison-render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { expectGolden } from '../support/golden.ts';
import { findHostile, hostilePieces, hostileText } from '../support/hostile-text.ts';
import { benchstatData } from '../support/oracles/benchstat.ts';

const compare = (before: string, after: string, ignore: readonly string[] = []): BenchComparison =>
  compareBenchmarkTexts(
    [
      { label: 'old.txt', from: 'file', bytes: Buffer.from(before) },
      { label: 'new.txt', from: 'file', bytes: Buffer.from(after) },
    ],
    { ignore },
  );
const nameFile = (file: string): string => file;
const data = (name: string): string => readFileSync(path.join(benchstatData, name), 'utf8');
const shown = (comparison: BenchComparison, format: 'text' | 'markdown' = 'text', width?: number): string =>
  [...renderBenchComparison(format, comparison, { color: false, nameFile, ...(width === undefined ? {} : { width }) })].join('');
const codes = ({ problems }: BenchComparison): string[] => problems.map(({ code }) => code);

// What `go test -bench` of Go 1.26 printed: failures, a skip (of -v), a benchmark that prints, one that fails after its first run, a panic, a build.
const broken = `goos: linux
pkg: example.com/p
BenchmarkOK-2      \t      10\t       140.3 ns/op
--- FAIL: BenchmarkBad
    a_test.go:4: no
--- SKIP: BenchmarkSkip
--- FAIL: BenchmarkBad
BenchmarkLate-2      \t--- FAIL: BenchmarkLate-2
BenchmarkPrint-2            \tprinted 10
      10\t      5169 ns/op
panic: boom

goroutine 24 [running]:
exit status 2
FAIL\texample.com/p\t0.067s
FAIL\texample.com/q [build failed]
pkg: example.com/r
BenchmarkR-2      \t      10\t       7 ns/op
ok  \texample.com/r\t0.1s
FAIL
`;

describe('what is shown', () => {
  const whole = compare(data('crc-old.txt'), data('crc-new.txt'), ['note']);
  const small = compare(
    `Unit x better=higher\nUnit x better=lower\n${data('smallSample.txt')}BenchmarkOne 1 5 x\n`,
    `${broken}BenchmarkX 1 0 ns/op\n`,
  );
  test.each([
    ['wide', shown(compare(data('old.txt'), data('new.txt')))],
    ['80-columns', shown(whole, 'text', 80)],
    ['broken', shown(small, 'text', 80)],
    ['markdown', shown(whole, 'markdown') + shown(small, 'markdown')],
  ])('%s', (name, text) => expectGolden(`bench-comparison/${name}.txt`, text));

  test('no table is wider than the terminal', () => {
    for (const width of [72, 80, 120])
      for (const line of shown(whole, 'text', width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
  });

  test('colours tell better from worse', () => {
    const text = [...renderBenchComparison('text', compare(data('old.txt'), data('new.txt')), { color: true, nameFile })].join('');
    expect(text).toMatch(/\u001b\[32m-17\.20% /);
    expect(text).toMatch(/\u001b\[2m +~ \(p=0\.446/);
  });

  test('nothing that a terminal acts on, whatever names, units and configuration say', () => {
    for (const piece of [...hostilePieces, hostileText]) {
      const one = `cpu: ${piece}\nUnit x${piece} better=${piece}\nUnit x${piece} better=lower\nBenchmark${piece} 1 5 x${piece}\nBenchmarkX ${piece}\n--- FAIL: B${piece}\nBenchmarkA 1 1 ns/op\n`;
      const comparison = compare(one, `${one}--- SKIP: ${piece}\npanic: ${piece}\nBenchmarkB${piece} 1 1 ns/op\n`);
      for (const format of formatsOf('bench-comparison'))
        expect(
          findHostile([...renderBenchComparison(format, comparison, { color: false, width: 80, nameFile })].join('')),
          format,
        ).toBeUndefined();
    }
  });
});

describe('what is missing is told, and decides the exit code', () => {
  test('failures, panics, packages, broken lines', () => {
    const comparison = compare('goos: linux\npkg: example.com/r\nBenchmarkR-2 1 7 ns/op\n', broken);
    expect(codes(comparison)).toEqual(['benchmark-failed', 'benchmark-faults', 'benchmark-skipped', 'benchmark-only-in']);
    expect(comparison.problems[0]?.args).toEqual({
      label: 'new.txt',
      outcomes: [
        { line: 4, what: 'failed', name: 'BenchmarkBad', package: 'example.com/p' },
        { line: 8, what: 'failed', name: 'BenchmarkLate-2', package: 'example.com/p' },
        { line: 11, what: 'panicked', name: 'boom', package: 'example.com/p' },
        { line: 16, what: 'package-failed', name: '[build failed]', package: 'example.com/q' },
      ],
    });
    expect(comparison.problems[1]?.args).toMatchObject({ count: 1, first: [{ line: 9 }] });
    // What comes behind a panic is still compared.
    expect(comparison.tables.find(({ columns }) => columns.length === 2)?.rows.map(({ name }) => name)).toEqual(['R-2']);
    expect(exitCode(comparison)).toBe(2);
  });

  test('configuration that parts the same benchmarks is named, and --ignore joins them', () => {
    const one = 'cpu: A\nBenchmarkA 1 1 ns/op\nBenchmarkB 1 1 ns/op\n';
    const apart = compare(one, one.replace('cpu: A', 'cpu: B'));
    expect(apart.problems).toMatchObject([
      { code: 'benchmark-nothing-compared', effect: 'incomplete' },
      { code: 'benchmark-apart', args: { keys: ['cpu'], names: ['A', 'B'] } },
    ]);
    expect(codes(compare(one, one.replace('cpu: A', 'cpu: B'), ['cpu']))).toEqual([]);
  });

  test('benchmarks and units of one side', () => {
    const comparison = compare('BenchmarkA 1 1 ns/op\nBenchmarkB 1 1 ns/op\n', 'BenchmarkA 1 1 ns/op 3 B/op\nBenchmarkC 1 1 ns/op\n');
    expect(comparison.problems).toMatchObject([
      { code: 'benchmark-only-in', args: { label: 'old.txt', names: ['B'] } },
      { code: 'benchmark-only-in', args: { label: 'new.txt', names: ['C'] } },
      { code: 'benchmark-units-only-in', args: { label: 'new.txt', units: ['B/op'] } },
    ]);
    expect(exitCode(comparison)).toBe(0);
  });

  test('UTF-16 of PowerShell and a byte order mark read the same', () => {
    const text = data('old.txt');
    const inputs = [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(`\ufeff${text}`)].map(
      (bytes) => ({ label: 'x', from: 'file', bytes }) as const,
    );
    const [one, other] = inputs;
    if (!one || !other) throw new Error('two inputs');
    expect(
      compareBenchmarkTexts(
        [
          { ...one, label: 'a' },
          { ...other, label: 'b' },
        ],
        {},
      ).tables,
    ).toHaveLength(1);
  });
});
