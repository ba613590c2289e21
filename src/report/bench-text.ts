import { createColors } from 'picocolors';
import type { Benchmark, BenchResult } from '../model/bench.ts';
import { benchLines, benchmarkName, benchmarkTitle, setUpWords } from '../view/bench-words.ts';
import { buildLine } from '../view/build-line.ts';
import { count } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';
import { cutTo } from './cut.ts';
import { problemLines } from './problem-lines.ts';
import type { RenderOptions } from './render-options.ts';
import { wrapShown } from './wrap-shown.ts';

/** Places of a benchmark that are listed without --all. */
const listed = 12;
const readable = 100;

/** Results of `bench` for people: problems, then each benchmark with its places. */
export function* renderBenchText(result: BenchResult, { width, color, all, nameFile }: Omit<RenderOptions, 'list'>): Iterable<string> {
  const paint = createColors(color);
  const columns = Math.min(width ?? readable, readable);
  const line = (text: string): string => `${width === undefined ? text : cutTo(text, width)}\n`;
  const sites = new Map(result.sites.map((site) => [site.id, site]));
  yield line(paint.dim(buildLine({ build: result.build, packages: [] })));
  yield* problemLines(result, paint);
  let pkg: string | undefined;
  for (const benchmark of result.benchmarks) {
    yield '\n';
    if (benchmark.package !== pkg) yield line(paint.dim(safeText((pkg = benchmark.package))));
    if (benchmark.state !== 'measured') {
      yield line(`${paint.bold(benchmarkName(benchmark))}  ${paint.red(stateWords[benchmark.state] ?? safeText(benchmark.state))}`);
      continue;
    }
    yield line(paint.bold(benchmarkName(benchmark)));
    for (const text of wrapShown(benchmarkTitle(benchmark), columns - 2)) yield line(`  ${text}`);
    const rows = benchLines(benchmark, (id) => sites.get(id), nameFile, all ? Infinity : listed);
    const objectsWidth = Math.max(...rows.map(({ objects }) => objects.length));
    const bytesWidth = Math.max(...rows.map(({ bytes }) => bytes.length));
    const indent = ' '.repeat(objectsWidth + bytesWidth + 6);
    for (const { objects, bytes, where, what, why } of rows) {
      const cells = `  ${paint.bold(objects.padStart(objectsWidth))}  ${bytes.padStart(bytesWidth)}  `;
      const [first = '', ...more] =
        where === ''
          ? wrapShown(what, Math.max(20, columns - indent.length))
          : [paint.cyan(where), ...wrapShown(what, Math.max(20, columns - indent.length))];
      yield line(`${cells}${first}`);
      for (const rest of more) yield line(`${indent}${rest}`);
      if (why !== '') for (const rest of wrapShown(why, Math.max(20, columns - indent.length))) yield line(paint.dim(`${indent}${rest}`));
    }
    for (const text of wrapShown(setUpWords(benchmark), columns - 2)) yield line(paint.dim(`  ${text}`));
  }
  yield '\n';
  yield line(totalsWords(result));
}

const stateWords: Readonly<Record<Exclude<Benchmark['state'], 'measured'>, string>> = {
  failed: 'failed',
  skipped: 'skipped',
  panicked: 'broke off',
  'timed-out': 'came to no end in time',
  'no-result': 'ended without a result',
};

function totalsWords({ benchmarks, packages, problems }: BenchResult): string {
  const measured = benchmarks.filter(({ state }) => state === 'measured').length;
  // Nobody knows what benchmarks a package has that was not built.
  const failed = new Set(problems.flatMap((problem) => (problem.effect === 'failed' ? (problem.package ?? []) : [])));
  const none = packages.filter((one) => one.benchmarks === 0);
  const without = none.filter(({ path }) => !failed.has(path)).length;
  const parts = [
    `${count(measured, 'benchmark')} measured${measured === benchmarks.length ? '' : ` of ${benchmarks.length}`} in ${count(packages.length - none.length, 'package')}`,
    without === 0 ? '' : `${count(without, 'other package')} without`,
    without === none.length ? '' : `${none.length - without} not built`,
  ];
  return parts.filter(Boolean).join('; ');
}
