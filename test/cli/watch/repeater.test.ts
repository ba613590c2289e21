import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRepeater } from '../../../src/cli/watch/repeater.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A repeater of work that takes 1,000 ms, with a log of it. */
function slowly(): { readonly log: string[]; readonly repeater: ReturnType<typeof createRepeater> } {
  const log: string[] = [];
  let turn = 0;
  const repeater = createRepeater(
    100,
    async (signal) => {
      const name = ++turn;
      log.push(`begins ${name}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        // Ending takes a while too, as that of a process does.
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          setTimeout(resolve, 50);
        });
      });
      log.push(`${signal.aborted ? 'cancelled' : 'done'} ${name}`);
    },
    (error) => log.push(String(error)),
  );
  return { log, repeater };
}

describe('a repeater', () => {
  test('begins once, when the last change is 100 ms old', async () => {
    const { log, repeater } = slowly();
    for (const _save of [1, 2, 3]) {
      repeater.changed();
      await vi.advanceTimersByTimeAsync(99);
    }
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(['begins 1']);
    await vi.advanceTimersByTimeAsync(2000);
    expect(log).toEqual(['begins 1', 'done 1']);
  });

  test('a newer change cancels what runs at once; the next begins when that has ended', async () => {
    const { log, repeater } = slowly();
    repeater.again();
    await vi.advanceTimersByTimeAsync(500);
    repeater.changed();
    await vi.advanceTimersByTimeAsync(60);
    expect(log).toEqual(['begins 1', 'cancelled 1']);
    await vi.advanceTimersByTimeAsync(40);
    repeater.again();
    await vi.advanceTimersByTimeAsync(40);
    expect(log).toEqual(['begins 1', 'cancelled 1', 'begins 2']);
    await vi.advanceTimersByTimeAsync(10);
    expect(log.slice(3)).toEqual(['cancelled 2', 'begins 3']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.slice(5)).toEqual(['done 3']);
  });

  test('of what is asked for while something ends, only the last begins', async () => {
    const { log, repeater } = slowly();
    repeater.again();
    await vi.advanceTimersByTimeAsync(10);
    for (const _turn of [1, 2, 3]) repeater.again();
    await vi.advanceTimersByTimeAsync(2000);
    expect(log).toEqual(['begins 1', 'cancelled 1', 'begins 2', 'done 2']);
  });

  test('ended, it waits for what runs, and nothing begins any more', async () => {
    const { log, repeater } = slowly();
    repeater.again();
    await vi.advanceTimersByTimeAsync(10);
    repeater.changed();
    const ended = repeater.end();
    repeater.changed();
    repeater.again();
    await vi.advanceTimersByTimeAsync(2000);
    await ended;
    expect(log).toEqual(['begins 1', 'cancelled 1']);
  });

  test('what the work throws is handed on, and it can begin again', async () => {
    const seen: unknown[] = [];
    let turn = 0;
    const repeater = createRepeater(
      100,
      async () => {
        if (++turn === 1) throw new Error('no');
      },
      (error) => seen.push(error),
    );
    repeater.again();
    await vi.advanceTimersByTimeAsync(1);
    repeater.again();
    await vi.advanceTimersByTimeAsync(1);
    expect([turn, seen]).toEqual([2, [new Error('no')]]);
  });
});
