import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { readCi, type CiBase } from '../../toolchain/git/ci-base.ts';
import { listRemotes, mergeBase, resolveCommit, type Repository } from '../../toolchain/git/repository.ts';
import { askGit, type GitCall } from '../../toolchain/git/run-git.ts';

/** What a change is compared with. */
export interface FoundBase {
  /** A full hash. */
  readonly commit: string;
  /** `merge base with origin/main`. */
  readonly label: string;
}

/** A payload is some hundred kilobytes. */
const payloadLimit = 64 << 20;

/**
 * The commit that the working tree is compared with: the merge base of what was asked for, else of what the CI names, else of the remote's default branch. Throws UserError
 * `revision-unknown`, `base-unknown`, `no-merge-base`, each with the command that mends it in this clone.
 */
export async function findBase(host: Host, call: GitCall, repository: Repository, asked: string | undefined): Promise<FoundBase> {
  // A call of git takes longer to start than to answer.
  const [head, named] = await Promise.all([
    resolveCommit(host, call, 'HEAD'),
    asked === undefined || asked === 'HEAD' ? undefined : resolveCommit(host, call, asked),
  ]);
  if (head === undefined) throw new UserError('repository-empty', { folder: repository.top });
  if (asked !== undefined) {
    const commit = asked === 'HEAD' ? head : (named ?? (await remoteCommit(host, call, asked))?.commit);
    if (commit === undefined)
      throw new UserError('revision-unknown', { revision: asked, mend: await fetchOf(host, call, repository, asked) });
    return common(host, call, repository, { head, commit, name: asked });
  }
  const ci = readCi(host.env, await eventOf(host));
  if (ci) {
    const found = await fromCi(host, call, repository, head, ci);
    if (found) return found;
  }
  for (const name of await defaultBranches(host, call)) {
    const commit = await resolveCommit(host, call, name);
    if (commit !== undefined) return common(host, call, repository, { head, commit, name: await plainName(host, call, name) });
  }
  throw new UserError('base-unknown', { mend: await defaultBranchOf(host, call, repository) });
}

async function fromCi(host: Host, call: GitCall, repository: Repository, head: string, ci: CiBase): Promise<FoundBase | undefined> {
  const { branch } = ci;
  if (branch !== undefined) {
    const found = await remoteCommit(host, call, branch);
    if (found) return common(host, call, repository, { head, commit: found.commit, name: found.name });
  }
  for (const hash of ci.commits) {
    const commit = await resolveCommit(host, call, hash);
    if (commit !== undefined) return common(host, call, repository, { head, commit, name: branch ?? hash.slice(0, 12) });
  }
  if (branch !== undefined) {
    // GitHub checks out the merge of a pull request: its first parent is the target, and `fetch-depth: 2` brings it.
    const parents = (await resolveCommit(host, call, 'HEAD^2')) === undefined ? undefined : await resolveCommit(host, call, 'HEAD^1');
    if (parents !== undefined) return { commit: parents, label: `the target of this merge (${branch})` };
    throw new UserError('revision-unknown', { revision: branch, mend: await fetchOf(host, call, repository, branch) });
  }
  if (ci.commits[0] !== undefined)
    throw new UserError('revision-unknown', { revision: ci.commits[0], mend: await fetchOf(host, call, repository, ci.commits[0]) });
  if (ci.before === undefined) return undefined;
  const commit = await resolveCommit(host, call, ci.before);
  if (commit !== undefined) return { commit, label: 'the commit before this push' };
  // A forced push: what was there before is gone, and the branch may still be told from the default one.
  return undefined;
}

interface Wanted {
  readonly head: string;
  readonly commit: string;
  readonly name: string;
}

async function common(host: Host, call: GitCall, { isShallow }: Repository, { head, commit, name }: Wanted): Promise<FoundBase> {
  const base = await mergeBase(host, call, commit, head);
  if (base === undefined) throw new UserError('no-merge-base', { revision: name, mend: isShallow ? await deepenOf(host, call, name) : '' });
  return { commit: base, label: base === commit ? name : `merge base with ${name}` };
}

