import type { Host } from '../../host/host.ts';
import { runGit, splitNul, type GitCall } from './run-git.ts';

/** A file that differs. Paths are relative to the top of the repository. */
export interface ChangedFile {
  readonly change: 'added' | 'deleted' | 'modified' | 'renamed' | 'copied' | 'type';
  readonly path: string;
  /** Of renamed and copied files: the path before. */
  readonly from?: string;
}

const changes: Readonly<Record<string, ChangedFile['change']>> = {
  A: 'added',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'type',
  // Not merged yet: it differs from either side.
  U: 'modified',
};

/**
 * What differs between a commit and another one, or the working tree as it is on disk: what was never added to git is there too, unless it is
 * ignored. `call.cwd` is the top: git names untracked files from where it stands.
 */
export async function changedFiles(host: Host, call: GitCall, base: string, head?: string): Promise<readonly ChangedFile[]> {
  const words = ['diff', '--name-status', '-M', '-z', '--no-ext-diff', '--no-textconv', '--ignore-submodules=none', base];
  const [differing, others] = await Promise.all([
    runGit(host, call, [...words, ...(head === undefined ? [] : [head]), '--']),
    head === undefined ? runGit(host, call, ['ls-files', '--others', '--exclude-standard', '-z']) : '',
  ]);
  const parts = differing.split('\0');
  const found: ChangedFile[] = [];
  for (let at = 0; at + 1 < parts.length;) {
    const status = parts[at++] ?? '';
    const change = changes[status[0] ?? ''] ?? 'modified';
    const isPair = change === 'renamed' || change === 'copied';
    const first = parts[at++] ?? '';
    found.push(isPair ? { change, path: parts[at++] ?? '', from: first } : { change, path: first });
  }
  return [...found, ...splitNul(others).map((path): ChangedFile => ({ change: 'added', path }))];
}
