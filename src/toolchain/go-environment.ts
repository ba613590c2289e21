import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { runGo, type GoCall } from './run-go.ts';

/** What `go env` says, as far as it is needed. Paths are the platform's own. */
export interface GoEnvironment {
  /** `go1.26.8`, `go1.27-devel_abc`, `go1.26.8 X:simd`. */
  readonly version: string;
  /** `[1, 26]`; undefined for a version that is not of the form goX.Y…. */
  readonly release: readonly [number, number] | undefined;
  readonly goos: string;
  readonly goarch: string;
  /** `linux-amd64`: where the toolchain itself runs. */
  readonly hostPlatform: string;
  readonly goroot: string;
  readonly modcache: string;
  readonly gocache: string;
  /** Where cmd/go makes its temporary folders; '' for the system's place. */
  readonly tmpdir: string;
  /** '' when there is none. */
  readonly gomod: string;
  /** '' when there is none or it is off. */
  readonly gowork: string;
  readonly goflags: string;
  readonly experiment: string;
  readonly cgo: boolean;
}

/** The oldest release whose text and archives are read. */
const oldestRelease = [1, 22] as const;

const names = [
  'GOVERSION',
  'GOOS',
  'GOARCH',
  'GOROOT',
  'GOMODCACHE',
  'GOCACHE',
  'GOTMPDIR',
  'GOMOD',
  'GOWORK',
  'GOFLAGS',
  'GOEXPERIMENT',
  'CGO_ENABLED',
  'GOHOSTOS',
  'GOHOSTARCH',
] as const;

/**
 * Asks the `go` command for its settings in `call.cwd`. Throws UserError: `go-missing`, `go-too-old`, `go-failed`, and those of
 * {@link runGo}.
 */
export async function readGoEnvironment(host: Host, call: GoCall): Promise<GoEnvironment> {
  const output = await runGo(host, { ...call, args: ['env', '-json', ...names] });
  const values = readObject(output);
  const get = (name: (typeof names)[number]): string => (typeof values[name] === 'string' ? values[name] : '');
  const version = get('GOVERSION');
  const release = releaseOf(version);
  // A Go older than 1.16 does not know GOVERSION at all.
  if (version === '' || (release && isBefore(release, oldestRelease))) {
    throw new UserError('go-too-old', { version: version || 'older than go1.16', oldest: `go${oldestRelease.join('.')}` });
  }
  const nothing = (path: string): string => (path === '/dev/null' || path === 'NUL' || path === 'off' ? '' : path);
  return {
    version,
    release,
    goos: get('GOOS'),
    goarch: get('GOARCH'),
    hostPlatform: `${get('GOHOSTOS')}-${get('GOHOSTARCH')}`,
    goroot: get('GOROOT'),
    modcache: get('GOMODCACHE'),
    gocache: get('GOCACHE'),
    tmpdir: get('GOTMPDIR'),
    gomod: nothing(get('GOMOD')),
    gowork: nothing(get('GOWORK')),
    goflags: get('GOFLAGS'),
    experiment: get('GOEXPERIMENT'),
    cgo: get('CGO_ENABLED') === '1',
  };
}

function readObject(output: string): Readonly<Record<string, unknown>> {
  const answer = (cause?: unknown): UserError =>
    new UserError('go-answer', { command: 'go env -json', near: output.trim().slice(0, 80) }, { cause });
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch (error) {
    throw answer(error);
  }
  if (typeof value !== 'object' || value === null) throw answer();
  return value as Readonly<Record<string, unknown>>;
}

/** `go1.26.8` → [1, 26]; also `devel go1.27-abc`. */
export function releaseOf(version: string): readonly [number, number] | undefined {
  const found = /(?:^|\s)go(\d+)\.(\d+)/.exec(version);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

function isBefore(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