/** A branch as a remote has it, else as it is here. */
async function remoteCommit(
  host: Host,
  call: GitCall,
  branch: string,
): Promise<{ readonly commit: string; readonly name: string } | undefined> {
  for (const remote of await listRemotes(host, call)) {
    const commit = await resolveCommit(host, call, `refs/remotes/${remote}/${branch}`);
    if (commit !== undefined) return { commit, name: `${remote}/${branch}` };
  }
  const commit = await resolveCommit(host, call, `refs/heads/${branch}`);
  return commit === undefined ? undefined : { commit, name: branch };
}

/** `refs/remotes/origin/HEAD` → `origin/main`. */
async function plainName(host: Host, call: GitCall, name: string): Promise<string> {
  const { code, stdout } = await askGit(host, call, ['rev-parse', '--abbrev-ref', name]);
  const found = new TextDecoder().decode(stdout).trim();
  return code === 0 && found !== '' ? found : name.replace(/^refs\/(?:remotes|heads)\//, '');
}

/** In a copy of a repository the branch of `upstream` comes first: what it goes into. */
async function defaultBranches(host: Host, call: GitCall): Promise<readonly string[]> {
  const remotes = await listRemotes(host, call);
  const ordered = remotes.includes('upstream') ? ['upstream', ...remotes.filter((name) => name !== 'upstream')] : remotes;
  const names = ['HEAD', 'main', 'master', 'trunk', 'develop'];
  return [
    ...ordered.flatMap((remote) => names.map((name) => `refs/remotes/${remote}/${name}`)),
    ...names.slice(1).map((name) => `refs/heads/${name}`),
  ];
}

async function eventOf(host: Host): Promise<unknown> {
  const file = host.env['GITHUB_EVENT_PATH'];
  if (file === undefined || file === '') return undefined;
  try {
    const bytes = await host.files.readIfThere(file, payloadLimit);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    // Without it the branch decides.
    if (error instanceof UserError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The command that brings a revision into this clone, with the history that it shares with HEAD; '' where there is no remote to ask. */
async function fetchOf(host: Host, call: GitCall, repository: Repository, revision: string): Promise<string> {
  const [remote] = await listRemotes(host, call);
  if (remote === undefined) return '';
  const isCommit = /^[0-9a-f]{40,64}$/.test(revision);
  const branch = revision.replace(new RegExp(`^${remote}/`), '');
  return `${deepen(repository)} ${remote} ${isCommit ? revision : `+refs/heads/${branch}:refs/remotes/${remote}/${branch}`}`;
}

/** The one that tells the default branch: clones of one branch do not have it. */
async function defaultBranchOf(host: Host, call: GitCall, repository: Repository): Promise<string> {
  const [remote] = await listRemotes(host, call);
  if (remote === undefined) return '';
  const { stdout } = await askGit(host, call, ['config', '--get-all', `remote.${remote}.fetch`]);
  const hasAll = !repository.isShallow && new TextDecoder().decode(stdout).includes('refs/heads/*');
  return hasAll ? `git remote set-head ${remote} --auto` : `${deepen(repository)} ${remote} +HEAD:refs/remotes/${remote}/HEAD`;
}

/** In a shallow clone the past of all that is there comes too: `--depth` would leave HEAD without. */
function deepen({ isShallow }: Repository): string {
  return isShallow ? 'git fetch --deepen=1000' : 'git fetch';
}

/** … and the one that brings more of its past. */
async function deepenOf(host: Host, call: GitCall, name: string): Promise<string> {
  const [remote = 'origin'] = await listRemotes(host, call);
  return `git fetch --deepen=1000 ${remote}${name.startsWith(`${remote}/`) ? ` ${name.slice(remote.length + 1)} HEAD` : ''}`;
}
