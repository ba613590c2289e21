import { isAbsolute, join, toSlashes } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';

/** The file that a command's name stands for, by the absolute entries of PATH as the host looks them up; undefined where there is none. */
export async function findOnPath(host: Host, command: string): Promise<string | undefined> {
  if (command === '') return undefined;
  const isWindows = host.platform === 'win32';
  const folders = (host.env['PATH'] ?? host.env['Path'] ?? '').split(isWindows ? ';' : ':');
  for (const folder of folders) {
    if (!isAbsolute(toSlashes(folder))) continue;
    for (const ending of isWindows ? ['.exe', '.com'] : ['']) {
      const file = join(toSlashes(folder), `${command}${ending}`);
      if ((await host.files.kind(file)) === 'file') return file;
    }
  }
  return undefined;
}
