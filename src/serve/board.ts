import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { LazyDetails, LiveState, PageHead } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import { listParts, livePage } from '../report/page/page-parts.ts';

/** What the page is shown, and who is told when it changes. It never goes blank: a result stays until there is a newer one. */
export interface Board {
  readonly state: LiveState;
  /** Undefined before the first result. */
  readonly head: PageHead | undefined;
  /** A part, compressed; undefined where there is none of that name. */
  part(name: string): Promise<Uint8Array | undefined>;
  /** Returns what ends it. */
  watch(listener: (state: LiveState) => void): () => void;
  building(since: string): void;
  publish(of: string, report: Report, details: LazyDetails | undefined): void;
  /** The newest save has no result: why, as text of several lines. */
  fail(at: string, text: string): void;
}

export function createBoard(): Board {
  let state: LiveState = { result: 0, of: '' };
  let head: PageHead | undefined;
  /** Parts of the list are made at once; of the others each when it is asked for, once. */
  let parts = new Map<string, Promise<Uint8Array | undefined>>();
  let make: (name: string) => Promise<string | undefined> = async () => undefined;
  const listeners = new Set<(state: LiveState) => void>();
  const tell = (next: LiveState): void => {
    state = next;
    for (const listener of listeners) listener(state);
  };
  return {
    get state() {
      return state;
    },
    get head() {
      return head;
    },
    async part(name) {
      if (head?.parts[name] === undefined) return undefined;
      let found = parts.get(name);
      if (!found) parts.set(name, (found = make(name).then((json) => (json === undefined ? undefined : gzipSync(json)))));
      return found;
    },
    watch(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    building(since) {
      const { failed, ...rest } = state;
      tell({ ...rest, ...(failed ? { failed } : {}), building: since });
    },
    publish(of, report, details) {
      const result = state.result + 1;
      const digests: Record<string, string> = {};
      const next: typeof parts = new Map();
      for (const { name, json } of listParts(report)) {
        digests[name] = createHash('sha256').update(json).digest('hex').slice(0, 16);
        next.set(name, Promise.resolve(gzipSync(json, { level: 1 })));
      }
      const live = livePage(report, details);
      // What these hold is not known before somebody looks at them.
      for (const name of live.names) digests[name] = `r${result}`;
      [parts, make] = [next, live.part];
      head = { ...live.head, parts: digests };
      tell({ result, of });
    },
    fail(at, text) {
      const { building: _, ...rest } = state;
      tell({ ...rest, failed: { at, text } });
    },
  };
}
