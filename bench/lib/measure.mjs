/** Measuring whole commands from outside: pairs in turn A B A B, so that a machine whose speed drifts treats both alike. */
import { spawnSync } from 'node:child_process';

/** Milliseconds that a command takes; what it prints is thrown away. Throws when it fails, but for the `mayEnd` codes. */
export function milliseconds(command, args, { cwd, env, mayEnd = [0] } = {}) {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 2 ** 30 });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (run.error) throw run.error;
  if (!mayEnd.includes(run.status))
    throw new Error(`${command} ${args.join(' ')} ended with ${run.status}: ${run.stderr.toString().slice(-400)}`);
  return took;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/**
 * Runs both in turn, once without counting, and gives the medians and the median of the ratios pair by pair. `before` is called ahead of each
 * run and not measured.
 */
export function comparePairs(a, b, { pairs = 7, before = () => {} } = {}) {
  const times = [[], []];
  for (let round = -1; round < pairs; round++) {
    for (const [side, run] of [a, b].entries()) {
      before();
      const took = run();
      if (round >= 0) times[side].push(took);
    }
  }
  const [as, bs] = times;
  return { a: median(as), b: median(bs), ratio: median(as.map((took, index) => took / bs[index])) };
}

/** One row: what, against what, the figures, and whether a limit in milliseconds is held where there is one. */
export function printPair(name, { a, b, ratio }, limit) {
  const verdict = limit === undefined ? '' : `  limit ${limit.toFixed(0)} ms ${a <= limit ? 'held' : 'MISSED'}`;
  console.log(
    `${name.padEnd(64)} ${a.toFixed(0).padStart(7)} ms  against ${b.toFixed(0).padStart(7)} ms  ${ratio.toFixed(2).padStart(6)} ×${verdict}`,
  );
}
