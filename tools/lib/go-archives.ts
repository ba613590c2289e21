import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { GoRelease } from './go-releases.ts';

export interface Target {
  /** Folder that the patterns are for. */
  readonly cwd: string;
  readonly goos?: string;
  readonly goarch?: string;
  /** For the build: `-race`. It is taken to work without a C compiler, which holds as long as no package with cgo is named. */
  readonly flag?: string;
}

/** Archives by import path. */
export type Archives = ReadonlyMap<string, string>;

/**
 * Compiles the packages and all that they depend on, with the release's own go command, or takes them from the build cache. Needs no
 * network as long as the modules are in the cache. Throws with the command's words when one does not compile.
 */
export function listArchives(release: GoRelease, patterns: readonly string[], target: Target): Archives {
  const listed = listPackages(release, ['-deps', '-export', '-f', '{{.ImportPath}}\t{{.Export}}', ...patterns], target);
  return new Map(
    listed.flatMap((line) => {
      const [name = '', file = ''] = line.split('\t');
      return file === '' ? [] : [[name, file] as const];
    }),
  );
}

/** The runtime: its package, and those it is made of under `runtime/internal` (up to 1.23) and `internal/runtime`. */
export function listRuntimePackages(release: GoRelease, target: Target): string[] {
  return listPackages(release, ['-deps', 'runtime'], target).filter((name) =>
    /^(runtime|runtime\/internal\/.+|internal\/runtime\/.+)$/.test(name),
  );
}

function listPackages(release: GoRelease, args: readonly string[], { cwd, goos, goarch, flag }: Target): string[] {
  const platform = { ...(goos === undefined ? {} : { GOOS: goos }), ...(goarch === undefined ? {} : { GOARCH: goarch }) };
  const env = {
    ...process.env,
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    GOFLAGS: '-buildvcs=false',
    ...platform,
    ...(flag === undefined ? {} : { CGO_ENABLED: '1' }),
  };
  const go = path.join(release.goroot, 'bin', 'go');
  const all = ['list', ...(flag === undefined ? [] : [flag]), ...args];
  return execFileSync(go, all, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 26, timeout: 900_000 })
    .trim()
    .split('\n');
}
