import type { Host } from '../host/host.ts';
import type { About } from '../model/bundle.ts';
import { runGo } from '../toolchain/run-go.ts';

/** What decides how Go builds and tells nothing of its user. GOPROXY, GOAUTH, GOPRIVATE and the like name servers and people. */
const asked = [
  'GOVERSION',
  'GOTOOLCHAIN',
  'GOHOSTOS',
  'GOHOSTARCH',
  'GOOS',
  'GOARCH',
  'GO386',
  'GOAMD64',
  'GOARM',
  'GOARM64',
  'GORISCV64',
  'GOWASM',
  'GOEXPERIMENT',
  'CGO_ENABLED',
  'GOWORK',
  'GO111MODULE',
  'GOFLAGS',
] as const;

/** Flags in GOFLAGS whose values are words of Go; of others only the name is kept: `-ldflags`, `-overlay` and `-modfile` hold anything. */
const openFlags = /^(mod|tags|race|msan|asan|cover|covermode|trimpath|buildvcs|gcflags|a|p|v|x)$/;

/**
 * The circumstances of a run, for somebody who looks at a bundle elsewhere: versions, platform, what Go was told. `command` is the command line as
 * it may be shown. `settings` of Go are those of `cwd`; where Go cannot be asked there are none.
 */
export async function describeRun(host: Host, cwd: string, run: Pick<About, 'stackward' | 'node' | 'machine' | 'command'>): Promise<About> {
  let values: unknown;
  try {
    values = JSON.parse(await runGo(host, { cwd, env: { ...host.env, PWD: cwd }, args: ['env', '-json', ...asked] }));
  } catch {
    // The report tells of it.
  }
  const settings = asked.flatMap((name): [string, string][] => {
    const value: unknown = typeof values === 'object' && values !== null ? values[name as never] : undefined;
    if (typeof value !== 'string' || value === '') return [];
    return [[name, name === 'GOFLAGS' ? value.split(/\s+/).filter(Boolean).map(plainFlag).join(' ') : plainValue(value)]];
  });
  return { schema: 'stackward/about/1', ...run, settings: Object.fromEntries(settings) };
}

function plainFlag(flag: string): string {
  const [, name = '', value] = /^--?([\w-]+)(?:=(.*))?$/.exec(flag) ?? [];
  if (name === '') return hidden;
  if (value === undefined) return `-${name}`;
  return `-${name}=${openFlags.test(name) ? plainValue(value) : hidden}`;
}

/** Words and numbers; what looks like a path or an address is not kept. */
function plainValue(value: string): string {
  return /^[\w.,:+=-]*$/.test(value) && !/^\w:/.test(value) ? value : hidden;
}

const hidden = '…';
