import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The file that a program's name stands for, by PATH of `env`. Relative entries are passed over, and the working directory is never looked into, as
 * Windows would: it may be somebody else's source with a `go` of its own. `missing` is the system's code.
 */
export function resolveCommand(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): { readonly file: string } | { readonly missing: string } {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  if (paths.basename(command) !== command) return { file: command };
  const name = Object.keys(env).find((key) => (platform === 'win32' ? key.toUpperCase() === 'PATH' : key === 'PATH'));
  const names = platform === 'win32' && paths.extname(command) === '' ? [`${command}.exe`, `${command}.com`] : [command];
  let missing = 'ENOENT';
  for (const folder of (name === undefined ? '' : (env[name] ?? '')).split(paths.delimiter)) {
    if (!paths.isAbsolute(folder)) continue;
    for (const one of names) {
      const file = paths.join(folder, one);
      try {
        if (!statSync(file).isFile()) missing = 'EACCES';
        else {
          accessSync(file, constants.X_OK);
          return { file };
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EACCES') missing = 'EACCES';
      }
    }
  }
  return { missing };
}
