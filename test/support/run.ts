import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd: string;
  /** Whole environment; the test's own without it. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds; after that the program is killed and the promise rejects. Default 120,000. */
  readonly timeout?: number;
}

export interface RunOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs a program without a shell and without input. Rejects when it cannot be started, is killed by a signal or takes too long. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const limit = options.timeout ?? 120_000;
    const timer = setTimeout(() => child.kill('SIGKILL'), limit);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const output = { stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') };
      if (code !== null) resolve({ ...output, code });
      else reject(new Error(`${command} ended by ${signal} (limit ${limit} ms)\n${output.stdout}${output.stderr}`));
    });
  });
}
