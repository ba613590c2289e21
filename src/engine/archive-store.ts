import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { partsOf, type Parts } from '../object/parts.ts';

/**
 * Reads archives ahead of their use and keeps the last ones: std's are asked for types and for names of inlined functions, by several
 * packages. Bytes kept are bounded; what was dropped is read again.
 */
export interface ArchiveStore {
  read(file: string): Promise<Uint8Array>;
  /** Opens an archive for the time of a call that reads parts of it. Throws UserError `file-unreadable`. */
  withParts<T>(file: string, use: (parts: Parts) => T): T;
  /** Says what will be read next, in this order. */
  expect(files: readonly string[]): void;
  /** Whether some archive could not be read: what was concluded from the others may be less than there is. */
  hasFailed(): boolean;
}

/** More than any package archive that was met (std's compiler: 40 MB). */
const largestArchive = 1 << 30;

/** Kept in memory at most. */
const keptBytes = 96 << 20;

/** Files that are read ahead: enough to keep a disk busy while one is parsed. */
const ahead = 4;

export function createArchiveStore(host: Host): ArchiveStore {
  /** In the order of their last use. */
  const kept = new Map<string, Promise<Uint8Array>>();
  /** Those of them that have come. */
  const come = new Map<string, Uint8Array>();
  let total = 0;
  let expected: string[] = [];
  let hasFailed = false;

  const drop = (file: string): void => {
    kept.delete(file);
    total -= come.get(file)?.length ?? 0;
    come.delete(file);
  };
  const start = (file: string): Promise<Uint8Array> => {
    const known = kept.get(file);
    if (known) {
      kept.delete(file);
      kept.set(file, known);
      return known;
    }
    const reading = host.files.read(file, largestArchive);
    kept.set(file, reading);
    reading.then(
      (bytes) => {
        if (kept.get(file) !== reading) return;
        come.set(file, bytes);
        total += bytes.length;
        for (const old of kept.keys()) {
          if (total <= keptBytes) break;
          if (old !== file && come.has(old)) drop(old);
        }
      },
      // A failure belongs to whoever asks; the next one tries again.
      () => {
        hasFailed = true;
        kept.delete(file);
      },
    );
    return reading;
  };
  return {
    read(file) {
      const reading = start(file);
      const at = expected.indexOf(file);
      if (at >= 0) expected = expected.slice(at + 1);
      for (const next of expected.slice(0, ahead)) void start(next).catch(() => undefined);
      return reading;
    },
    withParts(file, use) {
      const bytes = come.get(file);
      if (bytes) return use(partsOf(bytes));
      const opened = host.files.openNow(file);
      if (!opened) {
        hasFailed = true;
        throw new UserError('file-unreadable', { file, reason: 'it cannot be opened' });
      }
      try {
        return use(opened);
      } catch (error) {
        hasFailed = true;
        throw error;
      } finally {
        opened.close();
      }
    },
    expect(files) {
      expected = [...files];
    },
    hasFailed: () => hasFailed,
  };
}
