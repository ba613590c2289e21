import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../base/user-error.ts';
import type { Files } from './host.ts';
import { isAlive } from './is-alive.ts';

/** Above this a file is refused unless the caller says otherwise. */
const defaultLimit = 1 << 30;

export const nodeFiles: Files = {
  async read(path, limit = defaultLimit) {
    let handle;
    try {
      handle = await open(path, 'r');
      const { size } = await handle.stat();
      if (size > limit) throw new UserError('file-too-large', { file: path, bytes: size, limit });
      return await handle.readFile();
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
    const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
    let handle;
    try {
      await mkdir(dirname(path), { recursive: true });
      handle = await open(temporary, 'wx', 0o600);
      for (const part of data instanceof Uint8Array ? [data] : data) await handle.appendFile(part);
      await handle.close();
      handle = undefined;
      await rename(temporary, path);
    } catch (error) {
      await handle?.close().catch(() => undefined);
      await rm(temporary, { force: true }).catch(() => undefined);
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
};

function codeOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
