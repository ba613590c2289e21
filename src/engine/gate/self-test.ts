import { compareSides } from '../../analysis/difference/compare-sides.ts';
import { inside, join, resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { comparisonSchemaName, type Comparison } from '../../model/comparison.ts';
import { exitCode } from '../../model/exit-code.ts';
import type { Finding } from '../../model/finding.ts';
import type { Package } from '../../model/report.ts';
import { locateRepository, resolveCommit } from '../../toolchain/git/repository.ts';
import { gitCall } from '../../toolchain/git/run-git.ts';
import { readGoEnvironment } from '../../toolchain/go-environment.ts';
import { openCheckout } from '../checkout.ts';
import { judgeComparison, type JudgeOptions } from '../judge-report.ts';
import type { Options } from '../options.ts';
import { createSession } from '../session.ts';
import { findingsOf } from './findings-of.ts';
import type { GateSettings } from './gate.ts';
import { findOutside } from './outside-folders.ts';
import { comparedSide, makeSideFacts, type SideFacts } from './side-facts.ts';

export interface SelfTest {
  /** Packages in which allocations were planted. */
  readonly packages: readonly string[];
  /** Those among them in which nothing that was planted is an error. */
  readonly silent: readonly string[];
  /** HEAD against HEAD with what was planted: must object. */
  readonly planted: SelfTestStep;
  /** What was planted, against the same in another file, with the functions in another order and names: must not object. */
  readonly moved: SelfTestStep;
}

export interface SelfTestStep {
  readonly comparison: Comparison;
  /** Errors that HEAD by itself does not have. */
  readonly errors: number;
}

const file = 'stackward_planted.go';
const movedFile = 'stackward_planted_moved.go';
/** In so many packages something is planted: each is compiled three times, with all that imports it. */
const plantedMost = 10;

/**
 * Proves that this configuration can go red, and that it does not for code that only moved: in a checkout of HEAD, with the options, the policy and the baseline of the gate. The
 * working tree is not touched. Throws those of git and of a session, and `self-test-nowhere` where no package is built.
 */
export async function selfTest(
  host: Host,
  options: Options,
  settings: GateSettings,
  optionsFor: (root: string) => JudgeOptions,
  signal?: AbortSignal,
): Promise<SelfTest> {
  const cwd = toSlashes(await host.files.real(resolveFrom(host.cwd, options.cwd ?? host.cwd)));
  const call = gitCall(host, cwd, { signal, timeoutMs: options.timeoutMs });
  const repository = await locateRepository(host, call);
  const commit = await resolveCommit(host, call, 'HEAD');
  if (commit === undefined) throw new UserError('repository-empty', { folder: repository.top });
  const checkout = await openCheckout(host, { repository, call, commit, folder: settings.folder });
  try {
    const prefix = inside(repository.top, cwd) ?? '';
    const there = join(checkout.folder, prefix || '.');
    const go = await readGoEnvironment(host, { cwd, env: { ...host.env, PWD: cwd }, signal, timeoutMs: options.timeoutMs });
    const env = { ...host.env, GOWORK: await findOutside(host, { repository, prefix, go }, checkout.folder) };
    const build = async (): Promise<{ facts: SideFacts; root: string }> => {
      const session = createSession({ ...host, env }, { ...options, cwd: there }, settings.stackward, settings.cache);
      const snapshot = await session.run(signal);
      session.close();
      const read = (name: string): Uint8Array | undefined => {
        const path = snapshot.findFile(name);
        return path === undefined ? undefined : host.files.readNow(path, 64 << 20);
      };
      return { facts: makeSideFacts(snapshot, read), root: snapshot.root };
    };
    const plain = await build();
    const packages = choosePackages(plain.facts.report.packages);
    if (packages.length === 0) throw new UserError('self-test-nowhere');
    const write = async (name: string, text: (pkg: string) => string): Promise<void> => {
      for (const { dir, name: pkg } of packages)
        await host.files.write(join(join(plain.root, dir), name), new TextEncoder().encode(text(pkg)));
    };
    await write(file, planted);
    const red = await build();
    for (const { dir } of packages) await host.files.remove(join(join(plain.root, dir), file));
    await write(movedFile, moved);
    const green = await build();
    // The policy lies in the working tree, and means its folders.
    const root = join(repository.top, inside(checkout.folder, plain.root) || '.');
    const judged = (label: string, base: SideFacts, other: string, head: SideFacts): Comparison =>
      judgeComparison(host, compare(label, base, other, head), root, { ...optionsFor(root), head: head.report, base: base.report });
    const known = new Set(errorsOf(judged('HEAD', plain.facts, 'HEAD', plain.facts)).map(({ id }) => id));
    const stepOf = (comparison: Comparison): SelfTestStep & { readonly fresh: readonly Finding[] } => {
      const fresh = errorsOf(comparison).filter(({ id }) => !known.has(id));
      return { comparison, errors: fresh.length, fresh };
    };
    const plantedStep = stepOf(judged('HEAD', plain.facts, 'HEAD with planted allocations', red.facts));
    const movedStep = stepOf(judged('HEAD with planted allocations', red.facts, 'the same, moved', green.facts));
    const loud = new Set(plantedStep.fresh.map((finding) => finding.package));
    const paths = packages.map(({ path }) => path);
    return {
      packages: paths,
      silent: paths.filter((path) => !loud.has(path)),
      planted: { comparison: plantedStep.comparison, errors: plantedStep.errors },
      moved: { comparison: movedStep.comparison, errors: movedStep.errors },
    };
  } finally {
    await checkout.release();
  }
}

/** Libraries first: what is planted in a command is nobody's dependency, but some policies look at nothing else. */
function choosePackages(packages: readonly Package[]): Package[] {
  const named = packages.filter(({ state, variant, dependency }) => state === 'ok' && variant === undefined && !dependency);
  return [...named.filter(({ name }) => name !== 'main'), ...named.filter(({ name }) => name === 'main')].slice(0, plantedMost);
}

function errorsOf({ findings }: Comparison): readonly Finding[] {
  return findings.filter(({ severity, known }) => severity === 'error' && known === undefined);
}

/** Whether the gate is what it should be: 0, or 1; 3 where a side does not build. */
export function selfTestExitCode({
  planted: { comparison: one, errors },
  moved: { comparison: other, errors: wrong },
}: SelfTest): 0 | 1 | 3 {
  if ([one, other].some(({ problems }) => exitCode({ problems }) === 3)) return 3;
  return errors > 0 && wrong === 0 ? 0 : 1;
}

function compare(label: string, base: SideFacts, other: string, head: SideFacts): Comparison {
  const { places, states } = compareSides(comparedSide(base), comparedSide(head));
  return {
    schema: comparisonSchemaName,
    base: { label, build: base.report.build, counts: base.report.counts },
    head: { label: other, build: head.report.build, counts: head.report.counts },
    causes: [],
    places,
    states,
    findings: findingsOf(places),
    problems: head.report.problems.filter(({ effect }) => effect !== 'notice'),
  };
}

/** Of each kind of place that policies part one: once, of a size that is not known, in a loop. */
function planted(name: string): string {
  return `package ${name}

var stackwardSelfTest []*int

func stackwardSelfTestKeep(value int) {
	stackwardSelfTest = append(stackwardSelfTest, &value)
}

func stackwardSelfTestMake(size int) []byte {
	return make([]byte, size)
}

func stackwardSelfTestLoop(count int) {
	for i := 0; i < count; i++ {
		stackwardSelfTest = append(stackwardSelfTest, new(int))
	}
}
`;
}

function moved(name: string): string {
  return `package ${name}
${'\n'.repeat(40)}
func stackwardSelfTestRepeat(times int) {
	for k := 0; k < times; k++ {
		stackwardSelfTest = append(stackwardSelfTest, new(int))
	}
}

func stackwardSelfTestMake(length int) []byte {
	return make([]byte, length)
}

func stackwardSelfTestHold(value int) {
	stackwardSelfTest = append(stackwardSelfTest, &value)
}

var stackwardSelfTest []*int
`;
}
