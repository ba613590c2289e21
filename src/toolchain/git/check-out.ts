import { join } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { askGit, runGit, splitNul, type GitCall } from './run-git.ts';
import { listSubmodules, type Repository } from './repository.ts';

/** A folder that holds a revision's files, and the index that git keeps of it: both ours, outside of the repository. */
export interface CheckoutPlace {
  readonly folder: string;
  readonly index: string;
}

/**
 * Makes the files of a folder those of a commit, submodules too. The objects are read from the repository's own store, so nothing is cloned or fetched,
 * and with an index of our own nothing in the repository changes: no HEAD, no branch, no list of worktrees, no hooks. What the folder holds besides is
 * removed. Throws UserError `submodule-missing` where a submodule's commit is not at hand, and those of {@link runGit}.
 */
export async function checkOut(host: Host, call: GitCall, repository: Repository, commit: string, place: CheckoutPlace): Promise<void> {
  await fill(host, call, repository.commonDir, commit, place);
  await fillSubmodules(host, call, repository.commonDir, commit, place, '');
}

async function fill(host: Host, call: GitCall, gitDir: string, commit: string, { folder, index }: CheckoutPlace): Promise<void> {
  await host.files.makeFolder(folder);
  // A killed git leaves it; whoever is here holds the lock of the place.
  await host.files.remove(`${index}.lock`);
  const at = placed(call, gitDir, folder, index);
  // A sparse checkout of the user's working tree is none of this one, and neither are watchers of its files.
  const plain = [
    '-c',
    'core.sparseCheckout=false',
    '-c',
    'core.fsmonitor=false',
    '-c',
    'core.untrackedCache=false',
    '-c',
    'core.bare=false',
  ];
  await runGit(host, at, [...plain, 'read-tree', '--reset', '-u', commit]);
  for (const other of splitNul(await runGit(host, at, [...plain, 'ls-files', '--others', '-z']))) {
    await host.files.remove(join(folder, other));
  }
}

async function fillSubmodules(
  host: Host,
  call: GitCall,
  gitDir: string,
  commit: string,
  place: CheckoutPlace,
  above: string,
): Promise<void> {
  const at: GitCall = { ...call, env: { ...call.env, GIT_DIR: gitDir } };
  for (const { path, commit: wanted } of await listSubmodules(host, at, commit)) {
    const shown = above === '' ? path : `${above}/${path}`;
    const own = `${gitDir}/modules/${await nameOf(host, at, commit, path)}`;
    const inner: GitCall = { ...call, env: { ...call.env, GIT_DIR: own } };
    const isThere =
      (await host.files.kind(own)) === 'folder' && (await askGit(host, inner, ['cat-file', '-e', `${wanted}^{tree}`])).code === 0;
    if (!isThere) throw new UserError('submodule-missing', { path: shown, commit: wanted });
    const below = { folder: join(place.folder, path), index: `${place.index}-${path.replaceAll(/[^A-Za-z0-9.]/g, '-')}` };
    await fill(host, call, own, wanted, below);
    await fillSubmodules(host, call, own, wanted, below, shown);
  }
}

/** The name under which a submodule's repository is kept; it is its first path. */
async function nameOf(host: Host, call: GitCall, commit: string, path: string): Promise<string> {
  const { stdout } = await askGit(host, call, [
    'config',
    '--blob',
    `${commit}:.gitmodules`,
    '-z',
    '--get-regexp',
    '^submodule\\..*\\.path$',
  ]);
  for (const entry of splitNul(new TextDecoder().decode(stdout))) {
    const [, name, of] = /^submodule\.(.*)\.path\n(.*)$/s.exec(entry) ?? [];
    if (name !== undefined && of === path) return name;
  }
  return path;
}

/** Git in a folder that is no worktree of the repository, as far as the repository knows. */
function placed(call: GitCall, gitDir: string, folder: string, index: string): GitCall {
  return {
    ...call,
    cwd: folder,
    env: { ...call.env, GIT_DIR: gitDir, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index, PWD: folder },
  };
}
