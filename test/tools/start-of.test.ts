import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/repo.ts';
import { startOf } from '../support/run.ts';

test.each(['tsc', 'oxlint', 'oxfmt', 'knip', 'attw'])('%s is started by Node on Windows', (name) => {
  const command = path.join(root, 'node_modules/.bin', name);
  const [program, file = ''] = startOf(command, 'win32');
  expect([program, existsSync(file)]).toEqual([process.execPath, true]);
  expect(startOf(command, 'linux')).toEqual([command]);
});

test('npm is the one beside Node; other programs are what they are', () => {
  expect(startOf('npm', 'win32')).toEqual([process.execPath, expect.stringMatching(/npm-cli\.js$/)]);
  expect([startOf('git', 'win32'), startOf('npm', 'linux')]).toEqual([['git'], ['npm']]);
});
