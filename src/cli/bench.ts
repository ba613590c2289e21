import { UserError } from '../base/user-error.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';

/** `stackward bench`: measures benchmarks; with `--compare` says how those of two inputs differ. */
export async function bench(asked: Asked, io: Io): Promise<number> {
  if (asked.given.has('compare')) return (await import('./bench-compare.ts')).compareBench(asked, io);
  const stray = ['alpha', 'confidence', 'ignore'].find((name) => asked.given.has(name));
  if (stray !== undefined)
    throw new UserError('missing-argument', { argument: `--compare OLD NEW beside --${stray}`, command: asked.command });
  return (await import('./bench-run.ts')).benchRun(asked, io);
}
