/** Does one thing again and again, never twice at a time. */
export interface Repeater {
  /** Something changed: what runs is cancelled, and `work` begins again once it has been quiet for a while. */
  changed(): void;
  /** The same, at once. */
  again(): void;
  /** Cancels what runs and resolves when it has ended. */
  end(): Promise<void>;
}

/** `work` gets a signal that fires when its result is not wanted any more. What it throws is handed to `onError`. */
export function createRepeater(quietMs: number, work: (signal: AbortSignal) => Promise<void>, onError: (error: unknown) => void): Repeater {
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  let current = { abort: new AbortController(), done: Promise.resolve() };
  const begin = (): void => {
    const before = current.done;
    const abort = new AbortController();
    current.abort.abort();
    current = {
      abort,
      done: before.then(async () => {
        if (!abort.signal.aborted) await work(abort.signal).catch(onError);
      }),
    };
  };
  return {
    changed() {
      if (isEnded) return;
      current.abort.abort();
      clearTimeout(timer);
      timer = setTimeout(begin, quietMs);
    },
    again() {
      if (isEnded) return;
      clearTimeout(timer);
      begin();
    },
    async end() {
      isEnded = true;
      clearTimeout(timer);
      current.abort.abort();
      await current.done;
    },
  };
}
