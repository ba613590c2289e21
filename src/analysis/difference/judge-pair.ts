import type { Change, WorseHow } from '../../model/change.ts';
import type { Site } from '../../model/site.ts';
import type { SitePair } from './match-sites.ts';

/** How a place of the head stands to what it was. Judged by whether it allocates, never by the compiler's words. */
export function judgePair({ base, head }: Pick<SitePair, 'base' | 'head'>): { readonly state: Change; readonly how?: readonly WorseHow[] } {
  const was = base.outcome === 'allocates';
  const is = head.outcome === 'allocates';
  if (!is) return { state: was && head.outcome !== 'unsettled' ? 'fixed' : 'unchanged' };
  if (!was) return { state: 'worse', how: ['allocates'] };
  const how = worseHow(base, head);
  if (how.length > 0) return { state: 'worse', how };
  if (base.cause.code !== head.cause.code) return { state: 'other-reason' };
  const isMoved = base.at.file !== head.at.file || base.package !== head.package || base.function !== head.function;
  return { state: isMoved ? 'moved' : 'unchanged' };
}

function worseHow(base: Site, head: Site): WorseHow[] {
  const how: WorseHow[] = [];
  if (sizeOf(head) > sizeOf(base) && sizeOf(base) > 0) how.push('larger');
  if ((head.loop ?? 0) > (base.loop ?? 0) && base.loop !== undefined) how.push('in-loop');
  if (head.when.includes('always') && !base.when.includes('always') && base.when.length > 0) how.push('unconditional');
  return how;
}

/** What the runtime charges for one, else the size of an element. */
function sizeOf({ type }: Site): number {
  return type?.charged ?? type?.size ?? 0;
}
