import { compareSides } from '../../analysis/difference/compare-sides.ts';
import { inside, join, resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { comparisonSchemaName, type Comparison } from '../../model/comparison.ts';
import { locateRepository, resolveCommit } from '../../toolchain/git/repository.ts';
import { gitCall } from '../../toolchain/git/run-git.ts';
import { openCheckout } from '../checkout.ts';
import type { Options } from '../options.ts';
import { createSession } from '../session.ts';
import { findingsOf } from './findings-of.ts';
import type { GateSettings } from './gate.ts';
import { comparedSide, makeSideFacts, type SideFacts } from './side-facts.ts';

export interface SelfTest {
  /** Where allocations were planted, relative to the root. */
  readonly file: string;
  /** HEAD against HEAD with what was planted: must object. */
  readonly planted: Comparison;
  /** What was planted, against the same in another file, with the functions in another order and names: must not object. */
  readonly moved: Comparison;
}

const file = 'stackward_planted.go';
const movedFile = 'stackward_planted_moved.go';

/**
 * Proves that this configuration can go red, and that it does not for code that only moved: in a checkout of HEAD, with the options of the gate. The working tree is not touched.
 * Throws those of git and of a session, and `self-test-nowhere` where no package is built.
 */
export async function selfTest(host: Host, options: Options, settings: GateSettings, signal?: AbortSignal): Promise<SelfTest> {
  const cwd = toSlashes(await host.files.real(resolveFrom(host.cwd, options.cwd ?? host.cwd)));
  const call = gitCall(host, cwd, { signal, timeoutMs: options.timeoutMs });
  const repository = await locateRepository(host, call);
  const commit = await resolveCommit(host, call, 'HEAD');
  if (commit === undefined) throw new UserError('repository-empty', { folder: repository.top });
  const checkout = await openCheckout(host, { repository, call, commit, folder: settings.folder });
  try {
    const there = join(checkout.folder, inside(repository.top, cwd) || '.');
    const build = async (): Promise<{ facts: SideFacts; root: string }> => {
      const session = createSession(host, { ...options, cwd: there }, settings.stackward, settings.cache);
      const snapshot = await session.run(signal);
      session.close();
      const read = (name: string): Uint8Array | undefined => {
        const path = snapshot.findFile(name);
        return path === undefined ? undefined : host.files.readNow(path, 64 << 20);
      };
      return { facts: makeSideFacts(snapshot, read), root: snapshot.root };
    };
    const plain = await build();
    const packages = plain.facts.report.packages.filter(
      ({ state, variant, dependency }) => state === 'ok' && variant === undefined && !dependency,
    );
    const where = packages.find(({ name }) => name !== 'main') ?? packages[0];
    if (!where) throw new UserError('self-test-nowhere');
    const folder = join(plain.root, where.dir);
    const write = (name: string, text: string): Promise<void> => host.files.write(join(folder, name), new TextEncoder().encode(text));
    await write(file, planted(where.name));
    const red = await build();
    await host.files.remove(join(folder, file));
    await write(movedFile, moved(where.name));
    const green = await build();
    return {
      file: where.dir === '.' ? file : `${where.dir}/${file}`,
      planted: compare('HEAD', plain.facts, 'HEAD with a planted allocation', red.facts),
      moved: compare('HEAD with a planted allocation', red.facts, 'the same, moved', green.facts),
    };
  } finally {
    await checkout.release();
  }
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

function planted(name: string): string {
  return `package ${name}

var stackwardSelfTest []*int

func stackwardSelfTestKeep(value int) {
	stackwardSelfTest = append(stackwardSelfTest, &value)
}

func stackwardSelfTestMake(size int) []byte {
	return make([]byte, size)
}
`;
}

function moved(name: string): string {
  return `package ${name}
${'\n'.repeat(40)}
func stackwardSelfTestMake(length int) []byte {
	return make([]byte, length)
}

func stackwardSelfTestHold(value int) {
	stackwardSelfTest = append(stackwardSelfTest, &value)
}

var stackwardSelfTest []*int
`;
}
