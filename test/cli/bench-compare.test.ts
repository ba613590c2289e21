import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/repo.ts';

const folder = path.join(root, 'test/benchmarks/benchstat');

function run(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'bin/stackward.js'), ...args], {
    cwd: folder,
    input,
    env: { NO_COLOR: '1' },
  });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

test('two files, one from standard input, the document shown again, a file compared with itself', () => {
  const files = run(['bench', '--compare', 'old.txt', 'new.txt']);
  expect(files).toMatchObject({ status: 0, stderr: '' });
  expect(files.stdout).toContain('-17.20% (p=0.000 n=10)');
  const input = run(['bench', '--compare', 'old.txt', '-', '-f', 'json'], readFileSync(path.join(folder, 'new.txt'), 'utf8'));
  expect(input.status).toBe(0);
  expect(run(['debug', 'render', '-'], input.stdout.replaceAll('standard input', 'new.txt'))).toEqual(files);
  expect(run(['bench', '--compare=old.txt', 'old.txt']).stdout).toContain('old.txt#0');
});
