import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BenchmarkTables } from '../../../src/model/benchmark-tables.ts';
import { renderBenchComparisonText } from '../../../src/report/bench-comparison-text.ts';
import { benchmarkWarning } from '../../../src/view/benchmark-words.ts';
import { benchstatCases, benchstatCsv, benchstatData, tablesOf } from '../../support/oracles/benchstat.ts';
import { recordedCase } from '../../support/oracles/recorded-benchstat.ts';
import { csvDifferences } from '../../support/oracles/same-csv.ts';

const cases = benchstatCases();

describe('medians, intervals, changes, p values, means and warnings are those that benchstat printed', () => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (name, each) => {
    const { stdout, stderr } = recordedCase(name);
    const { rows, warnings } = benchstatCsv(tablesOf(each));
    expect(csvDifferences(rows, stdout)).toEqual([]);
    expect(warnings).toEqual(stderr.split('\n').filter(Boolean));
  });

  test('a difference from it would be seen', () => {
    const each = cases[0];
    if (each === undefined) throw new Error('there is no case');
    const { stdout } = recordedCase(each.name);
    const { rows } = benchstatCsv(tablesOf(each));
    expect(csvDifferences(rows, stdout.replace('p=0.446', 'p=0.447'))).toHaveLength(1);
    expect(csvDifferences(rows, stdout.replace('3.0655e-06', '3.0655001e-06'))).toHaveLength(1);
    expect(csvDifferences(rows.slice(1), stdout).length).toBeGreaterThan(1);
  });
});

/** The rows of our text, without heads, configuration and footnotes. */
function textRows(tables: BenchmarkTables): string[] {
  const text = [...renderBenchComparisonText({ ...tables, problems: [] }, { color: false, nameFile: (file) => file })].join('');
  const units = new Set(tables.tables.map(({ unit }) => unit));
  return text
    .split('\n')
    .filter((line) => !units.has(line.split(' ')[0] ?? '') && !/^[⁰¹²³⁴⁵⁶⁷⁸⁹]|^\S+: |^Of \d+ comparisons/.test(line))
    .map(squeezed)
    .filter(Boolean);
}

const squeezed = (line: string): string =>
  line
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('numbers are shown as benchstat shows them', () => {
  test.each(['crcOldNew', 'crcIgnore', 'issue19565', 'issue19634', 'smallSample', 'units', 'zero'])('%s', (name) => {
    const each = cases.find((one) => one.name === name);
    if (each === undefined) throw new Error(`there is no case ${name}`);
    const golden = readFileSync(path.join(benchstatData, `${name}.stdout`), 'utf8').split('\n');
    const lines = golden
      .filter((line) => !line.includes('│') && !/^[⁰¹²³⁴⁵⁶⁷⁸⁹]|^[a-z]+: /.test(line))
      .map(squeezed)
      .filter(Boolean);
    const tables = tablesOf(each);
    expect(textRows(tables)).toEqual(lines);
    const notes = golden.filter((line) => /^[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(line)).map((line) => line.replace(/^\S+ /, ''));
    const ours = tables.tables.flatMap(({ rows, summaries }) => [
      ...rows.flatMap(({ cells }) => cells.flatMap((cell) => [...(cell?.warnings ?? []), ...(cell?.comparison?.warnings ?? [])])),
      ...summaries.flatMap(({ warnings }) => warnings),
    ]);
    expect(new Set(ours.map(benchmarkWarning))).toEqual(new Set(notes));
  });
});
