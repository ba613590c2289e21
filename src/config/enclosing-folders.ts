import { dirname, join, toSlashes } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';

/**
 * The root of the module around `cwd`, then the folder of go.work where it is another one. Go is not asked: its two files are looked for
 * as it does, with GOWORK from the host's environment. `cwd` is absolute, without symbolic links. Empty outside of any.
 */
export async function enclosingFolders(host: Host, cwd: string): Promise<readonly string[]> {
  const moduleRoot = await folderWith(host, cwd, 'go.mod');
  const work = host.env['GOWORK'] ?? '';
  const workRoot =
    work === 'off' ? undefined : work === '' || work === 'auto' ? await folderWith(host, cwd, 'go.work') : dirname(toSlashes(work));
  return [...new Set([moduleRoot, workRoot])].filter((folder) => folder !== undefined);
}

/** The nearest folder, from `start` upwards, that holds a file of this name. */
async function folderWith(host: Host, start: string, name: string): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await host.files.kind(join(folder, name))) === 'file') return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
