import { expect, test } from 'vitest';
import { renderRuns } from './render-runs.ts';
import { runTarget, type TargetRun } from './run-target.ts';
import type { RunOptions } from './run-target.ts';

const targets = new URL('planted.ts', import.meta.url).href;

const run = (target: string, more: Partial<RunOptions> = {}): Promise<TargetRun> =>
  runTarget(target, { targets, seed: 1, milliseconds: 400, inputMs: 700, ...more });

test('a crash is a fault with its input, told once, and reading goes on', async () => {
  const { faults, figures, executions } = await run('crashes');
  expect(faults.map(({ signature }) => signature)).toEqual([expect.stringMatching(/^TypeError: no b at N test\/fuzz\/planted\.ts:\d+$/)]);
  expect(Buffer.from(faults[0]?.input ?? '').toString('latin1')).toContain('b');
  expect(executions).toBeGreaterThan(100);
  expect(figures?.executions).toBe(executions);
});

test('a hang is ended, and its input is known', async () => {
  const { faults } = await run('hangs', { only: Buffer.from('boom') });
  expect(faults.map(({ signature, input }) => [signature, Buffer.from(input).toString()])).toEqual([
    ['takes longer than one input may', 'boom'],
  ]);
});

test('memory that does not end is a fault, and its input is known', async () => {
  const { faults } = await run('fills-memory', { only: Buffer.from('boom'), inputMs: 20_000 });
  expect(faults.map(({ signature, input }) => [signature, Buffer.from(input).toString()])).toEqual([
    ['needs more memory than its input may cost', 'boom'],
  ]);
});

test('a value that holds much more than its input is a fault', async () => {
  const { faults } = await run('holds-much', { only: Buffer.from('seed') });
  expect(faults.map(({ signature }) => signature)).toEqual(['holds more than 10 bytes for each byte of input']);
});

test('a coded error is no fault; the line says what was done', async () => {
  const done = await run('errs', { milliseconds: 500 });
  expect(done.faults).toEqual([]);
  expect(done.figures?.errors['query-term']).toBeGreaterThan(0);
  expect(renderRuns([done]).join('')).toMatch(/^errs +\d+ inputs in .* % values · slowest \d+ ms · holds 0\.0 ×/);
});

test('a seed decides the inputs', async () => {
  const [one, same] = [await run('crashes', { milliseconds: 300 }), await run('crashes', { milliseconds: 300 })];
  expect(Buffer.compare(one.faults[0]?.input ?? Buffer.of(1), same.faults[0]?.input ?? Buffer.of(2))).toBe(0);
});
