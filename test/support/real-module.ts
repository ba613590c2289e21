import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './repo.ts';

/**
 * A writable copy of a published module, fetched from the module proxy, at a path that stays the same: the build cache knows it again.
 * `.cache/` of the repository is ignored by git.
 */
export function copyModule(module: string): string {
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };
  const { Dir } = JSON.parse(
    execFileSync('go', ['mod', 'download', '-json', module], { cwd: path.join(root, 'test'), encoding: 'utf8', env }),
  ) as { Dir: string };
  const copy = path.join(root, '.cache', 'modules', module.replaceAll('/', '+'));
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(path.dirname(copy), { recursive: true });
  cpSync(Dir, copy, { recursive: true });
  for (const entry of ['', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })]) {
    const file = path.join(copy, entry);
    chmodSync(file, lstatSync(file).mode | 0o200);
  }
  execFileSync('go', ['mod', 'download'], { cwd: copy, env: { ...process.env, GOFLAGS: '' }, stdio: 'ignore' });
  return copy;
}
