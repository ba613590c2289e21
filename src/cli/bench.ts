import { UserError } from '../base/user-error.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';

/** Flags that mean nothing for the other half of the command. */
const ofMeasuring = ['bench', 'benchtime', 'count', 'cpu', 'no-race', 'tags', 'race', 'go', 'gcflags', 'all'];
const ofComparing = ['alpha', 'confidence', 'ignore'];

/** `stackward bench`: measures benchmarks; with `--compare` says how those of two inputs differ. */
export async function bench(asked: Asked, io: Io): Promise<number> {
  const isComparing = asked.given.has('compare');
  const stray = (isComparing ? ofMeasuring : ofComparing).find((name) => asked.given.has(name));
  if (stray !== undefined && isComparing) throw new UserError('flags-together', { one: '--compare', other: `--${stray}` });
  if (stray !== undefined)
    throw new UserError('missing-argument', { argument: `--compare OLD NEW beside --${stray}`, command: asked.command });
  if (isComparing) return (await import('./bench-compare.ts')).compareBench(asked, io);
  return (await import('./bench-run.ts')).benchRun(asked, io);
}
