import { UserError } from '../base/user-error.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';

/** `stackward bench`: with `--compare` how the benchmarks of two inputs differ. */
export async function bench(asked: Asked, io: Io): Promise<number> {
  if (asked.given.has('compare')) return (await import('./bench-compare.ts')).compareBench(asked, io);
  throw new UserError('missing-argument', { argument: '--compare OLD NEW', command: asked.command });
}
