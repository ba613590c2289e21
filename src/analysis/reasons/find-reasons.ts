import type { Reason } from '../../model/build-comparison.ts';
import { constantReasons } from './constant-reasons.ts';
import { factReasons } from './fact-reasons.ts';
import { inliningReasons } from './inlining-reasons.ts';
import { leakReasons } from './leak-reasons.ts';
import { makePair, type Pair, type ReasonStep, type SitesOfStep } from './reason-pair.ts';
import { settingReasons } from './setting-reasons.ts';
import { sizeLimitReasons, typeSizeReasons } from './size-reasons.ts';
import { editReasons, placeTextReasons } from './text-reasons.ts';
import { allocatorReasons, mergedReasons, verdictReasons } from './verdict-reasons.ts';

/**
 * Why a written place differs between two builds, the most telling reason first. Empty where nothing that was read explains it; that the builds differ in a
 * setting or in their Go release is none by itself.
 */
export function findReasons(sites: SitesOfStep, step: ReasonStep): Reason[] {
  const pair = makePair(sites, step);
  // Of a file that a build does not have, what chooses files is all there is to say.
  if (pair.kinds.includes('not-built')) return [...settingReasons(pair, []), ...factReasons(pair)];
  const told = unique([
    ...editReasons(pair),
    ...mergedReasons(pair),
    ...constantReasons(pair),
    ...inliningReasons(pair),
    ...leakReasons(pair),
    ...sizeLimitReasons(pair),
    ...typeSizeReasons(pair),
    ...placeTextReasons(pair),
  ]);
  const facts = factReasons(pair);
  const settings = settingReasons(pair, told);
  const found = [...settings, ...facts, ...told];
  return unique([...found, ...evidenceReasons(pair)]);
}

/** What differs in the evidence itself: what the compiler decided on the value, and what the code calls. That words and allocators are others is no reason that they are. */
function evidenceReasons(pair: Pair): Reason[] {
  if (pair.kinds.every((kind) => kind === 'words' || kind === 'copies')) return [];
  return [...verdictReasons(pair), ...allocatorReasons(pair)];
}

function unique(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
