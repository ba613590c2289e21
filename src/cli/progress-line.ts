import type { Progress } from '../engine/progress.ts';
import type { cutTo } from '../report/cut.ts';
import { count } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';
import type { Output } from './io.ts';

/** Nothing is shown before this: short runs stay silent. */
const silentMs = 1000;
/** Without a terminal one line each time so much has passed. */
const plainEveryMs = 10_000;
const redrawMs = 200;

/**
 * Shows on standard error what a session is doing: one line that is rewritten on a terminal, a line now and then elsewhere.
 * Returns a function that ends it and wipes the line.
 */
export function showProgress(events: AsyncIterable<Progress>, output: Output, now: () => number): () => Promise<void> {
  let start = now();
  let latest: Progress | undefined;
  let isShown = false;
  let isEnded = false;
  let lastPlain = start;
  // Loaded when there is something to show: what stands in a command's way to Go is paid by each run.
  let cut: typeof cutTo | undefined;
  const draw = (): void => {
    const at = now();
    // A clock that jumped back begins anew.
    start = Math.min(start, at);
    lastPlain = Math.min(lastPlain, at);
    if (!latest || isEnded || latest.stage === 'done' || at - start < silentMs) return;
    if (!cut) {
      void import('../report/cut.ts').then(({ cutTo }) => (cut = cutTo)).then(draw);
      return;
    }
    const line = `stackward: ${buildWords(latest)}${words(latest)} (${Math.floor((at - start) / 1000)} s)`;
    if (output.isTerminal) {
      isShown = true;
      void output.write(`\r\u001b[K${cut(line, (output.columns ?? 80) - 1)}`).catch(() => undefined);
    } else if (at - lastPlain >= plainEveryMs) {
      lastPlain = at;
      void output.write(`${line}\n`).catch(() => undefined);
    }
  };
  const timer = setInterval(draw, redrawMs);
  timer.unref();
  void (async () => {
    let drawn = start;
    for await (const event of events) {
      latest = event;
      // While a large package is read no timer fires.
      if (Math.abs(now() - drawn) < redrawMs) continue;
      drawn = now();
      draw();
    }
  })();
  return async () => {
    clearInterval(timer);
    isEnded = true;
    if (isShown) await output.write('\r\u001b[K').catch(() => undefined);
  };
}

function buildWords({ build }: Progress): string {
  return build === undefined ? '' : `${safeText(build.label)} (${build.number} of ${build.of}): `;
}

function words(progress: Progress): string {
  const detail = progress.detail === undefined ? '' : `: ${safeText(progress.detail)}`;
  switch (progress.stage) {
    case 'locating':
      return 'asking Go where we are';
    case 'building': {
      const again = progress.deps === undefined ? '' : `, dependencies (${safeText(progress.deps.join(' '))}) again with other flags`;
      return `Go is building${again}${progress.packages === 0 ? '' : `, ${count(progress.packages, 'package')} so far`}${detail}`;
    }
    case 'reading':
      return `reading archives, ${progress.packages} of ${progress.of ?? '?'}`;
    case 'joining':
      return `joining what the compiler says with the code, ${progress.packages} of ${progress.of ?? '?'}`;
    case 'compiling-tests':
      return `Go is compiling tests, ${progress.packages} of ${progress.of ?? '?'}${detail}`;
    case 'finding-benchmarks':
      return `running each benchmark once, package ${progress.packages} of ${progress.of ?? '?'}${detail}`;
    case 'compiling-race':
      return `Go is building with the race detector, to tell tiny objects apart${detail}`;
    case 'measuring':
      return `measuring ${progress.packages} of ${progress.of ?? '?'}${detail}`;
    case 'done':
      return 'done';
    default:
      return progress.stage satisfies never;
  }
}
