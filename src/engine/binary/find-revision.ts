import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import type { BinaryRevision } from '../../model/binary.ts';
import { resolveCommit } from '../../toolchain/git/repository.ts';
import { askGit, gitCall } from '../../toolchain/git/run-git.ts';

/** What a program says of its revision, with that of the repository around `root`; undefined where it says none. Without git, or a repository, nothing is said of here. */
export async function findRevision(
  host: Host,
  settings: Readonly<Record<string, string>>,
  root: string,
  signal: AbortSignal | undefined,
): Promise<BinaryRevision | undefined> {
  const there = settings['vcs.revision'];
  if (there === undefined) return undefined;
  const said = { there, modified: settings['vcs.modified'] === 'true' };
  if (settings['vcs'] !== undefined && settings['vcs'] !== 'git') return said;
  const call = gitCall(host, root, { signal });
  try {
    const here = await resolveCommit(host, call, 'HEAD');
    if (here === undefined) return said;
    // As the go command asks (cmd/go/internal/vcs/vcs.go, gitStatus): files that git does not know count too.
    const { code, stdout } = await askGit(host, call, ['status', '--porcelain']);
    return { ...said, here, ...(code === 0 ? { hereModified: stdout.length > 0 } : {}) };
  } catch (error) {
    if (error instanceof UserError && error.code === 'git-missing') return said;
    throw error;
  }
}
