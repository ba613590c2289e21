import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { root } from './repo.ts';

const cache = path.join(root, '.cache', 'browser');

/**
 * Starts the browser of the tests: that of STACKWARD_CHROME, else the one that comes as a package, unpacked into `.cache` at first (5 s). Its own arguments are
 * not used: they switch web security off, which would hide what is tested.
 */
export async function startBrowser(): Promise<Browser> {
  const named = process.env['STACKWARD_CHROME'];
  const args = ['--no-sandbox'];
  if (named !== undefined && named !== '') return chromium.launch({ executablePath: named, args });
  mkdirSync(cache, { recursive: true });
  // Where it is unpacked to is decided when the package is loaded; two runs in one folder for all would race.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = cache;
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  const env = { ...process.env, ...libraries(executablePath) } as Record<string, string>;
  return chromium.launch({ executablePath, args, env });
}

/** libnss3 and what it needs, where the system lacks them: the package has them too, for another system that lacks them. */
function libraries(executable: string): { readonly LD_LIBRARY_PATH?: string } {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  if (!stdout?.includes('not found')) return {};
  const folder = path.join(cache, 'al2023', 'lib');
  if (!existsSync(folder)) {
    const packed = path.join(root, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br');
    mkdirSync(path.dirname(folder), { recursive: true });
    spawnSync('tar', ['-x', '-C', path.dirname(folder)], { input: brotliDecompressSync(readFileSync(packed)) });
  }
  return { LD_LIBRARY_PATH: folder };
}
