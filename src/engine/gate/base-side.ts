import { inside, join, relative, resolveFrom } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import { decodeStructured, encodeStructured } from '../../host/structured.ts';
import type { Host } from '../../host/host.ts';
import type { Report } from '../../model/report.ts';
import type { Cache } from '../../store/cache.ts';
import type { Repository } from '../../toolchain/git/repository.ts';
import type { GitCall } from '../../toolchain/git/run-git.ts';
import type { GoEnvironment } from '../../toolchain/go-environment.ts';
import { openCheckout, type Checkout } from '../checkout.ts';
import { digest } from '../digest.ts';
import type { Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import { createSession } from '../session.ts';
import type { FoundBase } from './find-base.ts';
import { describeWork, findOutside } from './outside-folders.ts';
import { sideFailed } from './side-failed.ts';
import { makeSideFacts, type RenameFile, type SideFacts } from './side-facts.ts';

export interface BaseRequest {
  readonly repository: Repository;
  readonly call: GitCall;
  readonly base: FoundBase;
  readonly options: Options;
  readonly stackward: string;
  /** Where the user stands. Absolute, slashes, no symbolic links; below the top of the repository. */
  readonly cwd: string;
  readonly go: GoEnvironment;
  /** The report of the head, and its root. */
  readonly head: Report;
  readonly root: string;
  readonly cache: Cache | undefined;
  /** For checkouts. */
  readonly folder: string;
  readonly onProgress: (event: Progress) => void;
  readonly signal: AbortSignal | undefined;
}

export interface BaseSide {
  readonly facts: SideFacts;
  readonly rename: RenameFile;
  /** Whether it was kept from an earlier run. */
  readonly isKept: boolean;
}

interface Kept {
  readonly facts: SideFacts;
  readonly renames: readonly (readonly [from: string, to: string])[];
}

/**
 * The base as it is compared: built in a checkout of its own, with the head's toolchain, flags and profiles, or kept from an earlier run of the same commit. Undefined where
 * the base holds nothing of what was named. Throws those of `openCheckout`, and `side-failed` for those of a session.
 */
export async function readBase(host: Host, request: BaseRequest): Promise<BaseSide | undefined> {
  const { repository, base, cache, head, options } = request;
  const prefix = prefixOf(request);
  const work = await describeWork(host, { ...request, prefix });
  const { cwd: _, timeoutMs: __, ...asked } = options;
  const { modules: ___, prefix: ____, stackward: _____, ...built } = head.build;
  const key = digest('revision', base.commit, prefix, work, request.go.goflags, JSON.stringify([asked, built]));
  const bytes = await cache?.read('revision', key);
  if (bytes) {
    const kept = decodeStructured(bytes) as Kept;
    return { facts: kept.facts, rename: renamer(kept.renames), isKept: true };
  }
  const checkout = await openCheckout(host, { repository, call: request.call, commit: base.commit, folder: request.folder });
  try {
    const made = await build(host, request, checkout);
    if (!made) return undefined;
    const { report } = made.facts;
    const isWhole = report.problems.every(({ effect }) => effect === 'notice');
    // What lies outside of the repository is of no commit.
    const isOwn = report.build.modules.every(({ dir }) => inside(checkout.folder, resolveFrom(made.root, dir)) !== undefined);
    if (isWhole && isOwn)
      await cache?.write('revision', key, encodeStructured({ facts: made.facts, renames: made.renames } satisfies Kept));
    return { facts: made.facts, rename: renamer(made.renames), isKept: false };
  } finally {
    await checkout.release();
  }
}

/** How the base is built in its checkout. */
export interface PreparedBase {
  readonly host: Host;
  readonly options: Options;
}

/**
 * The base as the head is built: in the folder where the user stands, with the head's release, go.work and profiles. Undefined where it has no such folder.
 */
export async function prepareBase(host: Host, request: BaseRequest, checkout: Checkout): Promise<PreparedBase | undefined> {
  const { options, head } = request;
  const cwd = join(checkout.folder, prefixOf(request) || '.');
  if ((await host.files.kind(cwd)) !== 'folder') return undefined;
  await takeProfiles(host, request, checkout);
  const env = { ...host.env, GOWORK: await findOutside(host, { ...request, prefix: prefixOf(request) }, checkout.folder) };
  const pgo =
    options.pgo === undefined || options.pgo === 'auto' || options.pgo === 'off' ? {} : { pgo: resolveFrom(request.cwd, options.pgo) };
  return { host: { ...host, env }, options: { ...options, cwd, go: head.build.go.split(' ')[0] ?? '', ...pgo } };
}

async function build(host: Host, request: BaseRequest, checkout: Checkout): Promise<(Kept & { readonly root: string }) | undefined> {
  const { repository, root, stackward, cache, base } = request;
  const prepared = await prepareBase(host, request, checkout);
  if (!prepared) return undefined;
  const session = createSession(prepared.host, prepared.options, stackward, cache);
  const forwarding = (async () => {
    for await (const event of session.events) request.onProgress(event);
  })();
  try {
    const snapshot = await session.run(request.signal);
    const texts = makeSideFacts(snapshot, (file) => {
      const path = snapshot.findFile(file);
      return path === undefined ? undefined : host.files.readNow(path, 64 << 20);
    });
    await session.keep();
    const there = (file: string): string => {
      const path = join(snapshot.root, file);
      const within = inside(checkout.folder, path);
      return relative(root, within === undefined ? path : join(repository.top, within));
    };
    const files = new Set([...texts.outlines.map(({ file }) => file), ...snapshot.report.sites.map(({ at }) => at.file)]);
    const renames = [...files].filter((file) => !/^[$</]/.test(file) && there(file) !== file).map((file) => [file, there(file)] as const);
    return { facts: texts, renames, root: snapshot.root };
  } catch (error) {
    if (error instanceof UserError && (error.code === 'no-packages' || error.code === 'not-a-module')) return undefined;
    throw sideFailed(error, 'base', base.label);
  } finally {
    session.close();
    await forwarding;
  }
}

/** Where the user stands, below the top of the repository. */
function prefixOf({ repository, cwd }: BaseRequest): string {
  return inside(repository.top, cwd) ?? '';
}

/** Both sides are built with the profiles of the head, so that a profile does not pass for a change of the code. */
async function takeProfiles(host: Host, { head, root, repository, options }: BaseRequest, checkout: Checkout): Promise<void> {
  if (options.pgo !== undefined && options.pgo !== 'auto') return;
  for (const { package: owner, file } of head.build.pgo) {
    const path = join(root, file);
    const within = inside(repository.top, path);
    if (owner === undefined || within === undefined) continue;
    await host.files.write(join(checkout.folder, within), await host.files.read(path));
  }
}

function renamer(renames: Kept['renames']): RenameFile {
  const names = new Map(renames);
  return (file) => names.get(file) ?? file;
}
