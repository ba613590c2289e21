import { Session } from 'node:inspector';

/** Tells whether the code that ran since the last time has parts that never ran before. */
export interface Coverage {
  /** How many bytes of source ran for the first time. */
  take(): number;
  /** Bytes of source that ran so far. */
  readonly covered: number;
}

interface Taken {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
    }[];
  }[];
}

/** V8's block coverage of the files whose path holds `/src/`. It costs some milliseconds to take, so it is asked after a batch of inputs. */
export function createCoverage(): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const seen = new Map<string, Uint8Array>();
  let covered = 0;

  function addScript({ url, functions }: Taken['result'][number]): number {
    const end = functions.reduce((last, { ranges }) => Math.max(last, ranges[0]?.endOffset ?? 0), 0);
    const known = seen.get(url) ?? new Uint8Array(end);
    seen.set(url, known);
    const now = new Uint8Array(end);
    // Outer ranges stand before inner ones, which say more.
    for (const { ranges } of functions)
      for (const { startOffset, endOffset, count } of ranges) now.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    let fresh = 0;
    for (let at = 0; at < known.length; at++) {
      if (now[at] === 1 && known[at] === 0) {
        known[at] = 1;
        fresh++;
      }
    }
    return fresh;
  }

  return {
    take() {
      let fresh = 0;
      session.post('Profiler.takePreciseCoverage', (error, taken) => {
        if (error) throw error;
        for (const script of (taken as unknown as Taken).result) if (script.url.includes('/src/')) fresh += addScript(script);
      });
      covered += fresh;
      return fresh;
    },
    get covered() {
      return covered;
    },
  };
}
