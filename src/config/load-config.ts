import { dirname, join, relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { enclosingFolders } from './enclosing-folders.ts';
import type { Config } from './settings.ts';

/** Names of the file, in this order; two of them in one folder are an error. */
export const configNames = ['stackward.jsonc', 'stackward.json'] as const;

/** No honest settings are larger. */
const limit = 1 << 18;

export interface LoadedConfig {
  readonly config: Config;
  /** The folder that its paths are relative to. Absolute, slashes. */
  readonly folder: string;
  /** The file itself. Absolute, slashes. */
  readonly file: string;
}

/**
 * The configuration for somebody who stands in `cwd`: `file` where one was named (relative to `cwd`), else the one at the root of the
 * module around `cwd`, else the one beside go.work. Undefined where there is none. Go is not asked: its two files are looked for as it
 * does, with GOWORK from the host's environment. Throws UserError `config-missing`, `config-two`, `config-encoding`, those of
 * `readConfig` and those of reading a file.
 */
export async function loadConfig(host: Host, cwd: string, file?: string): Promise<LoadedConfig | undefined> {
  const from = toSlashes(await host.files.real(cwd));
  const path = file === undefined ? await findConfig(host, from) : resolveFrom(from, file);
  if (path === undefined) return undefined;
  const bytes = await host.files.readIfThere(path, limit);
  if (!bytes) throw new UserError('config-missing', { file: file ?? path });
  const shown = relative(toSlashes(host.cwd), path);
  // The readers of JSON and the schema are loaded only where there is a file.
  const { readConfig } = await import('./read-config.ts');
  return { config: readConfig(decode(bytes, shown), shown), folder: dirname(path), file: path };
}

async function findConfig(host: Host, cwd: string): Promise<string | undefined> {
  for (const folder of await enclosingFolders(host, cwd)) {
    const found: string[] = [];
    for (const name of configNames) if ((await host.files.kind(join(folder, name))) === 'file') found.push(name);
    if (found.length > 1) throw new UserError('config-two', { folder, files: found.join(', ') });
    if (found[0] !== undefined) return join(folder, found[0]);
  }
  return undefined;
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError('config-encoding', { file }, { cause });
  }
}
