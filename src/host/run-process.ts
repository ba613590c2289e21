import process from 'node:process';
import { spawn } from 'node:child_process';
import { resolveCommand } from './resolve-command.ts';
import { createScratch } from './scratch.ts';
import type { RunRequest, RunResult } from './host.ts';

/** How long a child may take to end after the polite signal. */
const graceMs = 2000;

/**
 * Runs a program in a process group of its own, so that its descendants (cmd/go's compilers) end with it: on abort, on time-out and
 * when we exit. On Windows there are no groups; `taskkill /T` takes their place.
 */
export function runProcess(request: RunRequest): Promise<RunResult> {
  return new Promise((resolve) => {
    if (request.signal?.aborted) return resolve({ how: 'aborted' });
    const isWindows = process.platform === 'win32';
    const found = resolveCommand(request.command, request.env, process.platform);
    if ('missing' in found) return resolve({ how: 'missing', reason: found.missing });
    // A text from a configuration may hold it, and no argument can.
    if (request.args.some((arg) => arg.includes('\0'))) return resolve({ how: 'missing', reason: 'EINVAL' });
    const scratch = request.scratch === undefined ? undefined : createScratch(request.env[request.scratch]);
    const child = spawn(found.file, [...request.args], {
      argv0: request.command,
      cwd: request.cwd,
      env: request.scratch === undefined || scratch === undefined ? request.env : { ...request.env, [request.scratch]: scratch.path },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      windowsHide: true,
    });
    let ending: 'timed-out' | 'aborted' | undefined;
    let force: NodeJS.Timeout | undefined;
    const timer = request.timeoutMs === undefined ? undefined : setTimeout(() => end('timed-out'), request.timeoutMs);
    const onAbort = (): void => end('aborted');
    const onExit = (): void => {
      kill('SIGKILL');
      scratch?.removeNow();
    };
    request.signal?.addEventListener('abort', onAbort, { once: true });
    process.once('exit', onExit);

    child.stdout.on('data', (chunk: Uint8Array) => request.onStdout?.(chunk));
    child.stderr.on('data', (chunk: Uint8Array) => request.onStderr?.(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) finish({ how: 'missing', reason: error.code ?? error.message });
    });
    child.on('close', (code, signal) => {
      if (ending) finish({ how: ending });
      else if (signal) finish({ how: 'signalled', signal });
      else finish({ how: 'exited', code: code ?? -1 });
    });

    function end(how: 'timed-out' | 'aborted'): void {
      ending ??= how;
      kill('SIGTERM');
      // cmd/go ignores a first interrupt while compilers run; a grandchild may hold the pipes open.
      force ??= setTimeout(() => {
        kill('SIGKILL');
        child.stdout.destroy();
        child.stderr.destroy();
      }, graceMs);
    }
    function kill(signal: 'SIGTERM' | 'SIGKILL'): void {
      if (child.pid === undefined) return;
      try {
        if (isWindows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
        else process.kill(-child.pid, signal);
      } catch {
        // The group has ended already.
      }
    }
    function finish(result: RunResult): void {
      clearTimeout(timer);
      clearTimeout(force);
      request.signal?.removeEventListener('abort', onAbort);
      void (scratch?.remove() ?? Promise.resolve()).then(() => {
        process.removeListener('exit', onExit);
        resolve(result);
      });
    }
  });
}
