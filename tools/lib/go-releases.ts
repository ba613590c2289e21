import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface GoRelease {
  /** `go1.26.8` */
  readonly version: string;
  /** GOROOT, absolute. */
  readonly goroot: string;
}

/**
 * The Go releases that are on this machine, by name (`1.26`), each in its newest patch: `go` on PATH and the toolchains of the module
 * cache. Nothing is downloaded. Throws when `go` does not run.
 */
export function findGoReleases(): ReadonlyMap<string, GoRelease> {
  const env = { ...process.env, GOTOOLCHAIN: 'local' };
  const answer = execFileSync('go', ['env', 'GOVERSION', 'GOROOT', 'GOMODCACHE'], { encoding: 'utf8', env }).split('\n');
  const [version = '', goroot = '', cache = ''] = answer;
  const found: GoRelease[] = [{ version: version.split(' ')[0] ?? '', goroot }];
  const folder = path.join(cache, 'golang.org');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const match = /^toolchain@v[\d.]+-(go1\.\d+\.\d+)\./.exec(name);
    if (match?.[1] !== undefined && isRunnable(path.join(folder, name))) found.push({ version: match[1], goroot: path.join(folder, name) });
  }
  const releases = new Map<string, GoRelease>();
  for (const one of found.toSorted((a, b) => patchOf(a) - patchOf(b))) {
    const release = /^go(1\.\d+)/.exec(one.version)?.[1];
    if (release !== undefined) releases.set(release, one);
  }
  return releases;
}

function patchOf({ version }: GoRelease): number {
  return Number(/^go1\.\d+\.(\d+)/.exec(version)?.[1] ?? -1);
}

function isRunnable(goroot: string): boolean {
  return spawnSync(path.join(goroot, 'bin', 'go'), ['version'], { stdio: 'ignore' }).status === 0;
}

/** The release by name. Throws, with what to do, when it is not on this machine. */
export function needGoRelease(releases: ReadonlyMap<string, GoRelease>, release: string): GoRelease {
  const found = releases.get(release);
  if (found === undefined) throw new Error(`Go ${release} is not on this machine: run \`GOTOOLCHAIN=go${release}.1 go version\` once`);
  return found;
}
