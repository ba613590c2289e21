import { compareText } from '../../base/order.ts';
import { join } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import type { BenchResult, MeasuredBenchmark } from '../../model/bench.ts';
import { benchFlags, buildTestBinary, runTestBinary } from '../../toolchain/test-binary.ts';
import { planBuild, type Plan } from '../gather.ts';
import type { Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import { defaultBenchtime, defaultRunMs, type BenchOptions } from './bench-options.ts';

/** Fewer runs have no interval at the level of 0.95. */
const defaultRuns = 6;

/** Test binaries of one build, by package. */
export interface Timed {
  /** Undefined where it has no benchmarks. */
  readonly plan: Plan | undefined;
  readonly benchmarks: readonly MeasuredBenchmark[];
  readonly binaries: ReadonlyMap<string, { readonly file: string; readonly folder: string }>;
}

export interface TimedRequest {
  readonly result: BenchResult;
  readonly options: Options;
  /** For the binaries; it is made. */
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
  readonly onStep: (step: Progress) => void;
}

/** Compiles the tests of packages whose benchmarks came to a result, with the flags of the analysis. */
export async function prepareTimed(host: Host, { result, options, folder, signal, onStep }: TimedRequest): Promise<Timed> {
  const plan = await planBuild(host, { ...options, tests: true }, signal);
  const benchmarks = result.benchmarks.filter((one) => one.state === 'measured');
  const packages = [...new Set(benchmarks.map((one) => one.package))];
  const binaries = new Map<string, { file: string; folder: string }>();
  await host.files.makeFolder(folder);
  for (const [index, path] of packages.entries()) {
    onStep({ stage: 'compiling-tests', packages: index + 1, of: packages.length, detail: path });
    const file = join(folder, `${index}.test${host.platform === 'win32' ? '.exe' : ''}`);
    const said = await buildTestBinary(host, { ...plan.call, signal }, { package: path, file, flags: plan.buildFlags });
    if (said === undefined) binaries.set(path, { file, folder: join(plan.workspace.root, folderOf(path, result.build)) });
  }
  return { plan, benchmarks, binaries };
}

/** Of a package of the workspace; the module with the longest path holds it. */
function folderOf(path: string, { modules }: BenchResult['build']): string {
  const [module] = modules
    .filter((one) => path === one.path || path.startsWith(`${one.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length);
  return module === undefined ? '.' : join(module.dir, `.${path.slice(module.path.length)}`);
}

/**
 * Runs each benchmark of either side `count` times, the two in turn, each time in a process of its own; gives what was printed, for each side.
 * A benchmark that fails is in its text, and the others go on. Throws UserError `cancelled`.
 */
export async function runInTurn(
  host: Host,
  sides: readonly [Timed, Timed],
  { benchtime = defaultBenchtime, count = defaultRuns, runMs = defaultRunMs }: BenchOptions,
  signal: AbortSignal | undefined,
  onStep: (step: Progress) => void,
): Promise<[string, string]> {
  const texts: [string, string] = ['', ''];
  const all = new Map(sides.flatMap(({ benchmarks }) => benchmarks.map((one) => [keyOf(one), one] as const)));
  const each = [...all].toSorted(([a], [b]) => compareText(a, b));
  const here = sides.map(({ benchmarks }) => new Set(benchmarks.map(keyOf)));
  for (const [index, [key, { package: pkg, name, procs }]] of each.entries()) {
    onStep({ stage: 'measuring', packages: index + 1, of: each.length, detail: `${pkg} ${name}` });
    const args = [
      '-test.run=^$',
      ...benchFlags(name),
      '-test.benchmem',
      `-test.benchtime=${benchtime}`,
      `-test.cpu=${procs}`,
      '-test.count=1',
    ];
    for (let run = 0; run < count; run++)
      for (const [side, { plan, binaries }] of sides.entries()) {
        const binary = here[side]?.has(key) === true ? binaries.get(pkg) : undefined;
        if (!binary || !plan) continue;
        const { how, text } = await runTestBinary(host, { ...binary, args, call: { ...plan.call, signal, timeoutMs: runMs } });
        if (how.how === 'aborted') throw new UserError('cancelled');
        texts[side as 0 | 1] += `pkg: ${pkg}\n${text}\n${how.how === 'timed-out' ? `--- FAIL: Benchmark${name}\n` : ''}`;
      }
  }
  return texts;
}

function keyOf({ package: pkg, name, procs }: MeasuredBenchmark): string {
  return `${pkg}\0${name}\0${procs}`;
}
