import type { Host, RunRequest, RunResult, WatchRequest } from '../../src/host/host.ts';
import { UserError } from '../../src/base/user-error.ts';

export interface FakeAnswer {
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string | Uint8Array;
  readonly result?: RunResult;
}

export interface FakeHost extends Host {
  readonly ran: RunRequest[];
  readonly written: Map<string, string>;
  /** What is watched. */
  readonly watched: Set<WatchRequest>;
  /** Writes a file, as an editor does: whoever watches is told. */
  save(path: string, text: string): void;
}

/** A world in memory: `answer` plays the programs, `files` the disk (folders follow from the names), `binaries` what on it is no text. */
export function createFakeHost(options: {
  readonly files?: Readonly<Record<string, string>>;
  readonly binaries?: Readonly<Record<string, Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly answer?: (request: RunRequest) => FakeAnswer | Promise<FakeAnswer>;
  /** The system's code where a file cannot be written: ENOSPC, EROFS. */
  readonly refuse?: (path: string) => string | undefined;
  /** The clock; one millisecond passes each time it is asked without it. */
  readonly now?: () => number;
}): FakeHost {
  const disk = new Map<string, string>(Object.entries(options.files ?? {}));
  const ran: RunRequest[] = [];
  const encoder = new TextEncoder();
  const watched = new Set<WatchRequest>();
  let clock = 0;
  let seconds = 0;
  const toBytes = (value: string | Uint8Array): Uint8Array => (typeof value === 'string' ? encoder.encode(value) : value);
  const binaries = new Map(Object.entries(options.binaries ?? {}));
  const readNow = (path: string): Uint8Array | undefined => {
    const found = binaries.get(path) ?? disk.get(path);
    return found === undefined ? undefined : toBytes(found);
  };
  const readIfThere = async (path: string): Promise<Uint8Array | undefined> => readNow(path);
  return {
    platform: 'linux',
    cwd: options.cwd ?? '/mod',
    env: options.env ?? {},
    now: options.now ?? (() => (clock += 1)),
    // The first time that is asked is 12:00:00, each later one a second after the one before.
    date: () => new Date(2026, 0, 1, 12, 0, seconds++),
    turn: () => Promise.resolve(),
    wait: () => Promise.resolve(),
    scratch: async () => ({ path: '/scratch', remove: async () => undefined }),
    ran,
    written: disk,
    watched,
    save(path, text) {
      disk.set(path, text);
      for (const request of watched) if (isWatched(request, path)) request.onChange(path);
    },
    async watch(request) {
      watched.add(request);
      return { close: async () => void watched.delete(request) };
    },
    async run(request) {
      ran.push(request);
      const answer = (await options.answer?.(request)) ?? {};
      if (answer.stderr !== undefined) request.onStderr?.(toBytes(answer.stderr));
      if (answer.stdout !== undefined) request.onStdout?.(toBytes(answer.stdout));
      return answer.result ?? { how: 'exited', code: 0 };
    },
    files: {
      async read(path) {
        const found = await readIfThere(path);
        if (!found) throw new UserError('file-unreadable', { file: path, reason: 'ENOENT' });
        return found;
      },
      readIfThere,
      readNow,
      openNow: (path) => {
        const bytes = readNow(path);
        return bytes && { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length), close: () => undefined };
      },
      async write(path, data) {
        const reason = options.refuse?.(path);
        if (reason !== undefined) throw new UserError('file-unwritable', { file: path, reason });
        const decoder = new TextDecoder();
        disk.set(
          path,
          data instanceof Uint8Array ? decoder.decode(data) : [...data].map((part) => decoder.decode(part, { stream: true })).join(''),
        );
      },
      async sweep() {},
      async makeFolder() {},
      async list(path) {
        const below = [...disk.keys()]
          .filter((name) => name.startsWith(`${path}/`))
          .map((name) => name.slice(path.length + 1).split('/')[0] ?? '');
        return below.length === 0 ? undefined : [...new Set(below)].toSorted();
      },
      async kind(path) {
        if (disk.has(path) || binaries.has(path)) return 'file';
        return [...disk.keys(), ...binaries.keys()].some((name) => name.startsWith(`${path}/`)) ? 'folder' : 'none';
      },
      async stat(path) {
        const bytes = readNow(path);
        return bytes && { bytes: bytes.length, modified: 0 };
      },
      async touch() {},
      async real(path) {
        return path;
      },
      makeScratch: async () => ({ path: '/scratch', remove: async () => undefined }),
      async remove(path) {
        for (const name of disk.keys()) if (name === path || name.startsWith(`${path}/`)) disk.delete(name);
      },
      async lock(path) {
        if (disk.has(path)) return undefined;
        disk.set(path, 'locked');
        return { release: async () => void disk.delete(path) };
      },
    },
  };
}

function isWatched({ paths, wants }: WatchRequest, path: string): boolean {
  if (paths.includes(path)) return true;
  const root = paths.find((folder) => path.startsWith(`${folder}/`));
  if (root === undefined) return false;
  const parts = path.slice(root.length + 1).split('/');
  const folders = parts.slice(0, -1).map((_, index) => `${root}/${parts.slice(0, index + 1).join('/')}`);
  return folders.every((folder) => wants(folder, 'folder')) && wants(path, 'file');
}
