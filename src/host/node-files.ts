import { randomBytes } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import process from 'node:process';
import { toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Files } from './host.ts';
import { isAlive } from './is-alive.ts';
import { createScratch } from './scratch.ts';

/** Above this a file is refused unless the caller says otherwise. */
const defaultLimit = 1 << 30;

export const nodeFiles: Files = {
  async read(path, limit = defaultLimit) {
    let handle;
    try {
      handle = await open(path, 'r');
      const info = await handle.stat();
      if (info.size > limit) throw new UserError('file-too-large', { file: path, bytes: info.size, limit });
      return info.isFile() || info.isDirectory() ? await handle.readFile() : await readStream(handle, path, limit);
    } catch (error) {
      throw error instanceof UserError ? error : new UserError('file-unreadable', { file: path, reason: codeOf(error) }, { cause: error });
    } finally {
      await handle?.close();
    }
  },
  async readIfThere(path, limit) {
    try {
      return await nodeFiles.read(path, limit);
    } catch (error) {
      if (error instanceof UserError && (error.args['reason'] === 'ENOENT' || error.args['reason'] === 'ENOTDIR')) return undefined;
      throw error;
    }
  },
  readNow(path, limit) {
    try {
      return statSync(path).size > limit ? undefined : readFileSync(path);
    } catch {
      return undefined;
    }
  },
  openNow(path) {
    let file: number | undefined;
    try {
      const opened = (file = openSync(path, 'r'));
      const { size } = fstatSync(opened);
      return {
        size,
        read(at, length) {
          const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)));
          let read = 0;
          try {
            for (let more = -1; read < bytes.length && more !== 0; read += more)
              more = readSync(opened, bytes, read, bytes.length - read, at + read);
          } catch (error) {
            throw new UserError('file-unreadable', { file: path, reason: codeOf(error) }, { cause: error });
          }
          return bytes.subarray(0, read);
        },
        close: () => closeSync(opened),
      };
    } catch {
      if (file !== undefined) closeSync(file);
      return undefined;
    }
  },
  async write(path, data) {
    const parts = data instanceof Uint8Array ? [data] : data;
    let temporary: string | undefined;
    let handle;
    try {
      await mkdir(dirname(path), { recursive: true });
      // A link keeps pointing where it did: what is written over is what it points to.
      const target = await realpath(path).catch(() => path);
      const known = await stat(target).catch(() => undefined);
      if (known && !known.isFile() && !known.isDirectory()) {
        // A device or pipe (/dev/null, /dev/stdout, a named pipe) is written into: a rename would put a file in its place.
        handle = await open(target, 'w');
        for (const part of parts) await handle.appendFile(part);
        await handle.close();
        handle = undefined;
        return;
      }
      temporary = `${target}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
      handle = await open(temporary, 'wx', 0o600);
      for (const part of parts) await handle.appendFile(part);
      if (known) await handle.chmod(known.mode & 0o777);
      await handle.close();
      handle = undefined;
      await rename(temporary, target);
    } catch (error) {
      await handle?.close().catch(() => undefined);
      if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined);
      throw error instanceof UserError ? error : new UserError('file-unwritable', { file: path, reason: codeOf(error) }, { cause: error });
    }
  },
  async sweep(folder) {
    for (const name of (await nodeFiles.list(folder)) ?? []) {
      const owner = /\.(\d+)-[0-9a-f]{12}\.tmp$/.exec(name)?.[1];
      if (owner !== undefined && !isAlive(Number(owner))) await rm(`${folder}/${name}`, { force: true }).catch(() => undefined);
    }
  },
  async makeFolder(path, { isPrivate = false } = {}) {
    try {
      await mkdir(path, { recursive: true, ...(isPrivate ? { mode: 0o700 } : {}) });
    } catch (error) {
      throw new UserError('file-unwritable', { file: path, reason: codeOf(error) }, { cause: error });
    }
  },
  async list(path) {
    try {
      return (await readdir(path)).toSorted();
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
      throw new UserError('file-unreadable', { file: path, reason: codeOf(error) }, { cause: error });
    }
  },
  async kind(path) {
    try {
      return (await stat(path)).isDirectory() ? 'folder' : 'file';
    } catch {
      return 'none';
    }
  },
  async stat(path) {
    try {
      const { size, mtimeMs } = await stat(path);
      return { bytes: size, modified: mtimeMs };
    } catch {
      return undefined;
    }
  },
  async touch(path) {
    const now = new Date();
    await utimes(path, now, now).catch(() => undefined);
  },
  async real(path) {
    try {
      return await realpath(path);
    } catch {
      return path;
    }
  },
  async remove(path) {
    await rm(path, { recursive: true, force: true });
  },
  async lock(path) {
    const { takeLock } = await import('./file-lock.ts');
    try {
      return await takeLock(path);
    } catch (error) {
      throw new UserError('file-unwritable', { file: path, reason: codeOf(error) }, { cause: error });
    }
  },
  async makeScratch() {
    const scratch = createScratch(undefined);
    if (!scratch) throw new UserError('file-unwritable', { file: tmpdir(), reason: 'ENOENT' });
    const onExit = (): void => scratch.removeNow();
    process.on('exit', onExit);
    return {
      path: toSlashes(scratch.path),
      async remove() {
        await scratch.remove();
        process.removeListener('exit', onExit);
      },
    };
  },
};

/** A pipe or device tells no size, and may have no end. */
async function readStream(handle: FileHandle, file: string, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const part = new Uint8Array(1 << 16);
    const { bytesRead } = await handle.read(part, 0, part.length);
    if (bytesRead === 0) return Buffer.concat(parts);
    bytes += bytesRead;
    if (bytes > limit) throw new UserError('file-too-large', { file, bytes, limit });
    parts.push(part.subarray(0, bytesRead));
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
