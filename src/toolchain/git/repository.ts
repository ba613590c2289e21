/**
 * Git: argument lists and reading of what it answers. Input: a folder, revisions. Output: names, hashes, bytes. Nothing here writes into the user's
 * repository: no index, branch, stash or list of worktrees changes.
 */
import { toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { askGit, runGit, runGitBytes, splitNul, type GitCall } from './run-git.ts';

/** The repository around a folder. */
export interface Repository {
  /** The top of the working tree. Absolute, slashes, no symbolic links. */
  readonly top: string;
  /** The folder of this working tree's own state, and that of what all worktrees share. Absolute, slashes. */
  readonly gitDir: string;
  readonly commonDir: string;
  readonly isShallow: boolean;
  readonly isPartial: boolean;
}

/** Throws UserError `not-a-repository` where there is none, or none with a working tree, and those of {@link askGit}. */
export async function locateRepository(host: Host, call: GitCall): Promise<Repository> {
  // Each call of git takes some milliseconds, and neither needs what the other says.
  const [{ code, stdout }, partial] = await Promise.all([
    askGit(host, call, ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir', '--is-shallow-repository']),
    askGit(host, call, ['config', '--get-regexp', '^(extensions\\.partialclone|remote\\..*\\.promisor)$']),
  ]);
  const [top = '', gitDir = '', common = '', shallow = ''] = new TextDecoder().decode(stdout).split('\n');
  if (code !== 0 || top === '') throw new UserError('not-a-repository', { folder: call.cwd });
  const real = async (path: string): Promise<string> => toSlashes(await host.files.real(path));
  return {
    top: await real(top),
    gitDir: await real(gitDir),
    // Relative to the folder where git was asked.
    commonDir: await real(/^(?:[/\\]|[A-Za-z]:)/.test(common) ? common : `${call.cwd}/${common}`),
    isShallow: shallow === 'true',
    isPartial: partial.code === 0,
  };
}

/** The full hash of the commit that a name stands for; undefined where there is none. */
export async function resolveCommit(host: Host, call: GitCall, revision: string): Promise<string | undefined> {
  // `--end-of-options` came with git 2.24; a name that begins with `-` is none of a revision before and after.
  if (revision === '' || revision.startsWith('-')) return undefined;
  const { code, stdout } = await askGit(host, call, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  const hash = new TextDecoder().decode(stdout).trim();
  return code === 0 && isHash(hash) ? hash : undefined;
}

/** The best common ancestor; undefined where none is known, which in a shallow clone says nothing. */
export async function mergeBase(host: Host, call: GitCall, one: string, other: string): Promise<string | undefined> {
  if (one === other) return one;
  const { code, stdout, stderr } = await askGit(host, call, ['merge-base', one, other]);
  if (code === 0) return new TextDecoder().decode(stdout).trim().split('\n')[0];
  if (code === 1) return undefined;
  throw new UserError('git-failed', { command: 'git merge-base', code, output: stderr.trim() });
}

/** The bytes of a file as it is in a commit; `path` is relative to the top. Undefined where it is not there, or no file. */
export async function fileAt(host: Host, call: GitCall, commit: string, path: string): Promise<Uint8Array | undefined> {
  const { code, stdout } = await askGit(host, call, ['cat-file', 'blob', `${commit}:${path}`]);
  return code === 0 ? stdout : undefined;
}

/** A submodule as a commit names it. */
export interface Submodule {
  /** Relative to the top. */
  readonly path: string;
  readonly commit: string;
}

/** Submodules of a commit; none without a `.gitmodules`, which spares the listing of all files. */
export async function listSubmodules(host: Host, call: GitCall, commit: string): Promise<readonly Submodule[]> {
  if ((await askGit(host, call, ['cat-file', '-e', `${commit}:.gitmodules`])).code !== 0) return [];
  const listed = await runGitBytes(host, call, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  return splitNul(new TextDecoder().decode(listed)).flatMap((entry) => {
    const [, commitOf, path] = /^160000 commit ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    return commitOf === undefined || path === undefined ? [] : [{ path, commit: commitOf }];
  });
}

/** Names of remotes, `origin` first, then `upstream`, the others as git lists them. */
export async function listRemotes(host: Host, call: GitCall): Promise<readonly string[]> {
  const names = (await runGit(host, call, ['remote'])).split('\n').filter(Boolean);
  const rank = (name: string): number => ['origin', 'upstream'].indexOf(name) + 1 || 3;
  return names.toSorted((a, b) => rank(a) - rank(b));
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
}
