import { join } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import type { Coverage } from '../../model/coverage.ts';
import type { Package, Problem } from '../../model/report.ts';
import { profileLimit } from '../../profile/inflate.ts';
import { readCoverage } from '../../profile/read-coverage.ts';
import { readProfile } from '../../profile/read-profile.ts';
import { buildTestBinary, runTestBinary, type TestRun } from '../../toolchain/test-binary.ts';
import type { Plan } from '../gather.ts';
import type { Progress } from '../progress.ts';
import { defaultRunMs, type BenchOptions } from './bench-options.ts';
import type { RunProfiled } from './measure-benchmark.ts';

export interface Binary {
  readonly file: string;
  /** Where it runs: the folder of the package. */
  readonly folder: string;
}

/** The test binaries of packages, in a folder of temporary files. */
export interface Binaries {
  /** Compiles the tests of a package; `said` are Go's words where that failed. */
  build(of: Package): Promise<Binary | { readonly said: string }>;
  /** … with the race detector, once; undefined where there is none (no C compiler, another system). */
  race(of: Package): Promise<Binary | undefined>;
  /** … such that executions of the named packages are counted, once; undefined where that fails. */
  covered(of: Package): Promise<Binary | undefined>;
  run(binary: Binary, args: readonly string[]): Promise<TestRun>;
  profile(binary: Binary): RunProfiled;
  /** Runs one that counts executions. */
  cover(binary: Binary, args: readonly string[]): Promise<Coverage | undefined>;
  problems(): readonly Problem[];
}

export interface BinariesAsked {
  readonly plan: Plan;
  readonly scratch: string;
  readonly asked: BenchOptions;
  readonly signal: AbortSignal | undefined;
  /** Import paths of the named packages. */
  readonly paths: readonly string[];
  readonly onStep: (progress: Progress) => void;
}

export function createBinaries(host: Host, { plan, paths, scratch, asked, signal, onStep }: BinariesAsked): Binaries {
  const call = { ...plan.call, signal };
  const runCall = { ...call, timeoutMs: asked.runMs ?? defaultRunMs };
  const problems: Problem[] = [];
  const raced = new Map<string, Promise<Binary | undefined>>();
  const counting = new Map<string, Promise<Binary | undefined>>();
  let number = 0;
  let isRaceGone = plan.settings.race === true;

  async function compile(of: Package, flags: readonly string[]): Promise<Binary | { said: string }> {
    const file = join(scratch, `${++number}.test${host.platform === 'win32' ? '.exe' : ''}`);
    const said = await buildTestBinary(host, call, { package: of.path, file, flags });
    return said === undefined ? { file, folder: join(plan.workspace.root, of.dir) } : { said: plan.plainWords(said) };
  }

  async function compileRace(of: Package): Promise<Binary | undefined> {
    if (isRaceGone) return undefined;
    onStep({ stage: 'compiling-race', packages: 0, detail: of.path });
    const binary = await compile(of, [...plan.buildFlags, '-race']);
    if ('file' in binary) return binary;
    isRaceGone = true;
    problems.push({ code: 'bench-no-race', args: { output: binary.said }, effect: 'notice' });
    return undefined;
  }

  async function compileCovered(of: Package): Promise<Binary | undefined> {
    onStep({ stage: 'compiling-tests', packages: 1, of: 1, detail: of.path });
    // `atomic` leaves inlining as it is, where `count` does not; never in the run that measures all the same.
    const binary = await compile(of, [...plan.buildFlags, '-cover', '-covermode=atomic', `-coverpkg=${paths.join(',')}`]);
    return 'file' in binary ? binary : undefined;
  }

  const run = (binary: Binary, args: readonly string[]): Promise<TestRun> => runTestBinary(host, { ...binary, args, call: runCall });
  return {
    build: (of) => compile(of, plan.buildFlags),
    race(of) {
      let known = raced.get(of.path);
      if (!known) raced.set(of.path, (known = compileRace(of)));
      return known;
    },
    covered(of) {
      let known = counting.get(of.path);
      if (!known) counting.set(of.path, (known = compileCovered(of)));
      return known;
    },
    async cover(binary, args) {
      const file = join(scratch, 'cover');
      await host.files.remove(file);
      const { how } = await run(binary, [...args, `-test.coverprofile=${file}`]);
      if (how.how === 'aborted') throw new UserError('cancelled');
      const bytes = await host.files.readIfThere(file);
      return bytes && bytes.length > 0 ? readCoverage(bytes) : undefined;
    },
    run,
    profile: (binary) => async (args, withProfile) => {
      const file = join(scratch, 'heap');
      await host.files.remove(file);
      const since = host.now();
      const ended = await run(binary, withProfile ? [...args, '-test.memprofilerate=1', `-test.memprofile=${file}`] : args);
      const milliseconds = host.now() - since;
      const bytes = withProfile ? await host.files.readIfThere(file, profileLimit) : undefined;
      return { ...ended, milliseconds, ...(bytes && bytes.length > 0 ? { profile: readProfile(bytes, 'heap profile').profile } : {}) };
    },
    problems: () => problems,
  };
}
