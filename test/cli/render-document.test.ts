import { spawn, spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/repo.ts';
import { isWindows } from '../support/system.ts';

// Standard input and Ctrl-C; forms and errors are in test/store/documents.test.ts and in the golden files of usage.
const bin = path.join(root, 'bin/stackward.js');
const report = path.join(root, 'test/documents/report-1.json');

function render(args: readonly string[], options: SpawnSyncOptions = {}): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'debug', 'render', ...args], { ...options, env: { NO_COLOR: '1' } });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

test('- is standard input: the same as from the file, and -f json gives back what came in', () => {
  const input = readFileSync(report);
  expect(render(['-', '--group', 'cause'], { input })).toEqual(render([report, '--group', 'cause']));
  expect(render(['-f', 'json', '-'], { input })).toEqual({ status: 0, stdout: input.toString(), stderr: '' });
});

test('the list is that of check: query, order, number', () => {
  const { status, stdout } = render([report, '--where', 'outcome:paper', '--sort', 'position']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^1 of 8 sites match outcome:paper$/m);
  expect(render([report, '--top', '1']).stdout).toMatch(/^6 more sites not listed/m);
  expect(render([report, '--where', 'nosuch:1'])).toMatchObject({ status: 2, stdout: '' });
});

// Signals.
test.skipIf(isWindows)('Ctrl-C ends it while it waits for input', async () => {
  const child = spawn(process.execPath, [bin, 'debug', 'render', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // More than a pipe holds: when all of it is gone, it is being read.
  await new Promise((resolve) => child.stdin.write(' '.repeat(1 << 18), resolve));
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 130, stderr: 'stackward: cancelled\n' });
});
