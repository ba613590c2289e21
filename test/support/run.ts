import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

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

/** Programs in `node_modules/.bin` that have another name than their package. */
const packageOf: Readonly<Record<string, string>> = { tsc: 'typescript', attw: '@arethetypeswrong/cli' };

/**
 * What starts a program. On Windows npm and all in `node_modules/.bin` are scripts for cmd.exe, which cannot be started without a shell: Node
 * starts what stands behind them.
 */
export function startOf(command: string, platform: string = process.platform): readonly [string, ...string[]] {
  if (platform !== 'win32') return [command];
  if (command === 'npm') return [process.execPath, path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js')];
  const name = path.basename(command);
  if (path.basename(path.dirname(command)) !== '.bin') return [command];
  const folder = path.join(path.dirname(command), '..', packageOf[name] ?? name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[name];
  if (file === undefined) throw new Error(`${folder} has no program ${name}`);
  return [process.execPath, path.join(folder, file)];
}

/** Runs a program without a shell and without input. Rejects when it cannot be started, is killed by a signal or takes too long. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunOutput> {
  return new Promise((resolve, reject) => {
    const [program, ...before] = startOf(command);
    const child = spawn(program, [...before, ...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
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
