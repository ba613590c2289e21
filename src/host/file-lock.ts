import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import process from 'node:process';
import type { FileLock } from './host.ts';
import { isAlive } from './is-alive.ts';

/** How often the holder says that it is there. */
const beatMs = 15_000;
/** A lock that was not renewed for so long is nobody's: its holder may have been on another machine, or in a container that is gone. */
const staleMs = 120_000;

/**
 * Takes a lock that other processes respect, without waiting; undefined where it is taken. Node has no locks of the system, so this is a file that
 * names its holder. The lock of a process that died is taken over, by one only: whoever makes the file that names the old lock.
 */
export async function takeLock(path: string): Promise<FileLock | undefined> {
  const own = `${hostname()}\n${process.pid}\n${randomBytes(8).toString('hex')}\n`;
  if (await createNew(path, own)) return hold(path, own);
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found === undefined || !(await isStale(path, found))) return undefined;
  const claim = `${path}.${found.trim().split('\n').at(-1)}.steal`;
  if (!(await createNew(claim, own))) return undefined;
  try {
    // It may have been taken over between the look and the claim.
    if ((await readFile(path, 'utf8').catch(() => '')) !== found) return undefined;
    const next = `${path}.${process.pid}.tmp`;
    await writeFile(next, own);
    await rename(next, path);
  } finally {
    await rm(claim, { force: true });
  }
  return hold(path, own);
}

function hold(path: string, own: string): FileLock {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, beatMs).unref();
  return {
    async release() {
      clearInterval(timer);
      if ((await readFile(path, 'utf8').catch(() => '')) === own) await rm(path, { force: true }).catch(() => undefined);
    },
  };
}

async function createNew(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string, text: string): Promise<boolean> {
  const [machine, pid] = text.split('\n');
  if (machine === hostname() && Number(pid) > 0 && !isAlive(Number(pid))) return true;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
}
