import { compareAllocations } from '../analysis/bench/compare-allocations.ts';
import { compareBenchmarks } from '../analysis/stats/compare-benchmarks.ts';
import { findUneven } from '../analysis/stats/uneven-inputs.ts';
import { benchComparisonSchema, type BenchComparison, type ComparedInput } from '../model/benchmark-comparison.ts';
import type { BenchResult } from '../model/bench.ts';
import type { BenchmarkOutcome, OpenBenchmarkText } from '../model/benchmark.ts';
import type { Problem } from '../model/report.ts';
import { benchmarkLimits, openBenchmarkText, readBenchmarkText } from '../profile/read-benchmark-text.ts';

/** Benchmark text that is compared, before it is read. */
export interface BenchmarkSource extends Pick<ComparedInput, 'label' | 'from' | 'commit'> {
  readonly bytes: Uint8Array;
}

export interface ComparisonOptions {
  readonly confidence?: number;
  readonly alpha?: number;
  /** Keys of the configuration that do not part results. */
  readonly ignore?: readonly string[];
}

/** Bytes of a text: more are refused. */
export const benchmarkTextLimit: number = benchmarkLimits.text;

/** Of faulty lines so many are kept: what is wrong with a million of them is mostly one thing. */
const faultsKept = 20;

/**
 * How the benchmarks of two texts differ, and what is missing in them. Throws UserError `benchmark-no-results` and those of
 * {@link readBenchmarkText}.
 */
export function compareBenchmarkTexts(sources: readonly [BenchmarkSource, BenchmarkSource], options: ComparisonOptions): BenchComparison {
  const inputs = sources.map(({ label, bytes }) => {
    const plain = plainBytes(bytes);
    // What is to be ignored must be known before the first result.
    return {
      label,
      text: Buffer.from(plain.buffer, plain.byteOffset, plain.length).includes('panic')
        ? readBenchmarkText(plain)
        : openBenchmarkText(plain),
    };
  });
  const hasPanic = inputs.some(({ text }) => text.outcomes.some(({ what }) => what === 'panicked'));
  // `panic: …` reads as configuration, and would part what follows from the same benchmarks of the other text.
  const ignore = [...(options.ignore ?? []), ...(hasPanic ? ['panic'] : [])];
  const { tables, results, confidence, alpha, conflicts } = compareBenchmarks(inputs, { ...options, ignore });
  return {
    schema: benchComparisonSchema,
    inputs: sources.map(({ label, from, commit }, index) => ({
      label,
      from,
      ...(commit === undefined ? {} : { commit }),
      results: results[index] ?? 0,
    })),
    confidence,
    alpha,
    tables,
    problems: [
      ...inputs.flatMap(({ label, text }) => textProblems(label, text)),
      ...conflicts.map((args): Problem => ({ code: 'benchmark-unit-conflict', args, effect: 'notice' })),
      ...unevenProblems(tables, [sources[0].label, sources[1].label]),
    ],
  };
}

/** The numbers of one text alone, and what is missing in it. Throws as {@link compareBenchmarkTexts} does. */
export function tabulateBenchmarkText({ label, bytes }: BenchmarkSource): Pick<BenchComparison, 'tables' | 'problems'> {
  const text = readBenchmarkText(plainBytes(bytes));
  return { tables: compareBenchmarks([{ label, text }]).tables, problems: textProblems(label, text) };
}

/** Windows PowerShell writes UTF-16 behind `>`; a byte order mark would hide the first line. */
function plainBytes(bytes: Uint8Array): Uint8Array {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextEncoder().encode(new TextDecoder('utf-16le').decode(bytes));
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

function textProblems(label: string, { faults, outcomes }: OpenBenchmarkText): Problem[] {
  const problems: Problem[] = [];
  const failed = eachOnce(outcomes.filter(({ what }) => what !== 'skipped'));
  if (failed.length > 0) problems.push({ code: 'benchmark-failed', args: { label, outcomes: failed }, effect: 'incomplete' });
  // A benchmark that failed after its first run stands on the line of its result.
  const told = new Set(outcomes.map(({ line }) => line));
  const untold = faults.filter(({ line }) => !told.has(line));
  if (untold.length > 0)
    problems.push({
      code: 'benchmark-faults',
      args: { label, count: untold.length, first: untold.slice(0, faultsKept) },
      effect: 'incomplete',
    });
  const skipped = eachOnce(outcomes.filter(({ what }) => what === 'skipped'));
  if (skipped.length > 0) problems.push({ code: 'benchmark-skipped', args: { label, outcomes: skipped }, effect: 'notice' });
  return problems;
}

/** With -count a benchmark fails as often. */
function eachOnce(outcomes: readonly BenchmarkOutcome[]): BenchmarkOutcome[] {
  const known = new Map<string, BenchmarkOutcome>();
  for (const outcome of outcomes) {
    const key = [outcome.what, outcome.package, outcome.name].join(' ');
    if (!known.has(key)) known.set(key, outcome);
  }
  return [...known.values()];
}

function unevenProblems(tables: BenchComparison['tables'], labels: readonly [string, string]): Problem[] {
  const { apart, onlyIn, unitsOnlyIn, isCompared } = findUneven(tables, labels);
  return [
    ...(isCompared ? [] : [{ code: 'benchmark-nothing-compared', args: {}, effect: 'incomplete' } as const]),
    ...(apart.names.length === 0 ? [] : [{ code: 'benchmark-apart', args: apart, effect: 'notice' } as const]),
    ...onlyIn.map((args) => ({ code: 'benchmark-only-in', args, effect: 'notice' }) as const),
    ...unitsOnlyIn.map((args) => ({ code: 'benchmark-units-only-in', args, effect: 'notice' }) as const),
  ];
}

/** How what the benchmarks of two results of `bench` allocate differs, place by place. They hold no samples, so there are no statistics. */
export function compareBenchResults(
  before: { readonly label: string; readonly result: BenchResult },
  after: { readonly label: string; readonly result: BenchResult },
): BenchComparison {
  const names = [before, after].map(({ result }) => new Set(result.benchmarks.map((one) => `Benchmark${one.name} (${one.package})`)));
  const onlyIn = [before, after].flatMap(({ label }, index): Problem[] => {
    const only = [...(names[index] ?? [])].filter((name) => names[1 - index]?.has(name) !== true);
    return only.length === 0 ? [] : [{ code: 'benchmark-only-in', args: { label, names: only }, effect: 'notice' }];
  });
  const allocations = compareAllocations(before.result, after.result);
  return {
    schema: benchComparisonSchema,
    inputs: [before, after].map(({ label, result }) => ({
      label,
      from: 'bench',
      results: result.benchmarks.filter(({ state }) => state === 'measured').length,
    })),
    confidence: 0.95,
    alpha: 0.05,
    tables: [],
    allocations,
    problems: [
      ...[before, after].flatMap(({ label, result }) => result.problems.map((problem): Problem => ({ ...problem, in: [label] }))),
      ...(allocations.length > 0 ? [] : [{ code: 'benchmark-nothing-compared', args: {}, effect: 'incomplete' } as const]),
      ...onlyIn,
    ],
  };
}
