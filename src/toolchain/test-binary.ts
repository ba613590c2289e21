import type { Host, RunResult } from '../host/host.ts';
import { checkEnded, decode, scratchVariable, type GoCall } from './run-go.ts';

export interface TestBinary {
  readonly package: string;
  /** Where it is written. */
  readonly file: string;
  /** Flags of `go build`, those of the compiler too. */
  readonly flags: readonly string[];
}

/**
 * `go test -c`: compiles the tests of a package. With the flags of the one command its archives are those that were read, so lines are the same. Undefined when it was
 * written (or the package has no tests), else Go's words. Throws those of {@link checkEnded}.
 */
export async function buildTestBinary(host: Host, call: GoCall, { package: pkg, file, flags }: TestBinary): Promise<string | undefined> {
  const said: Uint8Array[] = [];
  let bytes = 0;
  const result = await host.run({
    command: 'go',
    args: ['test', '-c', '-vet=off', ...flags, '-o', file, pkg],
    cwd: call.cwd,
    env: call.env,
    signal: call.signal,
    timeoutMs: call.timeoutMs,
    scratch: scratchVariable,
    onStderr(chunk) {
      // The compiler's explanations, again: only the end of them is wanted, and only where something is wrong.
      said.push(chunk);
      bytes += chunk.length;
      while (said.length > 1 && bytes - (said[0]?.length ?? 0) > keptBytes) bytes -= said.shift()?.length ?? 0;
    },
  });
  checkEnded(result, call);
  if (result.how === 'exited' && result.code === 0) return undefined;
  return lastLines(decode(said));
}

const keptBytes = 1 << 16;

/** Without what `-m` prints. */
function lastLines(text: string): string {
  const lines = text
    .split('\n')
    .filter(
      (line) => line !== '' && !/^\S+:\d+:\d+: (?:  |.*(?:escapes? to heap|inlin|leaking param|moved to heap|does not escape))/.test(line),
    );
  return lines.slice(-20).join('\n').slice(-4000);
}

export interface TestRun {
  readonly how: RunResult;
  /** What it printed on both, the end of it where it is more than is kept. */
  readonly text: string;
}

/** More than any benchmark prints that means to be read. */
const textLimit = 16 << 20;

/** Runs a test binary where `go test` would: in the folder of its package. */
export async function runTestBinary(
  host: Host,
  { file, folder, args, call }: { readonly file: string; readonly folder: string; readonly args: readonly string[]; readonly call: GoCall },
): Promise<TestRun> {
  const said: Uint8Array[] = [];
  let bytes = 0;
  const collect = (chunk: Uint8Array): void => {
    said.push(chunk);
    bytes += chunk.length;
    while (said.length > 1 && bytes > textLimit) bytes -= said.shift()?.length ?? 0;
  };
  const how = await host.run({
    command: file,
    args,
    cwd: folder,
    env: { ...call.env, PWD: folder },
    signal: call.signal,
    timeoutMs: call.timeoutMs,
    onStdout: collect,
    onStderr: collect,
  });
  return { how, text: decode(said) };
}

/**
 * The flags that mean one benchmark: each part of its name is one of the pattern (testing/match.go, `splitRegexp`), in which a bar or a bracket without a backslash has a meaning of its
 * own. A pattern means all names that begin so: others, which have a slash in what was given to `b.Run`, are skipped.
 */
export function benchFlags(name: string): string[] {
  const pattern = benchPattern(name);
  return [`-test.bench=${pattern}`, `-test.skip=${pattern}/.`];
}

/** … and of all that begin so. */
export function benchPattern(name: string): string {
  return `Benchmark${name}`
    .split('/')
    .map((part) => `^${part.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)}$`)
    .join('/');
}
