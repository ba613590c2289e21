import { createHash } from 'node:crypto';
import { join, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { removeCheckouts } from './checkout-places.ts';
import { forgetServedAddresses } from './served-addresses.ts';

/** What entries hold: a whole report, what one compiled variant says, what the last run of a command met, what is compared of a revision. */
const cacheKinds = ['report', 'unit', 'run', 'revision', 'comparison'] as const;
export type CacheKind = (typeof cacheKinds)[number];

/**
 * Results of earlier runs by content, in a folder that several processes may use at once: an entry is written beside its place and renamed, and
 * is never changed. Nothing here fails a run: what cannot be read is not there, what cannot be written is not kept.
 */
export interface Cache {
  /** Undefined when there is no entry. One that is damaged is removed. */
  read(kind: CacheKind, key: string): Promise<Uint8Array | undefined>;
  write(kind: CacheKind, key: string, payload: Uint8Array): Promise<void>;
  /** Removes the entries that were not used for the longest time where there is more than the limit. Writing does so now and then. */
  trim(): Promise<void>;
}

/** What a cache holds. */
export interface CacheUse {
  readonly bytes: number;
  readonly kinds: readonly { readonly kind: CacheKind; readonly entries: number; readonly bytes: number }[];
}

/** Bytes of all entries that stay when a cache is trimmed: a thousand runs of a large module. */
export const cacheLimit: number = 512 << 20;

/** Of one entry: larger ones cost more to keep than to make again. */
const entryLimit = 128 << 20;

/** Counts with {@link magic}: what another form of entries wrote is none of ours. */
const layout = '1';
const magic = new TextEncoder().encode(`stackward cache ${layout}\n`);
const sumBytes = 32;

/**
 * The folder for caches: `STACKWARD_CACHE`, else `stackward` in the user's folder for caches, as Go finds it (os.UserCacheDir, Go 1.26). Undefined where
 * there is none, and where `STACKWARD_CACHE` is `off`.
 */
export function cacheFolder({ env, platform, cwd }: Pick<Host, 'env' | 'platform' | 'cwd'>): string | undefined {
  const asked = env['STACKWARD_CACHE'] ?? '';
  if (asked === 'off') return undefined;
  if (asked !== '') return resolveFrom(cwd, asked);
  const below = (name: string, more = '.'): string | undefined => {
    const value = env[name] ?? '';
    return value === '' ? undefined : join(join(toSlashes(value), more), 'stackward');
  };
  if (platform === 'win32') return below('LocalAppData');
  if (platform === 'darwin') return below('HOME', 'Library/Caches');
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  // A relative one is an error for Go, and for us no place.
  return xdg.startsWith('/') ? below('XDG_CACHE_HOME') : below('HOME', '.cache');
}

/** `reader` names the code that makes the entries: that of another version reads none of them. */
export function openCache(host: Host, folder: string, reader: string, limit: number = cacheLimit): Cache {
  const place = entriesOf(folder);
  let isSwept = false;
  const pathOf = (kind: CacheKind, key: string): string => `${place}/${kind}-${sum(reader, key).toString('hex').slice(0, 40)}`;
  return {
    async read(kind, key) {
      const path = pathOf(kind, key);
      const bytes = await host.files.readIfThere(path, entryLimit).catch(() => undefined);
      if (!bytes) return undefined;
      const payload = open(bytes, kind, reader, key);
      if (payload) await host.files.touch(path);
      else await host.files.remove(path).catch(() => undefined);
      return payload;
    },
    async write(kind, key, payload) {
      if (payload.length > entryLimit) return;
      try {
        await host.files.makeFolder(place, { isPrivate: true });
        if (!isSwept) await host.files.sweep(place);
        isSwept = true;
        await host.files.write(pathOf(kind, key), [magic, sum(kind, reader, key, payload), payload]);
        // Looking at all entries costs more than an entry: one in sixteen pays for it.
        if (sum(key).readUInt8() % 16 === 0) await trim(host, place, limit);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    },
    trim: () => trim(host, place, limit),
  };
}

/** Counts what a cache holds; nothing is there before the first run. */
export async function measureCache(host: Host, folder: string): Promise<CacheUse> {
  const found = await list(host, entriesOf(folder));
  const kinds = cacheKinds.map((kind) => {
    const entries = found.filter(({ name }) => name.startsWith(`${kind}-`) && !isTemporary(name));
    return { kind, entries: entries.length, bytes: total(entries) };
  });
  return { bytes: total(found), kinds };
}

/**
 * Removes what a cache holds, of other layouts too, and beside it the checkouts that nobody uses now and the addresses of served pages; gives the number of bytes, those of checkouts
 * not counted. Files that are not the cache's stay. Throws `file-unwritable`.
 */
export async function clearCache(host: Host, folder: string): Promise<number> {
  await removeCheckouts(host, folder, 'all');
  await forgetServedAddresses(host, folder);
  let bytes = 0;
  for (const name of (await host.files.list(folder)) ?? []) {
    if (!/^entries-\d+$/.test(name)) continue;
    bytes += total(await list(host, `${folder}/${name}`));
    await host.files.remove(`${folder}/${name}`);
  }
  return bytes;
}

/** A fifth below the limit, so that the next entry does not trim again. */
async function trim(host: Host, place: string, limit: number): Promise<void> {
  const found = (await list(host, place)).toSorted((a, b) => b.modified - a.modified);
  if (total(found) <= limit) return;
  let kept = 0;
  for (const { name, bytes } of found) {
    kept += bytes;
    if (kept > limit * 0.8) await host.files.remove(`${place}/${name}`).catch(() => undefined);
  }
}

function open(bytes: Uint8Array, kind: CacheKind, reader: string, key: string): Uint8Array | undefined {
  const start = magic.length + sumBytes;
  const payload = bytes.subarray(start);
  if (bytes.length < start || Buffer.compare(bytes.subarray(0, magic.length), magic) !== 0) return undefined;
  return Buffer.compare(bytes.subarray(magic.length, start), sum(kind, reader, key, payload)) === 0 ? payload : undefined;
}

function sum(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\0').update(part);
  return hash.digest();
}

function entriesOf(folder: string): string {
  return `${folder}/entries-${layout}`;
}

function isTemporary(name: string): boolean {
  return name.endsWith('.tmp');
}

interface Entry {
  readonly name: string;
  readonly bytes: number;
  readonly modified: number;
}

async function list(host: Host, place: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const name of (await host.files.list(place).catch(() => undefined)) ?? []) {
    // Another process may have removed it meanwhile.
    const found = await host.files.stat(`${place}/${name}`);
    if (found) entries.push({ name, ...found });
  }
  return entries;
}

function total(entries: readonly { readonly bytes: number }[]): number {
  return entries.reduce((all, { bytes }) => all + bytes, 0);
}
