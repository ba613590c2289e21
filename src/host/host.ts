/**
 * The only door to the world: processes, files, clock, environment. Everything else takes a `Host`, so that tests replace it.
 * Paths are the platform's own; no method knows Go.
 */
export interface Host {
  readonly platform: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds from a monotonic clock: for progress and time limits, never for documents. */
  now(): number;
  /** The time of day, to be shown beside a result; never for documents. */
  date(): Date;
  /** Lets what waits have its turn: signals, timers, output. For long work that never waits itself. */
  turn(): Promise<void>;
  /** Resolves after so many milliseconds; a process with nothing else to do does not wait for it. */
  wait(ms: number): Promise<void>;
  /** Runs a program without a shell. Resolves when it has ended and its output was delivered; see {@link RunResult}. */
  run(request: RunRequest): Promise<RunResult>;
  /** Makes an empty folder for temporary files, which goes with this process at the latest. Throws UserError `file-unwritable`. */
  scratch(): Promise<ScratchFolder>;
  readonly files: Files;
  /** Tells when files are written, made or removed, until it is closed. Resolves when it listens: from then on nothing is missed. */
  watch(request: WatchRequest): Promise<Watch>;
}

export interface ScratchFolder {
  readonly path: string;
  /** With all that is in it; what cannot be removed stays. */
  remove(): Promise<void>;
}

export interface WatchRequest {
  /** Files, and folders with all below them, new folders too. Absolute; symbolic links are not followed. */
  readonly paths: readonly string[];
  /** Whether a file counts, or a folder is entered. Not asked for `paths` themselves. */
  readonly wants: (path: string, kind: 'file' | 'folder') => boolean;
  readonly onChange: (path: string) => void;
  /** Something cannot be watched: the system's code, such as ENOSPC where its limit of watched files is reached. */
  readonly onTrouble: (reason: string) => void;
}
export interface Watch {
  close(): Promise<void>;
}

export interface RunRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Whole environment of the child. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** Ends the child and all its descendants after this long. */
  readonly timeoutMs?: number | undefined;
  /**
   * Name of the variable that tells the child where its temporary files go. It is given a folder of its own there (below the variable's
   * value in `env`, else the system's), which is removed when the child has ended, however it ended.
   */
  readonly scratch?: string | undefined;
  readonly onStdout?: (chunk: Uint8Array) => void;
  readonly onStderr?: (chunk: Uint8Array) => void;
}

/**
 * How a program ended. `missing`: it could not be started (`reason` is the system's code, such as ENOENT). `signalled` names the
 * signal that somebody else sent.
 */
export type RunResult =
  | { readonly how: 'exited'; readonly code: number }
  | { readonly how: 'signalled'; readonly signal: string }
  | { readonly how: 'missing'; readonly reason: string }
  | { readonly how: 'timed-out' }
  | { readonly how: 'aborted' };

export interface Files {
  /** Throws UserError `file-too-large` above `limit` bytes, `file-unreadable` with the system's code otherwise. */
  read(path: string, limit?: number): Promise<Uint8Array>;
  /** Undefined when there is no such file. */
  readIfThere(path: string, limit?: number): Promise<Uint8Array | undefined>;
  /** The same without waiting, for small files and in the middle of a stream. Undefined where it cannot be read. */
  readNow(path: string, limit: number): Uint8Array | undefined;
  /** Opens a file to read parts of it without waiting. Undefined where it cannot be opened. */
  openNow(path: string): OpenFile | undefined;
  /**
   * Writes to a temporary name beside it and renames: a reader never sees half a file. Links and permissions of a file that is there stay;
   * a device or a named pipe is written into. Throws UserError `file-unwritable`.
   */
  write(path: string, data: Uint8Array | Iterable<Uint8Array>): Promise<void>;
  /** Removes the temporary files in a folder whose writers were killed. */
  sweep(folder: string): Promise<void>;
  /** With its parents. `isPrivate`: nobody else may look into those that are made. */
  makeFolder(path: string, options?: { readonly isPrivate?: boolean }): Promise<void>;
  /** Names in a folder, sorted; undefined when there is none. */
  list(path: string): Promise<readonly string[] | undefined>;
  kind(path: string): Promise<'file' | 'folder' | 'none'>;
  /** Undefined where it cannot be told. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Marks a file as used now; what cannot be marked stays as it is. */
  touch(path: string): Promise<void>;
  /** The path without symbolic links; the path itself where it cannot be resolved. */
  real(path: string): Promise<string>;
  remove(path: string): Promise<void>;
  /**
   * Takes a lock that other processes respect, without waiting; undefined where another one, or this one, holds it. `path` names a file in a folder that is
   * there. The lock of a process that died is taken over. Throws UserError `file-unwritable`.
   */
  lock(path: string): Promise<FileLock | undefined>;
  /** A new folder for temporary files, with slashes; it goes with `remove`, at the latest with the process. Throws UserError `file-unwritable`. */
  makeScratch(): Promise<{ readonly path: string; remove(): Promise<void> }>;
}

/** A lock that is held until it is given back or the process ends. */
export interface FileLock {
  release(): Promise<void>;
}

export interface FileStat {
  readonly bytes: number;
  /** Milliseconds of the file system's clock: to be compared with those of other files only. */
  readonly modified: number;
}

export interface OpenFile {
  /** In bytes, when it was opened. */
  readonly size: number;
  /** The bytes from an offset on; fewer where the file ends. Throws UserError `file-unreadable`. */
  read(at: number, length: number): Uint8Array;
  close(): void;
}
