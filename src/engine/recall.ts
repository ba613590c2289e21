import { createGenerations } from '../base/generations.ts';
import { decodeStructured, encodeStructured } from '../host/structured.ts';
import type { Report } from '../model/report.ts';
import type { Cache } from '../store/cache.ts';
import type { UnitEntry } from './unit-entry.ts';

/** A report and the sources that it depends on besides what its key names. */
export interface ReportEntry {
  readonly report: Report;
  /** Files as they are shown, each with the digest of its text; '' where there was none. */
  readonly sources: readonly (readonly [file: string, digest: string])[];
}

/** What the last run of a command met, to be taken for likely while the next one is not told yet. */
export interface RunEntry {
  /** Digests of the blocks of text whose meaning is kept. */
  readonly texts: readonly string[];
  /** Keys of its units. */
  readonly units: readonly string[];
  /** The key of its report. */
  readonly report: string;
}

/** Kinds that a session keeps. */
type CacheKind = keyof Entries;

interface Entries {
  readonly unit: UnitEntry;
  readonly report: ReportEntry;
  readonly run: RunEntry;
}

/**
 * What was concluded before, by the content it was concluded from: in memory what the last run needed, and in the user's cache, if there is one.
 * Entries are given back as they were made.
 */
export interface Recall {
  get<Kind extends CacheKind>(kind: Kind, key: string): Promise<Entries[Kind] | undefined>;
  keep<Kind extends CacheKind>(kind: Kind, key: string, entry: Entries[Kind]): void;
  /** Writes to the cache what was kept since the last time: apart, so that nobody waits for it before the result is shown. */
  write(): Promise<void>;
  /** Ends a run: what it did not ask for is forgotten. */
  turn(): void;
  clear(): void;
}

export function createRecall(cache: Cache | undefined): Recall {
  const memory = createGenerations<Entries[CacheKind]>();
  const unwritten = new Map<string, { readonly kind: CacheKind; readonly key: string; readonly entry: Entries[CacheKind] }>();
  return {
    async get<Kind extends CacheKind>(kind: Kind, key: string) {
      const known = memory.get(`${kind} ${key}`) as Entries[Kind] | undefined;
      if (known) return known;
      const bytes = await cache?.read(kind, key);
      if (!bytes) return undefined;
      // The cache vouches that these are the bytes which were written under this key.
      const entry = decodeStructured(bytes) as Entries[Kind];
      memory.set(`${kind} ${key}`, entry);
      return entry;
    },
    keep(kind, key, entry) {
      memory.set(`${kind} ${key}`, entry);
      if (cache) unwritten.set(`${kind} ${key}`, { kind, key, entry });
    },
    async write() {
      for (const [name, { kind, key, entry }] of unwritten) {
        unwritten.delete(name);
        await cache?.write(kind, key, encodeStructured(entry));
      }
    },
    turn: () => memory.turn(),
    clear() {
      memory.clear();
      unwritten.clear();
    },
  };
}
