import { toSlashes } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import type { GoEnvironment } from './go-environment.ts';
import { goflagsValues } from './go-flags.ts';
import { isNamed, type ListedPackage } from './listed-package.ts';
import { checkEnded, scratchVariable, type GoCall } from './run-go.ts';
import type { BuildSettings } from './run-list.ts';

/** A profile that the compiler is given, and the main package that it belongs to (all packages, where one was named). */
export interface Profile {
  readonly package?: string;
  /** Absolute, slashes. */
  readonly file: string;
}

/** The profiles of a build: `-pgo=FILE` for all, else `default.pgo` beside each named main package. */
export async function findProfiles(
  host: Host,
  go: GoEnvironment,
  settings: BuildSettings,
  listed: readonly ListedPackage[],
): Promise<Profile[]> {
  const profile = settings.pgo ?? goflagsValues(go.goflags, 'pgo').at(-1) ?? 'auto';
  if (profile === 'off') return [];
  if (profile !== 'auto') return [{ file: toSlashes(profile) }];
  const found: Profile[] = [];
  for (const one of listed) {
    if (!isNamed(one) || one.Name !== 'main' || one.Dir === undefined || one.ImportPath.includes(' ')) continue;
    const file = `${toSlashes(one.Dir)}/default.pgo`;
    if ((await host.files.kind(file)) === 'file') found.push({ package: one.ImportPath, file });
  }
  return found;
}

/**
 * Whether the build has to be prepared. From Go 1.23 on `go list -export` compiles without the profile unless its preprocessed form is
 * in the build cache already (cmd/go/internal/work/action.go, `pgoActor`: in list mode the step is left out; seen on 1.23 to 1.27, not
 * on 1.22). `go build` puts it there. What it builds is what the next listing asks for: only the link is extra.
 */
export function needsPreparing(go: GoEnvironment, profiles: readonly Profile[]): boolean {
  return profiles.length > 0 && !(go.release && go.release[0] === 1 && go.release[1] < 23);
}

/** Builds these packages and throws the result away. That one does not compile is told by the listing; UserErrors of {@link checkEnded}. */
export async function prepareProfile(host: Host, call: GoCall, flags: readonly string[], packages: readonly string[]): Promise<void> {
  const nowhere = host.platform === 'win32' ? 'NUL' : '/dev/null';
  const result = await host.run({
    command: 'go',
    args: ['build', '-o', nowhere, ...flags, '--', ...packages],
    cwd: call.cwd,
    env: call.env,
    signal: call.signal,
    timeoutMs: call.timeoutMs,
    scratch: scratchVariable,
  });
  checkEnded(result, call);
}
