import { inside, join, resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import type { StepCause } from '../../model/build-comparison.ts';
import type { ChangeCause } from '../../model/comparison.ts';
import { locateRepository, resolveCommit } from '../../toolchain/git/repository.ts';
import { gitCall, type GitCall } from '../../toolchain/git/run-git.ts';
import { readGoEnvironment } from '../../toolchain/go-environment.ts';
import { openCheckout, type Checkout } from '../checkout.ts';
import { compareModFiles } from '../gate/change-causes.ts';
import type { AskedBuild } from './compare.ts';

/** Where revisions are built. */
export interface RevisionFolder {
  /** Where a build is to be made; undefined for the sources where the user stands. Throws UserError `revision-unknown` and those of `openCheckout`. */
  open(asked: AskedBuild): Promise<{ readonly cwd: string; readonly env: Host['env'] } | undefined>;
  /** The full hash of a build by its number. */
  commitOf(build: number): { readonly revision?: string };
  /** Where the root of a build is in the user's working tree. */
  rootOf(build: number, root: string): string;
  /** What two builds have otherwise besides Go files. */
  causes(from: number, to: number): Promise<readonly StepCause[]>;
  /** Lets others use the folders. */
  close(): Promise<void>;
}

/** Prepares the folders of the revisions among some builds; without any, nothing is asked of git. Throws those of git, and UserError `checkouts-nowhere`. */
export async function openRevisions(
  host: Host,
  builds: readonly AskedBuild[],
  { folder: cacheFolder }: { readonly folder?: string },
  signal: AbortSignal | undefined,
): Promise<RevisionFolder> {
  const asked = builds.find(({ revision }) => revision !== undefined);
  if (!asked) {
    return {
      open: async () => undefined,
      commitOf: () => ({}),
      rootOf: (_, root) => root,
      causes: async () => [],
      close: async () => undefined,
    };
  }
  if (cacheFolder === undefined) throw new UserError('checkouts-nowhere');
  const folder = resolveFrom(host.cwd, asked.options.cwd ?? host.cwd);
  if ((await host.files.kind(folder)) !== 'folder') throw new UserError('folder-missing', { folder });
  const cwd = toSlashes(await host.files.real(folder));
  const here = gitCall(host, cwd, { signal, timeoutMs: asked.options.timeoutMs });
  const repository = await locateRepository(host, here);
  const call: GitCall = { ...here, cwd: repository.top };
  const prefix = inside(repository.top, cwd) ?? '';
  // The one that the user works with; a go.work outside of the repository is none of a revision.
  const { gowork } = await readGoEnvironment(host, { cwd, env: { ...host.env, PWD: cwd }, signal, timeoutMs: asked.options.timeoutMs });
  const work = gowork === '' ? '' : (inside(repository.top, toSlashes(gowork)) ?? '');
  const opened = new Map<AskedBuild, Checkout>();
  const topOf = (number: number): string => opened.get(builds[number] as AskedBuild)?.folder ?? repository.top;
  return {
    async open(build) {
      if (build.revision === undefined) return undefined;
      const commit = await resolveCommit(host, call, build.revision);
      if (commit === undefined) throw new UserError('revision-unknown', { revision: build.revision, mend: '' });
      const checkout = await openCheckout(host, { repository, call, commit, folder: cacheFolder });
      opened.set(build, checkout);
      const there = join(checkout.folder, prefix === '' ? '.' : prefix);
      if ((await host.files.kind(there)) !== 'folder') throw new UserError('revision-lacks', { revision: build.revision, folder: prefix });
      return { cwd: there, env: { ...host.env, GOWORK: work === '' ? 'off' : join(checkout.folder, work) } };
    },
    commitOf(number) {
      const checkout = opened.get(builds[number] as AskedBuild);
      return checkout ? { revision: checkout.commit } : {};
    },
    rootOf(number, root) {
      const below = inside(topOf(number), root);
      return below === undefined ? root : join(repository.top, below === '' ? '.' : below);
    },
    async causes(from, to) {
      const read = async (number: number, file: string): Promise<string> => {
        const bytes = await host.files.readIfThere(join(topOf(number), file), modLimit);
        return bytes ? new TextDecoder().decode(bytes) : '';
      };
      const files = [await modFile(host, topOf(to), prefix), ...(work === '' ? [] : [work])];
      const found: ChangeCause[] = [];
      for (const file of files) found.push(...compareModFiles(await read(from, file), await read(to, file)));
      return found.map((cause) => ({ from, to, cause }));
    },
    async close() {
      for (const checkout of opened.values()) await checkout.release();
    },
  };
}

/** No go.mod is near it. */
const modLimit = 8 << 20;

/** The go.mod around a folder, below the top of the repository. */
async function modFile(host: Host, top: string, prefix: string): Promise<string> {
  for (let at = prefix; at !== ''; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '')
    if ((await host.files.kind(join(top, `${at}/go.mod`))) === 'file') return `${at}/go.mod`;
  return 'go.mod';
}
