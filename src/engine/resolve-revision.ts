import type { Host } from '../host/host.ts';
import { UserError } from '../base/user-error.ts';
import { resolveCommit } from '../toolchain/git/repository.ts';
import { gitCall } from '../toolchain/git/run-git.ts';

/**
 * The full hash of the commit that a name stands for in the repository around a folder; undefined where there is none. Where the name is something
 * else already (`isOptional`), what is wrong with git or its repository is no matter.
 */
export async function resolveRevision(
  host: Host,
  cwd: string,
  name: string,
  isOptional: boolean,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await resolveCommit(host, gitCall(host, cwd, { signal }), name);
  } catch (error) {
    if (isOptional && error instanceof UserError && error.code !== 'cancelled') return undefined;
    throw error;
  }
}
