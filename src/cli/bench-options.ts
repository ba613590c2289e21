import { UserError } from '../base/user-error.ts';
import type { BenchOptions } from '../engine/bench/bench-options.ts';
import type { Asked } from './parse.ts';

/** How benchmarks are run, from the flags of `bench`. */
export function benchOptions({ texts, switches }: Asked): BenchOptions {
  const [bench, benchtime, count, cpu, timeout] = ['bench', 'benchtime', 'count', 'cpu', 'timeout'].map((name) => texts.get(name));
  return {
    ...(bench === undefined ? {} : { bench }),
    ...(benchtime === undefined ? {} : { benchtime }),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(cpu === undefined ? {} : { cpu: readProcs(cpu) }),
    ...(timeout === undefined ? {} : { runMs: Number(timeout) * 1000 }),
    ...(switches.has('no-race') ? { noRace: true } : {}),
  };
}

function readProcs(value: string): number[] {
  const procs = value.split(',').map((part) => (/^[1-9]\d{0,3}$/.test(part.trim()) ? Number(part) : 0));
  if (procs.includes(0)) throw new UserError('flag-value', { flag: '--cpu', value, expected: 'numbers of processors: 1,2,4' });
  return [...new Set(procs)];
}

/** Which benchmarks are run on both sides. Throws UserError `missing-argument` for flags that mean nothing without `--bench`, `flags-together`. */
export function sidesBench(asked: Asked): BenchOptions | undefined {
  if (!asked.given.has('bench')) {
    const stray = ['benchtime', 'count', 'cpu', 'no-race'].find((name) => asked.given.has(name));
    if (stray !== undefined)
      throw new UserError('missing-argument', { argument: `--bench REGEXP beside --${stray}`, command: asked.command });
    return undefined;
  }
  // What is built for another machine does not run on this one.
  const other = ['bench-result', 'goos', 'goarch'].find((name) => asked.given.has(name));
  if (other !== undefined) throw new UserError('flags-together', { one: '--bench', other: `--${other}` });
  return benchOptions(asked);
}
