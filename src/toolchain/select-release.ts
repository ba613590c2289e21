import type { Host } from '../host/host.ts';
import { UserError } from '../base/user-error.ts';
import { releaseOf, type GoEnvironment } from './go-environment.ts';
import { runGo, type GoCall } from './run-go.ts';

/**
 * The value of GOTOOLCHAIN for a release that the user asked for: `1.24.13` and `go1.24.13` are exact; `1.24` is the installed Go if
 * it is a 1.24, else the newest 1.24 that can be had. Throws UserError `go-version` when nothing fits.
 */
export async function selectRelease(host: Host, asked: string, call: GoCall, local: GoEnvironment): Promise<string> {
  const name = asked.startsWith('go') ? asked : `go${asked}`;
  if (!/^go\d+\.\d+(\.\d+|rc\d+|beta\d+)?$/.test(name)) throw new UserError('go-version', { asked, output: '' });
  const localName = local.version.split(' ')[0] ?? '';
  if (name === localName) return 'local';
  if (!/^go\d+\.\d+$/.test(name)) return name;
  const release = releaseOf(name);
  if (local.release && release && local.release[0] === release[0] && local.release[1] === release[1]) return 'local';
  const patches = new Map<string, number>();
  for (const version of [...(await cachedToolchains(host, local)), ...(await offeredToolchains(host, call))]) {
    const found = /^v0\.0\.1-(go\d+\.\d+)\.(\d+)\.([a-z0-9]+-[a-z0-9]+)$/.exec(version);
    if (found?.[1] === name && found[3] === `${local.hostPlatform}`) patches.set(`${name}.${found[2]}`, Number(found[2]));
  }
  const newest = [...patches].toSorted((a, b) => b[1] - a[1])[0];
  if (!newest) throw new UserError('go-version', { asked, output: '' });
  return newest[0];
}

/** Toolchains that Go itself has fetched before: with these it works without network. */
async function cachedToolchains(host: Host, go: GoEnvironment): Promise<string[]> {
  const names = (await host.files.list(`${go.modcache}/golang.org`)) ?? [];
  return names.filter((name) => name.startsWith('toolchain@')).map((name) => name.slice('toolchain@'.length));
}

async function offeredToolchains(host: Host, call: GoCall): Promise<string[]> {
  try {
    return (await runGo(host, { ...call, args: ['list', '-m', '-versions', 'golang.org/toolchain'] })).trim().split(/\s+/);
  } catch (error) {
    if (error instanceof UserError && error.code === 'go-failed') return [];
    throw error;
  }
}
