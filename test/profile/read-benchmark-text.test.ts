import { describe, expect, test } from 'vitest';
import { benchmarkLimits, readBenchmarkText } from '../../src/profile/read-benchmark-text.ts';
import { benchmarkFault } from '../../src/view/benchmark-words.ts';
import { testReader } from '../reader-battery.ts';
import { madeBenchmarks } from '../support/oracles/made-benchmarks.ts';

const read = (text: string): ReturnType<typeof readBenchmarkText> => readBenchmarkText(Buffer.from(text));

const mixed = `goos: linux
cpu: Some CPU @ 2.00GHz
pkg: example.com/p
Unit score better=higher assume=exact
=== RUN   BenchmarkA
BenchmarkA
BenchmarkA-8   \t     100\t     12.5 ns/op\t     16 B/op\t       1 allocs/op
some log of the test: 12
BenchmarkA/size=1/gc-8 \t 200 \t 1e3 ns/op \t 7 score
BenchmarkB-8 \t log line that the benchmark printed
--- BENCH: BenchmarkB-8
PASS
pkg:
ok  \texample.com/p\t1.2s
BenchmarkC 1 .5 x
`;

describe('benchmark text', () => {
  test('configuration, metadata, results, output of others in between', () => {
    const { results, units, faults } = read(mixed);
    expect(
      results.map(({ line, name, iterations, values, units: of, config }) => ({
        line,
        name,
        iterations,
        values,
        of,
        pkg: config.get('pkg'),
      })),
    ).toEqual([
      { line: 7, name: 'A-8', iterations: 100, values: [12.5, 16, 1], of: ['ns/op', 'B/op', 'allocs/op'], pkg: 'example.com/p' },
      { line: 9, name: 'A/size=1/gc-8', iterations: 200, values: [1000, 7], of: ['ns/op', 'score'], pkg: 'example.com/p' },
      { line: 15, name: 'C', iterations: 1, values: [0.5], of: ['x'], pkg: undefined },
    ]);
    expect([...(results[0]?.config ?? [])]).toEqual([
      ['goos', 'linux'],
      ['cpu', 'Some CPU @ 2.00GHz'],
      ['pkg', 'example.com/p'],
    ]);
    expect(units).toEqual([
      { line: 4, unit: 'score', key: 'better', value: 'higher' },
      { line: 4, unit: 'score', key: 'assume', value: 'exact' },
    ]);
    expect(faults.map((fault) => benchmarkFault('b.txt', fault))).toEqual(['b.txt:10: a number of iterations is expected: `log`']);
  });

  test('lines that end in CRLF read the same, and the last one needs no end', () => {
    expect(read(mixed.replaceAll('\n', '\r\n'))).toEqual(read(mixed));
    expect(read(mixed.trimEnd())).toEqual(read(mixed));
  });

  test('results share what they have in common', () => {
    const { results } = read('pkg: p\nBenchmarkA 1 1 ns/op 2 B/op\nBenchmarkB 1 3 ns/op 4 B/op\npkg: p\nBenchmarkC 1 5 ns/op\n');
    expect(results[1]?.config).toBe(results[0]?.config);
    expect(results[2]?.config).toBe(results[0]?.config);
    expect(results[1]?.units).toBe(results[0]?.units);
  });

  test.each([
    ['BenchmarkX 100', 'values-missing', 'BenchmarkX 100'],
    ['BenchmarkX ', 'iterations-missing', 'BenchmarkX '],
    ['BenchmarkX x 1 ns/op', 'iterations', 'x'],
    ['BenchmarkX 1.5 1 ns/op', 'iterations', '1.5'],
    ['BenchmarkX 99999999999999999999 1 ns/op', 'iterations-range', '99999999999999999999'],
    ['BenchmarkX 1 one ns/op', 'value', 'one'],
    ['BenchmarkX 1 0x1p-2 ns/op', 'value', '0x1p-2'],
    ['BenchmarkX 1 1__0 ns/op', 'value', '1__0'],
    ['BenchmarkX 1 . ns/op', 'value', '.'],
    ['BenchmarkX 1 1e999 ns/op', 'value-range', '1e999'],
    ['BenchmarkX 1 NaN ns/op', 'value-unfit', 'NaN'],
    ['BenchmarkX 1 -Inf ns/op', 'value-unfit', '-Inf'],
    ['BenchmarkX 1 1', 'unit-missing', '1'],
    ['BenchmarkX 1 1 ns/op 2', 'unit-missing', '2'],
    ['Unit', 'metadata-unit-missing', 'Unit'],
    ['Unit ns/op better', 'metadata-pair', 'better'],
    ['Unit ns/op =x', 'metadata-pair', '=x'],
  ])('%j is a fault: %s', (line, wrong, text) => {
    const { results, units, faults } = read(`\n${line}\nBenchmarkY 1 1 ns/op\n`);
    expect(faults).toEqual([{ line: 2, wrong, text }]);
    expect(results.map(({ name }) => name)).toEqual(['Y']);
    expect(units).toEqual([]);
  });

  test.each([
    ['1_000.5', 1000.5],
    ['+2.5', 2.5],
    ['-3', -3],
    ['12.', 12],
    ['1E3', 1000],
    ['0.1', 0.1],
    ['123456789.12345679', 123_456_789.123_456_79],
    ['9007199254740993', 9_007_199_254_740_992],
    ['0.000000000000000000000001', 1e-24],
  ])('the value %s is %d', (text, value) => {
    expect(read(`BenchmarkX 1 ${text} ns/op`).results[0]?.values).toEqual([value]);
  });

  test.each([
    ['key: value', { key: 'value' }],
    ['key:\tvalue ', { key: 'value ' }],
    ['größe: 1', { größe: '1' }],
    ['key:value', {}],
    ['Key: value', {}],
    ['kEy: value', {}],
    ['a key: value', {}],
    [': value', {}],
    ['key: \u00a0', { key: '\u00a0' }],
    ['k\u0085y: 1', {}],
    ['key: a\u2028b', { key: 'a\u2028b' }],
    ['key:   ', {}],
  ])('the line %j sets %j', (line, config) => {
    expect(Object.fromEntries(read(`${line}\nBenchmarkX 1 1 ns/op\n`).results[0]?.config ?? [])).toEqual(config);
  });

  test('white space is what Go takes for it', () => {
    expect(
      read('BenchmarkX\u00a01\u3000\u00852\vns/op\f\nBenchmarkY\ufeff1 2 3 x').results.map(({ name, values }) => [name, values]),
    ).toEqual([
      ['X', [2]],
      ['Y\ufeff1', [3]],
    ]);
  });

  test('the quick way and the general way read the same: a no-break space keeps a line from the quick one', () => {
    const { before, after } = madeBenchmarks();
    const text = before + after;
    const general = text.replaceAll(/ (\d+)\t/g, '\u00a0$1\t');
    expect(general).not.toBe(text);
    const quick = read(text);
    expect(quick.results.length).toBeGreaterThan(2000);
    expect(read(general)).toEqual(quick);
  });

  test('a million lines are read in three seconds', () => {
    const line = 'BenchmarkEncode/format=json-8 \t 690848\t 1726.5 ns/op\t 512 B/op\t 12 allocs/op\n';
    const bytes = Buffer.from(line.repeat(1_000_000));
    const started = performance.now();
    expect(readBenchmarkText(bytes).results).toHaveLength(1_000_000);
    // Twice the budget: other tests run beside this one.
    expect(performance.now() - started).toBeLessThan(6000);
  });
});

testReader({
  name: 'readBenchmarkText',
  read: (bytes) => readBenchmarkText(bytes),
  samples: [{ name: 'mixed', bytes: Buffer.from(mixed) }],
  codes: [],
  limits: [
    {
      name: 'bytes',
      code: 'benchmark-text-too-large',
      read: () => readBenchmarkText(Buffer.from(mixed), { ...benchmarkLimits, text: 100 }),
    },
    { name: 'line', code: 'benchmark-line-too-long', read: () => readBenchmarkText(Buffer.from(mixed), { ...benchmarkLimits, line: 20 }) },
    {
      name: 'configuration that grows with each result',
      code: 'benchmark-config-limit',
      read: () => read(Array.from({ length: 2000 }, (_, n) => `k${n}: v\nBenchmarkX 1 1 x\n`).join('')),
    },
  ],
});
