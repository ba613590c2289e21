import type { Io } from './io.ts';
import type { Asked } from './parse.ts';

/** `stackward bench`: measures benchmarks. */
export async function bench(asked: Asked, io: Io): Promise<number> {
  return (await import('./bench-run.ts')).benchRun(asked, io);
}
