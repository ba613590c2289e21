import { dirname, join } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';

/** Nobody else's file has this name; it is there for a moment. */
const probeName = '.stackward-doctor';

/**
 * Whether files can be made in a folder, or, where it is not there yet, in the nearest one above it: undefined, else the system's code. An absolute
 * path is meant; another one gives `relative`.
 */
export async function probeFolder(host: Host, folder: string): Promise<string | undefined> {
  if (!/^(?:\/|[A-Za-z]:)/.test(folder)) return 'relative';
  let nearest = folder;
  while ((await host.files.kind(nearest)) === 'none' && nearest !== dirname(nearest)) nearest = dirname(nearest);
  const probe = join(nearest, probeName);
  try {
    await host.files.write(probe, new Uint8Array([10]));
    await host.files.remove(probe);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return String(error.args['reason']);
    throw error;
  }
}
