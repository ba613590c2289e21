import { resolveFrom } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { openExecutable, type OpenedExecutable } from '../../object/executable/read-executable.ts';
import type { Options } from '../options.ts';

/** A program of which the headers were read; its file stays open until it is closed. */
export interface OpenedBinary {
  readonly opened: OpenedExecutable;
  /** As it was named. */
  readonly file: string;
  close(): void;
}

/**
 * Opens a program, relative to the host's working directory; of a file for several machines the one for `goarch`. Throws UserError `file-unreadable` and those of
 * {@link openExecutable}.
 */
export async function openBinary(host: Host, file: string, goarch?: string): Promise<OpenedBinary> {
  const path = resolveFrom(host.cwd, file);
  const kind = await host.files.kind(path);
  const parts = kind === 'file' ? host.files.openNow(path) : undefined;
  if (!parts)
    throw new UserError('file-unreadable', { file, reason: kind === 'folder' ? 'EISDIR' : kind === 'none' ? 'ENOENT' : 'EACCES' });
  try {
    return { opened: openExecutable({ parts, file }, goarch), file, close: () => parts.close() };
  } catch (error) {
    parts.close();
    throw error;
  }
}

/** The options of an analysis that reads the same files as the program was built from: its platform and its tags, where nothing else was asked for. */
export function likeBinary(options: Options, { opened: { image, build } }: OpenedBinary): Options {
  const { GOOS: goos, '-tags': tags } = build.settings;
  return {
    ...options,
    ...(options.goos === undefined && goos !== undefined ? { goos } : {}),
    ...(options.goarch === undefined && image.goarch !== '' ? { goarch: image.goarch } : {}),
    ...(options.tags === undefined && tags !== undefined ? { tags } : {}),
  };
}
