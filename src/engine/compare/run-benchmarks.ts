import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import type { BuildComparison } from '../../model/build-comparison.ts';
import type { Problem } from '../../model/report.ts';
import type { BenchOptions } from '../bench/bench-options.ts';
import { compareMeasured, measureInTurn, sideProblems, type TurnRequest } from '../bench/measure-in-turn.ts';
import type { BuildQueue } from './build-queue.ts';

export interface RunRequest extends Pick<TurnRequest, 'stackward' | 'cache' | 'signal'> {
  readonly bench: BenchOptions;
  readonly onStep: TurnRequest['onStep'];
}

/**
 * Runs the benchmarks that are worth it in two of the builds, each in turn with its twin, and compares them; the comparison as it is where there are none. Where a build has none that match, or none
 * came to a result, that is a problem. Throws UserError `cancelled`.
 */
export async function runBenchmarks(
  host: Host,
  comparison: BuildComparison,
  queue: BuildQueue,
  { bench, ...request }: RunRequest,
): Promise<BuildComparison> {
  const { worth, benchmarks, builds } = comparison;
  if (!worth || benchmarks.length === 0) return comparison;
  const patterns = benchmarks.map((one) => one.package);
  const [from, to] = [worth.from, worth.to].map((build) => {
    const { label = '', revision } = builds[build] ?? {};
    const { host: there, options } = queue.placeOf(build);
    const from = revision === undefined ? ({ from: 'working-tree' } as const) : ({ from: 'revision', commit: revision } as const);
    return { name: label, host: there, options: { ...options, patterns }, mayLack: true, ...from };
  });
  if (!from || !to) throw new Error('two builds are two');
  try {
    const measured = await measureInTurn(host, { ...request, bench, sides: [from, to] });
    const [before, after] = measured;
    if (before.text === '' || after.text === '') return withProblems(comparison, [nothing, ...measured.flatMap(sideProblems)]);
    const { schema: _, problems, ...measuredBenchmarks } = compareMeasured(measured, [from.name, to.name], {});
    // Other toolchains are what is compared here.
    return {
      ...withProblems(
        comparison,
        problems.filter(({ code }) => code !== 'benchmark-toolchains-differ'),
      ),
      measuredBenchmarks,
    };
  } catch (error) {
    if (error instanceof UserError && error.code === 'benchmark-no-results') return withProblems(comparison, [nothing]);
    throw error;
  }
}

const nothing: Problem = { code: 'benchmark-nothing-compared', args: {}, effect: 'incomplete' };

function withProblems(comparison: BuildComparison, problems: readonly Problem[]): BuildComparison {
  return { ...comparison, problems: [...comparison.problems, ...problems] };
}
