import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packagePattern } from '../../src/query/package-pattern.ts';
import { root } from '../support/repo.ts';

const shop = path.join(root, 'examples/shop');
const modules = [{ path: 'example.com/shop', dir: '.' }];

function list(cwd: string, pattern: string): string[] {
  const { stdout } = spawnSync('go', ['list', '-e', pattern], { cwd: path.join(shop, cwd), encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}

const known = [...list('.', './...'), ...list('.', 'std')];

test('there is something to choose from', () => {
  expect(known).toContain('example.com/shop/internal/store');
  expect(known).toContain('net/http');
});

test.each([
  ['.', './...'],
  ['.', './internal/...'],
  ['.', './internal/st...'],
  ['.', './internal/store'],
  ['.', './.../store'],
  ['.', './.../shop/...'],
  ['.', 'example.com/shop/...'],
  ['.', 'example.com/.../order'],
  ['.', '.../internal'],
  ['.', 'net/...'],
  ['.', 'net/http'],
  ['.', 'std'],
  ['internal', './...'],
  ['internal/store', '.'],
  ['internal/store', '../...'],
  ['internal/store', '../order'],
  ['internal/store', '../../cmd/...'],
])('in %s the pattern %s means what it means for go list', (cwd, pattern) => {
  const meant = new Set(list(cwd, pattern));
  expect(meant.size).toBeGreaterThan(0);
  const isMeant = packagePattern(pattern, { modules, cwd });
  expect(known.filter((pkg) => isMeant(pkg))).toEqual(known.filter((pkg) => meant.has(pkg)));
});
