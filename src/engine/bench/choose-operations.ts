import type { Benchtime } from './bench-options.ts';

/** Enough for what comes once in a thousand operations, and few enough to record each allocation of them. */
const most = 5000;
/** Before it is known how long an operation takes: a section under StopTimer is in no result. */
const mostAtFirst = 100;
/** One operation of run1 stands beside those that were asked for, but where one alone was (testing/benchmark.go, `launch`). */
const fewest = 2;

/** How many operations the first of two runs has, from a first idea of how long one takes. */
export function firstOperations(time: Benchtime, nanoseconds: number): number {
  return 'operations' in time ? Math.max(fewest, time.operations) : Math.min(mostAtFirst, fitting(time.milliseconds, nanoseconds));
}

/** What a process takes that does nothing, on a busy machine. */
const startMilliseconds = 300;

/** How long an operation takes, by a run of so many: what its benchmark reports, or, with sections under StopTimer, what passed. */
export function operationTime(operations: number, reported: number, passedMilliseconds: number): number {
  return Math.max(reported, ((passedMilliseconds - startMilliseconds) * 1e6) / (operations + 1));
}

/** … and when that run showed how long one takes. The same again where it was about right. */
export function betterOperations(time: Benchtime, tried: number, nanoseconds: number): number {
  if ('operations' in time) return tried;
  const wanted = fitting(time.milliseconds, nanoseconds);
  return wanted <= tried * 2 ? tried : wanted;
}

/** Of the second run. Very slow operations are made once more only. */
export function moreOperations(fewer: number, nanoseconds: number): number {
  return fewer === fewest && nanoseconds > 1e9 ? fewer + 1 : 2 * fewer;
}

/** 2, 5, 10, 20, 50 …: the same from run to run, mostly. */
function fitting(milliseconds: number, nanoseconds: number): number {
  const fits = Math.min(most, (milliseconds * 1e6) / Math.max(1, nanoseconds));
  let chosen = fewest;
  for (let unit = 1; unit <= most; unit *= 10)
    for (const step of [1, 2, 5]) if (step * unit >= fewest && step * unit <= fits) chosen = step * unit;
  return chosen;
}
