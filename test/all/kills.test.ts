import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// Runs that share one cache are killed at moments all over their time, politely and not; what is left must be as if they had never run.
const scratch = outsideFolder('kills');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const env = { ...process.env, STACKWARD_CACHE: at('cache'), TMPDIR: at('tmp'), STACKWARD_KILLS: scratch.path };
const kills = 50;

beforeAll(() => {
  mkdirSync(at('tmp'));
  cpSync(path.join(root, 'examples/shop'), at('shop'), { recursive: true });
});
afterAll(scratch.remove);

const check = (...flags: string[]): ReturnType<typeof runCli> => runCli(['check', '-f', 'json', '-q', ...flags], { cwd: at('shop'), env });

/** Numbers from 0 to 1, the same in each run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** The processes that carry our mark in their environment; without /proc none are seen. */
function marked(): string[] {
  const found = spawnSync('sh', ['-c', `grep -lz "STACKWARD_KILLS=${scratch.path}" /proc/[0-9]*/environ 2>/dev/null`], {
    encoding: 'utf8',
  });
  return found.stdout.split('\n').filter((name) => name !== '' && !name.includes('/self/'));
}

test(`${kills} kills leave no damaged result, no files and no processes`, async () => {
  const random = numbers(20_261_126);
  const next = (): number => random.next().value;
  const started = performance.now();
  await check('--no-cache');
  const whole = performance.now() - started;
  for (let kill = 0; kill < kills; kill++) {
    // Each second one has something to compile.
    if (kill % 2 === 0) appendFileSync(at('shop/internal/order/order.go'), '// again\n');
    const pair = [0, 1].map(() =>
      spawn(process.execPath, [path.join(root, 'bin/stackward.js'), 'check', '-f', 'json'], { cwd: at('shop'), env, stdio: 'ignore' }),
    );
    const ended = pair.map((child) => new Promise<void>((resolve) => child.on('close', () => resolve())));
    await new Promise((resolve) => setTimeout(resolve, next() * 1.2 * whole));
    pair[0]?.kill(next() < 0.5 ? 'SIGKILL' : 'SIGINT');
    if (next() < 0.3) pair[1]?.kill(next() < 0.5 ? 'SIGKILL' : 'SIGTERM');
    await Promise.all(ended);
  }
  // A Go command whose reader is gone ends when it has something to say.
  for (let turn = 0; turn < 100 && marked().length > 0; turn++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(marked()).toEqual([]);

  const after = await check();
  expect(after.code).toBe(0);
  expect(after.stdout).toBe((await check('--no-cache')).stdout);
  expect((await check()).stdout).toBe(after.stdout);
  // One that writes takes away what the killed ones could not.
  appendFileSync(at('shop/internal/order/order.go'), '// last\n');
  await check();
  expect(readdirSync(at('tmp'))).toEqual([]);
  expect(readdirSync(at('cache/entries-1')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
