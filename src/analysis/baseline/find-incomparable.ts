import { siteKeyVersion, type BaselineBuild, type BaselineHeader } from '../../model/baseline.ts';
import type { Incomparable } from '../../model/comparison.ts';
import { listIncomparable } from '../difference/comparable.ts';

/** What differs between the build of a baseline and another one so that neither is evidence against the other; empty where they can be compared. */
export function findIncomparable(base: BaselineHeader, head: BaselineBuild): readonly Incomparable[] {
  const differing = listIncomparable(base.build, head);
  return base.ids === siteKeyVersion ? differing : [{ what: 'key-version', base: base.ids, head: siteKeyVersion }, ...differing];
}
