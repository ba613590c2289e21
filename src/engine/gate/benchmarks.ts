import { UserError } from '../../base/user-error.ts';
import { compareAllocations } from '../../analysis/bench/compare-allocations.ts';
import { listAmounts } from '../../analysis/bench/list-amounts.ts';
import type { Host } from '../../host/host.ts';
import type { BenchResult } from '../../model/bench.ts';
import type { BenchmarkAmounts } from '../../model/benchmark-amounts.ts';
import type { BenchComparison } from '../../model/benchmark-comparison.ts';
import type { ComparedBenchmarks } from '../../model/comparison.ts';
import type { Problem } from '../../model/report.ts';
import type { BenchOptions } from '../bench/bench-options.ts';
import { compareMeasured, measureInTurn, sideProblems, type BenchSide, type TurnRequest } from '../bench/measure-in-turn.ts';
import { compareBenchmarkTexts, compareBenchResults, tabulateBenchmarkText, type BenchmarkSource } from '../compare-benchmarks.ts';

/** What benchmarks say for a judgement. */
export interface JudgedBenchmarks {
  readonly amounts: readonly BenchmarkAmounts[];
  /** Of two sides. */
  readonly compared?: ComparedBenchmarks;
  /** Of the head, where it is known where it allocates. */
  readonly result?: BenchResult;
  readonly problems: readonly Problem[];
}

/** Results as they were saved: text of `go test -bench`, or what `bench -f json` wrote. */
export type SavedBenchmarks =
  | ({ readonly is: 'text' } & BenchmarkSource)
  | { readonly is: 'bench'; readonly label: string; readonly result: BenchResult };

/**
 * What saved results say, of the head alone or of both sides, which are of one kind. Throws UserError `benchmark-no-results`, `benchmark-no-memory` where nothing in them can be judged, and
 * those of reading.
 */
export function readSavedBenchmarks(after: SavedBenchmarks, before?: SavedBenchmarks): JudgedBenchmarks {
  const read = readSaved(after, before);
  const isJudged = after.is === 'bench' || read.amounts.some((one) => one.after.length > 0);
  if (!isJudged) throw new UserError('benchmark-no-memory', { label: after.label });
  return read;
}

function readSaved(after: SavedBenchmarks, before: SavedBenchmarks | undefined): JudgedBenchmarks {
  const labels = { ...(before ? { before: before.label } : {}), after: after.label };
  if (after.is === 'text') {
    if (before?.is !== 'text') {
      const { tables, problems } = tabulateBenchmarkText(after);
      return { amounts: listAmounts({ tables, labels }), problems };
    }
    const compared = compareBenchmarkTexts([before, after], {});
    return { amounts: listAmounts({ tables: compared.tables, labels }), ...asCompared(compared) };
  }
  const { result } = after;
  if (before?.is !== 'bench') {
    const problems = result.problems.map((problem) => ({ ...problem, in: [after.label] }));
    return { amounts: listAmounts({ tables: [], labels, after: result }), result, problems };
  }
  const compared = compareBenchResults(before, after);
  const { allocations = [] } = compared;
  return {
    amounts: listAmounts({ tables: [], labels, before: before.result, after: result, allocations }),
    result,
    ...asCompared(compared),
  };
}

export interface GateBenchmarksRequest extends Pick<TurnRequest, 'stackward' | 'cache' | 'signal' | 'onStep'> {
  readonly base: BenchSide;
  readonly head: BenchSide;
  readonly bench: BenchOptions;
}

/** Runs the benchmarks of the working tree and of the base in turn. Throws those of {@link measureInTurn}: `bench-none` where the head has none that match. */
export async function measureGateBenchmarks(host: Host, { base, head, ...request }: GateBenchmarksRequest): Promise<JudgedBenchmarks> {
  const measured = await measureInTurn(host, { ...request, sides: [{ ...base, mayLack: true }, head] });
  const [before, after] = measured;
  if (!after.result) throw new Error('only the base may lack benchmarks');
  const labels = { before: base.name, after: head.name };
  if (!before.result || before.text === '' || after.text === '') {
    const [first] = after.text === '' ? [] : [{ label: head.name, from: head.from, bytes: new TextEncoder().encode(after.text) } as const];
    const { tables, problems } = first ? tabulateBenchmarkText(first) : { tables: [], problems: [] };
    return {
      amounts: listAmounts({ tables, labels, after: after.result }),
      result: after.result,
      problems: [...sideProblems(before), ...sideProblems(after), ...problems],
    };
  }
  const compared = compareMeasured(measured, [base.name, head.name], {});
  const allocations = compareAllocations(before.result, after.result);
  return {
    amounts: listAmounts({ tables: compared.tables, labels, before: before.result, after: after.result, allocations }),
    result: after.result,
    ...asCompared(compared),
  };
}

/** That nothing is in common, as when the first benchmarks come, leaves nothing to compare: no fault of the evidence. */
function asCompared({ schema: _, problems, ...compared }: BenchComparison): Pick<JudgedBenchmarks, 'compared' | 'problems'> {
  return {
    compared,
    problems: problems.map((problem) =>
      problem.code === 'benchmark-nothing-compared' ? { ...problem, effect: 'notice' as const } : problem,
    ),
  };
}
