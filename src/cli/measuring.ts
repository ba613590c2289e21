import { UserError } from '../base/user-error.ts';
import type { Measuring } from '../engine/measure.ts';
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
