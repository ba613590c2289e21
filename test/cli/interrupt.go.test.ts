import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// A `go` that answers all questions, by the real one, but hangs, dies or floods when it comes to build.
const scratch = outsideFolder('interrupt');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const env = { ...process.env, PATH: `${at('fake')}${path.delimiter}${process.env['PATH']}` };
afterAll(scratch.remove);

beforeAll(() => {
  mkdirSync(at('fake'));
  mkdirSync(at('m'));
  writeFileSync(at('m/go.mod'), 'module example.test/m\n\ngo 1.22\n');
  writeFileSync(at('m/m.go'), 'package m\n');
  const go = spawnSync('sh', ['-c', 'command -v go'], { encoding: 'utf8' }).stdout.trim();
  writeFileSync(
    at('fake/go'),
    `#!/bin/sh
case "$*" in
  *-export*)
    case "$FAKE" in
      hangs) mkdir "$GOTMPDIR/go-build1"; echo "$GOTMPDIR" > '${at('scratch')}'; sleep 300 & echo "$$ $!" > '${at('pids.tmp')}'; mv '${at('pids.tmp')}' '${at('pids')}'; wait ;;
      dies) kill -9 $$ ;;
      nonsense) echo 'not json {' ;;
    esac ;;
  *) exec '${go}' "$@" ;;
esac
`,
  );
  chmodSync(at('fake/go'), 0o755);
});

async function waitFor<T>(what: () => T | undefined): Promise<T> {
  for (let turn = 0; turn < 600; turn++) {
    const found = what();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited for 30 s in vain');
}

/** The processes of the fake `go` and of its child that are still alive, once they should be gone. */
async function survivors(): Promise<number[]> {
  const pids = readFileSync(at('pids'), 'utf8').trim().split(' ').map(Number);
  let alive = pids;
  for (let turn = 0; turn < 60 && alive.length > 0; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    alive = pids.filter(isRunning);
  }
  return alive;
}

/** A process that has ended but was not waited for yet does not count. */
function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

test.each([[['check']], [['compare', '--gcflags=-l']]])(
  'Ctrl-C during %j ends the Go command with all of its children, and says so',
  async (argv) => {
    for (const file of ['pids', 'scratch']) rmSync(at(file), { force: true });
    const child = spawn(process.execPath, [path.join(root, 'bin/stackward.js'), ...argv], {
      cwd: at('m'),
      env: { ...env, FAKE: 'hangs' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await waitFor(() => (existsSync(at('pids')) ? true : undefined));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(stderr).toBe('stackward: cancelled\n');
    expect(await survivors()).toEqual([]);
    expect(existsSync(readFileSync(at('scratch'), 'utf8').trim())).toBe(false);
  },
);

test('--timeout ends a Go command that hangs, and names the limit', async () => {
  const { code, stderr } = await runCli(['check', '--timeout', '1'], { cwd: at('m'), env: { ...env, FAKE: 'hangs' } });
  expect(code).toBe(3);
  expect(stderr).toMatch(/1 s/);
  expect(await survivors()).toEqual([]);
});

test.each([
  ['dies', 'SIGKILL'],
  ['nonsense', 'go list'],
])('a Go command that %s is the environment’s fault, not a bug', async (fake, said) => {
  const { code, stderr } = await runCli(['check'], { cwd: at('m'), env: { ...env, FAKE: fake } });
  expect([code, stderr]).toEqual([3, expect.stringContaining(said)]);
});
