import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compareBenchmarks, type BenchmarkInput } from '../../../src/analysis/stats/compare-benchmarks.ts';
import type { BenchmarkText } from '../../../src/model/benchmark.ts';
import type { BenchmarkTables } from '../../../src/model/benchmark-tables.ts';
import { readBenchmarkText } from '../../../src/profile/read-benchmark-text.ts';
import { changeText, evidenceText, rangeText, ratioText } from '../../../src/view/benchmark-numbers.ts';
import { benchmarkWarning } from '../../../src/view/benchmark-words.ts';
import { root } from '../repo.ts';
import { madeBenchmarks } from './made-benchmarks.ts';

export const benchstatData: string = path.join(root, 'test/benchmarks/benchstat');

/** One run of benchstat that ours is compared with. */
export interface BenchstatCase {
  readonly name: string;
  /** Texts by the name of their file. */
  readonly texts: Readonly<Record<string, string>>;
  /** Its arguments before the files. */
  readonly args: readonly string[];
  /** The same of ours. */
  readonly compare: (inputs: readonly BenchmarkInput[]) => BenchmarkTables;
}

const plain = (inputs: readonly BenchmarkInput[]): BenchmarkTables => compareBenchmarks(inputs);
const byNote = (inputs: readonly BenchmarkInput[]): BenchmarkTables => compareBenchmarks(splitBy('note', inputs), { ignore: ['note'] });

export function benchstatCases(): readonly BenchstatCase[] {
  const made = madeBenchmarks();
  const files = (...names: string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, readFileSync(path.join(benchstatData, name), 'utf8')]));
  return [
    { name: 'old-new', texts: files('old.txt', 'new.txt'), args: [], compare: plain },
    { name: 'crcOldNew', texts: files('crc-old.txt', 'crc-new.txt'), args: [], compare: plain },
    {
      name: 'crcIgnore',
      texts: files('crc-old.txt', 'crc-new.txt'),
      args: ['-ignore', 'note'],
      compare: (inputs) => compareBenchmarks(inputs, { ignore: ['note'] }),
    },
    ...['issue19565', 'issue19634', 'smallSample', 'units', 'zero'].map((name) => ({
      name,
      texts: files(`${name}.txt`),
      args: ['-col', 'note'],
      compare: byNote,
    })),
    { name: 'made', texts: { 'before.txt': made.before, 'after.txt': made.after }, args: [], compare: plain },
    {
      name: 'made-strict',
      texts: { 'after.txt': made.after, 'before.txt': made.before },
      args: ['-confidence', '0.99', '-alpha', '0.001'],
      compare: (inputs) => compareBenchmarks(inputs, { confidence: 0.99, alpha: 0.001 }),
    },
  ];
}

export function tablesOf({ texts, compare }: BenchstatCase): BenchmarkTables {
  return compare(Object.entries(texts).map(([label, text]) => ({ label, text: readBenchmarkText(Buffer.from(text)) })));
}

/** One input for each value of a key, as `-col KEY` makes columns. */
function splitBy(key: string, inputs: readonly BenchmarkInput[]): BenchmarkInput[] {
  const parts = new Map<string, BenchmarkText['results']>();
  for (const { text } of inputs)
    for (const result of text.results) {
      const label = result.config.get(key) ?? '';
      parts.set(label, [...(parts.get(label) ?? []), result]);
    }
  const units = inputs.flatMap(({ text }) => text.units);
  return [...parts].map(([label, results]) => ({ label, text: { results, units, faults: [], outcomes: [] } }));
}

/** Our tables as `benchstat -format csv` writes its own: a list of cells for each line, and its warnings, which name the cell that they stand at. */
export function benchstatCsv({ tables }: BenchmarkTables): { rows: string[][]; warnings: string[] } {
  const rows: string[][] = [];
  const warnings: string[] = [];
  let shown = new Map<string, string>();
  const startOf = (column: number): number => (column === 0 ? 1 : 3 + (column - 1) * 4);
  for (const [index, { config, unit, columns, rows: lines, summaries }] of tables.entries()) {
    if (index > 0) rows.push(['']);
    const now = new Map(config);
    for (const key of new Set([...shown.keys(), ...now.keys(), ...tables.flatMap((table) => table.config.map(([name]) => name))]))
      if (index === 0 || (shown.get(key) ?? '') !== (now.get(key) ?? '')) rows.push([`${key}: ${now.get(key) ?? ''}`]);
    shown = now;
    const width = startOf(columns.length);
    const put = (cells: string[], at: number, ...more: string[]): void => {
      while (cells.length < at) cells.push('');
      cells.push(...more);
    };
    const warn = (cells: readonly string[], texts: readonly string[]): void => {
      let name = '';
      for (let x = cells.length; x > 0; x = Math.floor(x / 26)) name = String.fromCodePoint(65 + (x % 26)) + name;
      warnings.push(...texts.map((text) => `${name || 'A'}${rows.length + 1}: ${text}`));
    };
    const labels: string[] = [];
    for (const [column, label] of columns.entries()) put(labels, startOf(column), label);
    put(labels, width);
    rows.push(labels);
    const heads: string[] = [];
    for (const column of columns.keys()) put(heads, startOf(column), unit, 'CI', ...(column > 0 ? ['vs base', 'P'] : []));
    rows.push(heads);
    for (const { name, cells } of lines) {
      const line = [name];
      for (const [column, cell] of cells.entries()) {
        if (cell === null) continue;
        put(line, startOf(column));
        warn(line, cell.warnings.map(benchmarkWarning));
        line.push(String(cell.center), rangeText(cell));
        if (cell.comparison === undefined) continue;
        warn(line, cell.comparison.warnings.map(benchmarkWarning));
        line.push(changeText(cell.comparison.change), evidenceText(cell.comparison));
      }
      rows.push(line);
    }
    const last = ['geomean'];
    for (const [column, { mean, ratio, warnings: of }] of summaries.entries()) {
      put(last, startOf(column));
      warn(last, of.map(benchmarkWarning));
      if (mean !== undefined) last.push(String(mean));
      if (column > 0) put(last, startOf(column) + 2, ratioText(ratio));
    }
    put(last, width);
    rows.push(last);
  }
  return { rows, warnings };
}
