import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { outsideFolder, root } from '../support/repo.ts';

const scratch = outsideFolder('watch');
afterAll(scratch.remove);
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const leak = (name: string): string => `//go:noinline\nfunc ${name}() *[4]int { return new([4]int) }\n`;

test('saves of real files: new, changed, broken, mended, removed; Ctrl-C leaves no process and no file', async () => {
  for (const folder of ['m', 'tmp', 'cache']) mkdirSync(at(folder));
  writeFileSync(at('m/go.mod'), 'module example.test/m\n\ngo 1.22\n');
  writeFileSync(at('m/m.go'), `package m\n\n${leak('First')}`);
  const child = spawn(process.execPath, [path.join(root, 'bin/stackward.js'), 'check', '--watch', '-q'], {
    cwd: at('m'),
    env: { ...process.env, NO_COLOR: '1', TMPDIR: at('tmp'), XDG_CACHE_HOME: at('cache'), GOCACHE: goCache() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let from = 0;
  /** What was printed since the last time, once `sign` is in it. */
  const shown = async (sign: string): Promise<string> => {
    for (let turn = 0; turn < 600 && !stdout.includes(sign, from); turn++) await new Promise((resolve) => setTimeout(resolve, 50));
    const text = stdout.slice(from);
    expect(text + stderr).toContain(sign);
    from = stdout.length;
    return text;
  };
  try {
    expect(await shown('1   allocate')).toContain('m.go:4');
    writeFileSync(at('m/m.go'), `package m\n\n${leak('First')}\n${leak('Second')}`);
    expect(await shown('2   allocate')).toMatch(/── \d\d:\d\d:\d\d · \+1 −0 site since /);
    writeFileSync(at('m/m.go'), `package m\n\n${leak('First')}\nfunc broken( {`);
    const broken = await shown('syntax error');
    expect(broken).toMatch(/not built, the list of \d\d:\d\d:\d\d stands/);
    expect(broken).not.toContain('allocate  ');
    mkdirSync(at('m/sub/deep'), { recursive: true });
    writeFileSync(at('m/sub/deep/d.go'), `package deep\n\n${leak('Third')}`);
    await shown('syntax error');
    writeFileSync(at('m/m.go'), `package m\n\n${leak('First')}`);
    const mended = await shown('2   allocate');
    expect(mended).toContain('+1 −1 sites since');
    expect(mended).toContain('sub/deep/d.go:4');
    rmSync(at('m/sub'), { recursive: true });
    expect(await shown('1   allocate')).toContain('+0 −1 site since');
    // In the middle of a run.
    writeFileSync(at('m/m.go'), `package m\n\n${leak('Fourth')}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  } finally {
    child.kill('SIGINT');
  }
  expect([await ended, stderr]).toEqual([130, '']);
  expect(readdirSync(at('tmp'))).toEqual([]);
  const left = spawnSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes(scratch.path));
  expect(left).toEqual([]);
}, 60_000);

/** The user's own, so that the standard library is not compiled again. */
function goCache(): string {
  return spawnSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).stdout.trim();
}
