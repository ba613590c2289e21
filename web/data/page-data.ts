import { signal, type ReadonlySignal } from '@preact/signals';
import type { BuildComparison } from '../../src/model/build-comparison.ts';
import type { Callees } from '../../src/model/callees.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { SiteAnswer } from '../../src/model/explanation.ts';
import type { AnswerChunk, LiveState, PageHead, PageSource, SiteChunk } from '../../src/model/page.ts';
import type { Site } from '../../src/model/site.ts';
import type { PageFeed } from './feed.ts';
import { unpackSites } from './unpack-sites.ts';

export type Loading = { readonly state: 'loading'; readonly done: number; readonly of: number };
export type Loaded =
  | Loading
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'ready'; readonly head: PageHead; readonly sites: readonly Site[]; readonly byId: ReadonlyMap<string, number> };
export type Ready = Extract<Loaded, { state: 'ready' }>;

/** What was done so far: tests look at these, since times say little. */
export interface Counters {
  partsRead: number;
  largestPart: number;
}

export interface PageData {
  readonly loaded: ReadonlySignal<Loaded>;
  readonly live: ReadonlySignal<LiveState | undefined>;
  readonly isConnected: ReadonlySignal<boolean>;
  readonly counters: Counters;
  answer(index: number): Promise<SiteAnswer | undefined>;
  source(file: string): Promise<PageSource | undefined>;
  comparison(): Promise<Comparison | undefined>;
  builds(): Promise<BuildComparison | undefined>;
  /** Of pages of `check --callees`. */
  callees(): Promise<Callees | undefined>;
}

/** Parts that are kept after they were looked at. */
const keptParts = 40;

/** Reads a page's data: the head and the list of sites at once, chunk by chunk, all else when it is asked for. */
export function createPageData(feed: PageFeed): PageData {
  const loaded = signal<Loaded>({ state: 'loading', done: 0, of: 0 });
  const live = signal<LiveState | undefined>(undefined);
  const isConnected = signal(true);
  const counters: Counters = { partsRead: 0, largestPart: 0 };
  const parts = new Map<string, Promise<unknown>>();
  let shown: Pick<LiveState, 'result' | 'of'> = { result: 0, of: '' };
  /** Chunks of the last list, by digest: what a save did not change is not read again. */
  let chunks = new Map<string, readonly Site[]>();

  function part<T>(head: PageHead, name: string): Promise<T> | undefined {
    const digest = head.parts[name];
    if (digest === undefined) return undefined;
    const key = `${name} ${digest}`;
    let found = parts.get(key);
    if (!found) {
      if (parts.size >= keptParts) parts.delete(parts.keys().next().value ?? '');
      counters.partsRead++;
      found = feed.part(name);
      parts.set(key, found);
      found.catch(() => parts.delete(key));
    }
    return found as Promise<T>;
  }

  async function load(): Promise<void> {
    const head = await feed.head();
    const sites: Site[] = [];
    const known = new Map<string, string>();
    const next = new Map<string, readonly Site[]>();
    const isFirst = loaded.value.state !== 'ready';
    for (let chunk = 0; chunk < head.siteChunks; chunk++) {
      const name = `sites/${chunk}`;
      const key = `${name} ${head.parts[name]}`;
      let some = head.parts[name] === '' ? undefined : chunks.get(key);
      if (!some) {
        counters.partsRead++;
        some = unpackSites((await feed.part(name)) as SiteChunk, known);
        counters.largestPart = Math.max(counters.largestPart, some.length);
        // The page stays alive between two parts.
        await new Promise((resolve) => setTimeout(resolve));
      }
      next.set(key, some);
      for (const site of some) sites.push(site);
      if (isFirst) loaded.value = { state: 'loading', done: sites.length, of: head.sites };
    }
    chunks = next;
    loaded.value = { state: 'ready', head, sites, byId: new Map(sites.map(({ id }, index) => [id, index])) };
  }

  function fail(error: unknown): void {
    // What is shown stays.
    if (loaded.value.state !== 'ready') loaded.value = { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }

  if (feed.watch) {
    feed.watch(
      (state) => {
        live.value = state;
        if (state.result === 0 || (state.result === shown.result && state.of === shown.of)) return;
        shown = state;
        load().catch(fail);
      },
      (connected) => (isConnected.value = connected),
    );
  } else load().catch(fail);

  return {
    loaded,
    live,
    isConnected,
    counters,
    async answer(index) {
      const now = loaded.value;
      if (now.state !== 'ready') return undefined;
      const site = now.sites[index];
      if (now.head.answersEach === 0 || !site) return site && { site, columns: [] };
      const each = now.head.answersEach;
      const answers = await part<AnswerChunk>(now.head, `answers/${Math.floor(index / each)}`);
      return answers?.[index % each];
    },
    async source(file) {
      const now = loaded.value;
      const index = now.state === 'ready' ? now.head.files.indexOf(file) : -1;
      return now.state !== 'ready' || index < 0 ? undefined : part<PageSource>(now.head, `source/${index}`);
    },
    async comparison() {
      const now = loaded.value;
      return now.state === 'ready' ? part<Comparison>(now.head, 'comparison') : undefined;
    },
    async builds() {
      const now = loaded.value;
      return now.state === 'ready' ? part<BuildComparison>(now.head, 'builds') : undefined;
    },
    async callees() {
      const now = loaded.value;
      return now.state === 'ready' ? part<Callees>(now.head, 'callees') : undefined;
    },
  };
}
