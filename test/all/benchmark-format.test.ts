import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { baseUnit } from '../../src/analysis/stats/units.ts';
import { compareText } from '../../src/base/order.ts';
import { readBenchmarkText } from '../../src/profile/read-benchmark-text.ts';
import { benchstatData } from '../support/oracles/benchstat.ts';
import { madeBenchmarks } from '../support/oracles/made-benchmarks.ts';
import { createRandom } from '../fuzz/random.ts';
import { run } from '../support/run.ts';

// golang.org/x/perf/benchfmt itself reads the same texts: results with line, name, count, values in base units and configuration; faulty lines; metadata.
const version = 'v0.0.0-20260908200009-22c9c6c9d4da';
const program = `package main

import (
	"encoding/json"
	"os"

	"golang.org/x/perf/benchfmt"
)

type record struct {
	Line   int
	Kind   string
	Name   string
	Iters  int
	Values []any
	Config map[string]string
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, name := range os.Args[1:] {
		f, err := os.Open(name)
		if err != nil {
			panic(err)
		}
		r := benchfmt.NewReader(f, name)
		records := []record{}
		for r.Scan() {
			_, line := r.Result().Pos()
			switch rec := r.Result().(type) {
			case *benchfmt.SyntaxError:
				records = append(records, record{Line: line, Kind: "fault"})
			case *benchfmt.UnitMetadata:
				records = append(records, record{Line: line, Kind: "unit", Name: rec.OrigUnit + " " + rec.Key + "=" + rec.Value})
			case *benchfmt.Result:
				one := record{Line: line, Kind: "result", Name: rec.Name.String(), Iters: rec.Iters, Config: map[string]string{}}
				for _, v := range rec.Values {
					one.Values = append(one.Values, v.Value, v.Unit)
				}
				for _, c := range rec.Config {
					one.Config[c.Key] = string(c.Value)
				}
				records = append(records, one)
			}
		}
		if r.Err() != nil {
			panic(r.Err())
		}
		out.Encode(records)
	}
}
`;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'stackward-benchfmt-'));
  writeFileSync(path.join(folder, 'go.mod'), `module oracle\n\ngo 1.26\n\nrequire golang.org/x/perf ${version}\n`);
  writeFileSync(path.join(folder, 'main.go'), program);
  const { code, stderr } = await run('go', ['build', '-mod=mod', '-o', 'oracle.exe', '.'], {
    cwd: folder,
    env: { ...process.env, GOFLAGS: '' },
  });
  expect(code, stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Theirs {
  readonly Line: number;
  readonly Kind: string;
  readonly Name: string;
  readonly Iters: number;
  readonly Values: readonly unknown[] | null;
  readonly Config: Readonly<Record<string, string>> | null;
}

const byKey = ([a]: readonly [string, string], [b]: readonly [string, string]): number => compareText(a, b);

/** What stands in a text by ours, in the oracle's words; 0 ns keeps its unit there. */
function ours(bytes: Uint8Array): string[] {
  const { results, units, faults } = readBenchmarkText(bytes);
  return [
    ...results.map(({ line, name, iterations, values, units: of, config }) => {
      const based = values.flatMap((value, index) => {
        const unit = of[index] ?? '';
        const base = baseUnit(unit);
        return value === 0 ? [value, unit] : [value * base.factor, base.unit];
      });
      return JSON.stringify([line, 'result', name, iterations, based, Object.fromEntries([...config].toSorted(byKey))]);
    }),
    ...faults.map(({ line }) => JSON.stringify([line, 'fault'])),
    ...units.map(({ line, unit, key, value }) => JSON.stringify([line, 'unit', `${unit} ${key}=${value}`])),
  ].toSorted();
}

function theirs(records: readonly Theirs[]): string[] {
  return records
    .map(({ Line, Kind, Name, Iters, Values, Config }) =>
      JSON.stringify(
        Kind === 'fault'
          ? [Line, Kind]
          : Kind === 'unit'
            ? [Line, Kind, Name]
            : [Line, Kind, Name, Iters, Values, Object.fromEntries(Object.entries(Config ?? {}).toSorted(byKey))],
      ),
    )
    .toSorted();
}

/** Lines of all kinds, whole and broken. NaN, infinite and hexadecimal values are left out: they are faults by intent. */
function oddTexts(count: number): string[] {
  const random = createRandom(11);
  const parts = [
    'Benchmark',
    'X',
    '-8',
    '/a=b',
    ' ',
    '\t',
    '  ',
    '1',
    '100',
    '1e3',
    '.5',
    '1_0',
    '+2',
    'ns/op',
    'B/op',
    'MB/s',
    'Unit',
    'x',
    'k=v',
    'key',
    ':',
    ': ',
    'Ü',
    'ü',
    '\u00a0',
    '\u0085',
    '\ufeff',
    '\v',
    '\r',
    '=',
    'goos: linux',
  ];
  return Array.from({ length: count }, () => {
    const lines = Array.from({ length: 40 }, (_, n) => {
      const head = ['Benchmark', 'BenchmarkA 1 ', 'BenchmarkA-8 \t100 2 ns/op ', 'key', '', 'Unit '][random.below(6)] ?? '';
      const tail = Array.from({ length: random.below(6) }, () => parts[random.below(parts.length)]).join('');
      // A unit's metadata of its own for each line: what contradicts earlier metadata is a fault there, and a conflict of the comparison here.
      return `${head === 'Unit ' ? `Unit u${n} ` : head}${tail}`.replaceAll('k=v', `k${n}=v`);
    });
    return lines.join(random.below(2) === 0 ? '\n' : '\r\n');
  });
}

test('benchfmt reads the same', async () => {
  const module = (
    JSON.parse(execFileSync('go', ['mod', 'download', '-json', `golang.org/x/perf@${version}`], { cwd: folder, encoding: 'utf8' })) as {
      Dir: string;
    }
  ).Dir;
  const bent = path.join(module, 'benchfmt/testdata/bent');
  const named = [
    ...readdirSync(benchstatData)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => path.join(benchstatData, name)),
    ...readdirSync(bent).map((name) => path.join(bent, name)),
  ];
  const made = madeBenchmarks();
  const written = [made.before, made.after, ...oddTexts(200)].map((text, index) => {
    const file = path.join(folder, `${index}.txt`);
    writeFileSync(file, text);
    return file;
  });
  const files = [...named, ...written];
  const { code, stdout, stderr } = await run(path.join(folder, 'oracle.exe'), files, { cwd: folder });
  expect(code, stderr).toBe(0);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Theirs[]);
  expect(answers).toHaveLength(files.length);
  expect(answers.flat().length).toBeGreaterThan(8000);
  for (const [index, file] of files.entries()) expect(ours(readFileSync(file)), file).toEqual(theirs(answers[index] ?? []));
});
