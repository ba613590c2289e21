import { Buffer } from 'node:buffer';
import { readBenchmarkText } from './read-benchmark-text.ts';

/** What a test binary printed with `-test.v -test.bench`. */
export interface BenchRun {
  /** Those with a line of results, in their order. */
  readonly results: readonly BenchLine[];
  readonly troubles: readonly { readonly name: string; readonly state: 'failed' | 'skipped'; readonly output: string }[];
  /** The one that had begun last and has neither. */
  readonly unfinished?: string;
}

/** A benchmark's own figures; amounts are whole numbers, rounded down (`AllocsPerOp` in testing/benchmark.go). */
export interface BenchLine {
  /** Without `Benchmark`, with the processors behind it. */
  readonly name: string;
  readonly iterations: number;
  readonly nanoseconds: number;
  readonly objects: number;
  readonly bytes: number;
}

/** A line of results that somebody's output without a line end stands before. */
const glued = /([^\n])(Benchmark\S+[ ]*\t *\d+\t *[\d.]+ ns\/op)/g;

/** Reads it. With `-test.v` the name of a benchmark stands on a line of its own when it begins, and again before its results (testing/benchmark.go, `processBench`). */
export function readBenchRun(text: string): BenchRun {
  const lines = text.replaceAll(glued, '$1\n$2');
  const { results } = readBenchmarkText(Buffer.from(lines));
  const read = results.flatMap(({ name, iterations, values, units }): BenchLine[] => {
    const of = (unit: string): number | undefined => values[units.indexOf(unit)];
    const [objects, bytes] = [of('allocs/op'), of('B/op')];
    if (objects === undefined || bytes === undefined) return [];
    return [{ name, iterations, nanoseconds: of('ns/op') ?? 0, objects, bytes }];
  });
  const troubles: { name: string; state: 'failed' | 'skipped'; output: string }[] = [];
  let unfinished: string | undefined;
  let said: string[] = [];
  for (const line of lines.split('\n')) {
    const begun = /^Benchmark(\S+)$/.exec(line)?.[1];
    const ended = /^--- (FAIL|SKIP): Benchmark(\S+)$/.exec(line);
    const name = ended?.[2] ?? '';
    if (begun !== undefined) {
      unfinished = begun;
      said = [];
    } else if (ended) {
      // One with sub-benchmarks fails with them: theirs is the trouble.
      if (!troubles.some((one) => one.name.startsWith(`${name}/`)))
        troubles.push({ name, state: ended[1] === 'FAIL' ? 'failed' : 'skipped', output: said.join('\n').trim() });
      unfinished = undefined;
      said = [];
    } else if (/^Benchmark\S+\s+\d+\s/.test(line)) {
      unfinished = undefined;
      said = [];
    } else said.push(line);
  }
  return { results: read, troubles, ...(unfinished === undefined ? {} : { unfinished }) };
}
