import type { Host } from '../host/host.ts';
import { UserError } from '../base/user-error.ts';
import { listFields } from './listed-package.ts';
import { troubleIn } from './go-trouble.ts';
import { checkEnded, scratchVariable, type GoCall } from './run-go.ts';

/** The settings of a build that a user can give, as `go build` names them. Empty: as the environment and GOFLAGS say. */
export interface BuildSettings {
  readonly tags?: string;
  readonly race?: boolean;
  readonly pgo?: string;
  readonly overlay?: string;
  readonly mod?: string;
  readonly tests?: boolean;
}

/** The arguments of the one Go command that compiles, prints `-m=2` text and names the archives. */
export function buildListArguments(settings: BuildSettings, compilerFlags: readonly string[], patterns: readonly string[]): string[] {
  return [
    'list',
    '-e',
    '-deps',
    '-export',
    `-json=${listFields.join(',')}`,
    ...(settings.tests ? ['-test'] : []),
    ...buildFlags(settings),
    ...compilerFlags,
    '--',
    ...patterns,
  ];
}

/** The arguments of a command that lists what the packages depend on; nothing is compiled. */
export function buildDependencyArguments(settings: BuildSettings, patterns: readonly string[]): string[] {
  return ['list', '-e', '-deps', '-json=ImportPath,Dir,Standard,DepOnly,Match', ...buildFlags(settings), '--', ...patterns];
}

/** The flags of `go build` that settings stand for, those of the compiler left out. */
export function buildFlags(settings: BuildSettings): string[] {
  return [
    ...(settings.tags === undefined ? [] : [`-tags=${settings.tags}`]),
    ...(settings.race ? ['-race'] : []),
    ...(settings.pgo === undefined ? [] : [`-pgo=${settings.pgo}`]),
    ...(settings.overlay === undefined ? [] : [`-overlay=${settings.overlay}`]),
    ...(settings.mod === undefined ? [] : [`-mod=${settings.mod}`]),
  ];
}

/**
 * Runs it. `onOutput` is called for each piece of what it lists, `onText` for each piece of standard error. Go exits with 0 for packages that do
 * not compile (`-e`); another code means that nothing was listed: UserError `go-failed` with `words()`. Also throws those of
 * {@link checkEnded}.
 */
export async function runList(
  host: Host,
  call: GoCall & { readonly args: readonly string[] },
  on: { output(chunk: Uint8Array): void; text(chunk: Uint8Array): void; words(): string },
): Promise<void> {
  // A throw inside a stream's callback would be nobody's: it is kept, the command ended, and thrown below.
  let failure: Error | undefined;
  const stop = new AbortController();
  const signal = call.signal ? AbortSignal.any([call.signal, stop.signal]) : stop.signal;
  const result = await host.run({
    command: 'go',
    args: call.args,
    cwd: call.cwd,
    env: call.env,
    signal,
    timeoutMs: call.timeoutMs,
    scratch: scratchVariable,
    onStdout: (chunk) => on.output(chunk),
    onStderr(chunk) {
      if (failure !== undefined) return;
      try {
        on.text(chunk);
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        stop.abort();
      }
    },
  });
  if (failure !== undefined) throw failure;
  checkEnded(result, call);
  if (result.how === 'exited' && result.code !== 0) {
    const output = on.words();
    throw new UserError('go-failed', { command: 'go list', code: result.code, output, ...troubleIn(output) });
  }
}
