/** What a session is doing. `packages` counts compiled variants whose text has come, whose archive was read, or which were joined; while measuring, benchmarks. */
export interface Progress {
  readonly stage:
    | 'locating'
    | 'building'
    | 'reading'
    | 'joining'
    | 'compiling-tests'
    | 'finding-benchmarks'
    | 'compiling-race'
    | 'measuring'
    | 'done';
  readonly packages: number;
  readonly of?: number;
  /** Of several builds the one at hand; `number` from 1. */
  readonly build?: { readonly label: string; readonly number: number; readonly of: number };
  /** While building: patterns of dependencies that are compiled again. */
  readonly deps?: readonly string[];
  /** The package in hand, or words of the Go command (`go: downloading …`). */
  readonly detail?: string;
}

/** An endless list that one reader consumes; what was pushed before it came is kept, the newest last. */
export interface ProgressQueue extends AsyncIterable<Progress> {
  push(progress: Progress): void;
  close(): void;
}

export function createProgressQueue(): ProgressQueue {
  /** Enough for a late reader; older entries say nothing any more. */
  const capacity = 256;
  const waiting: Progress[] = [];
  let wake: (() => void) | undefined;
  let isClosed = false;
  const stir = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    push(progress) {
      if (isClosed) return;
      waiting.push(progress);
      if (waiting.length > capacity) waiting.shift();
      stir();
    },
    close() {
      isClosed = true;
      stir();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = waiting.shift();
        if (next) yield next;
        else if (isClosed) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
