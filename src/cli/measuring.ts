import { UserError } from '../base/user-error.ts';
import type { Measuring, ReadMeasurements } from '../engine/measure.ts';
import type { Host } from '../host/host.ts';
import type { Asked } from './parse.ts';

/** What is to be measured by; undefined without any flag of it. Throws UserError `missing-argument` for what means nothing alone. */
export function measuringOf(asked: Asked): Measuring | undefined {
  const profiles = asked.lists.get('profile');
  const covers = asked.lists.get('cover');
  const base = asked.texts.get('base');
  if (base !== undefined && !profiles)
    throw new UserError('missing-argument', { argument: '--profile FILE beside --base', command: asked.command });
  if (!profiles && !covers) return undefined;
  return { ...(profiles ? { profiles } : {}), ...(base === undefined ? {} : { base }), ...(covers ? { covers } : {}) };
}

/** Reads what is to be measured by, where anything is. */
export async function readMeasuring(asked: Asked, host: Host, signal: AbortSignal): Promise<ReadMeasurements | undefined> {
  const measuring = measuringOf(asked);
  return measuring && (await import('../engine/measure.ts')).readMeasurements(host, measuring, signal);
}
