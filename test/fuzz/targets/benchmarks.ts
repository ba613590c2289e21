import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compareBenchmarks } from '../../../src/analysis/stats/compare-benchmarks.ts';
import { readBenchmarkText } from '../../../src/profile/read-benchmark-text.ts';
import { readBenchRun } from '../../../src/profile/read-bench-run.ts';
import { readCoverage } from '../../../src/profile/read-coverage.ts';
import { root } from '../../support/repo.ts';
import { mustHold, text, type FuzzTarget } from '../target.ts';

const encode = (value: string): Uint8Array => new TextEncoder().encode(value);

const benchmarkWords = [
  'Benchmark',
  'BenchmarkX-8 \t 100 \t 12.5 ns/op\t 16 B/op\t 1 allocs/op\n',
  'BenchmarkX-8\n',
  'Unit x assume=exact\n',
  'better=higher',
  'goos: linux\n',
  'pkg:\n',
  'pkg: ',
  ' ns/op',
  ' MB/s',
  ' 1e308 ',
  ' -0 ',
  ' NaN ',
  ' 1_0 ',
  '\u00a0',
  '\r\n',
];

function benchmarkSeeds(): Uint8Array[] {
  return ['old.txt', 'crc-new.txt', 'units.txt', 'zero.txt', 'issue19565.txt'].map((name) =>
    readFileSync(path.join(root, 'test/benchmarks/benchstat', name)),
  );
}

const coverageWords = [
  'mode: set\n',
  'mode: count\n',
  'mode: ',
  'p/a.go:1.1,2.2 1 1\n',
  ':1.1',
  ',2.2',
  ' 1',
  ' 0',
  '9007199254740991',
  '\r\n',
];

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'benchmark-text',
    of: 'benchmark text',
    form: 'text',
    words: benchmarkWords,
    seeds: benchmarkSeeds,
    read(bytes) {
      const read = readBenchmarkText(bytes);
      // A line is one thing: a result, a fault or metadata, but for metadata of which a part is broken.
      const lines = [...read.results, ...read.faults.filter(({ wrong }) => !wrong.startsWith('metadata'))].map(({ line }) => line);
      mustHold(new Set(lines).size === lines.length, 'a line is a result or a fault, once');
      const begins = text(bytes)
        .split('\n')
        .filter((line) => line.startsWith('Benchmark')).length;
      mustHold(lines.length <= begins, 'only lines that begin so are results');
      for (const { name, values, units, iterations } of read.results) {
        mustHold(values.length === units.length && values.length > 0, 'each value has a unit');
        mustHold(values.every(Number.isFinite) && Number.isSafeInteger(iterations), 'numbers can be computed with');
        mustHold(!/[ \t]/.test(name) && units.every((unit) => unit !== '' && !/[ \t]/.test(unit)), 'names and units are fields');
      }
      return read;
    },
  },
  {
    name: 'benchmark-run',
    of: 'what a test binary printed while its benchmarks ran',
    form: 'text',
    words: [...benchmarkWords, '--- FAIL: BenchmarkX\n', '--- SKIP: BenchmarkX/y\n', 'BenchmarkX\n', 'panic: x\n'],
    seeds: benchmarkSeeds,
    read(bytes) {
      const { results, troubles, unfinished } = readBenchRun(text(bytes));
      mustHold(
        results.every(({ objects, bytes: size }) => Number.isFinite(objects) && Number.isFinite(size)),
        'figures can be computed with',
      );
      mustHold(troubles.every(({ name }) => name !== '') && unfinished !== '', 'what failed has a name');
      return { results, troubles };
    },
  },
  {
    name: 'benchmark-tables',
    of: 'benchmark text that is compared with itself',
    form: 'text',
    words: benchmarkWords,
    seeds: benchmarkSeeds,
    read(bytes) {
      const read = readBenchmarkText(bytes);
      const { tables } = compareBenchmarks([
        { label: 'a', text: read },
        { label: 'b', text: read },
      ]);
      let values = 0;
      for (const { rows, columns } of tables) {
        mustHold(columns.length === 2, 'both inputs are in each table');
        for (const { cells } of rows) {
          const [one, other] = cells;
          mustHold(one !== undefined && one !== null && one.center === other?.center, 'both say the same');
          mustHold(other?.comparison !== undefined && other.comparison.p >= 0 && other.comparison.p <= 1, 'p is a probability');
          const change = other?.comparison?.change;
          mustHold(change === 'unclear' || change === 0, 'nothing has changed');
          values += one?.values.length ?? 0;
        }
      }
      mustHold(values === read.results.reduce((sum, result) => sum + result.values.length, 0), 'no value is lost');
      return tables.length;
    },
  },
  {
    name: 'coverage',
    of: 'coverage profiles',
    form: 'text',
    words: coverageWords,
    seeds: () => [
      encode('mode: count\nexample.com/m/p/b.go:3.19,5.25 2 1\nexample.com/m/p/b.go:3.19,5.25 2 4\nexample.com/m/p/a.go:5.25,6.15 1 0\n'),
      encode(
        `mode: set\n${Array.from({ length: 200 }, (_, n) => `example.com/m/pkg${n % 7}/file.go:${n}.2,${n + 3}.10 ${n % 5} ${n % 2}\n`).join('')}`,
      ),
      encode('mode: atomic\n'),
    ],
    grow(bytes) {
      const lines = Array.from(
        { length: Math.ceil(bytes / 60) },
        (_, n) => `example.com/module/internal/p/file.go:${n}.2,${n + 3}.10 3 1\n`,
      );
      return encode(`mode: set\n${lines.join('')}`);
    },
    read(bytes) {
      const { files } = readCoverage(bytes);
      for (const { file, blocks } of files) {
        mustHold(file !== '' && blocks.length > 0, 'a file has a name and blocks');
        mustHold(
          blocks.every(({ count, statements }) => Number.isSafeInteger(count) && Number.isSafeInteger(statements)),
          'counts are exact',
        );
        const places = new Set(blocks.map(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn].join(' ')));
        mustHold(places.size === blocks.length, 'a block is there once');
      }
      return files;
    },
  },
];
