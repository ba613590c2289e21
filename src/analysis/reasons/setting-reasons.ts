import type { Reason } from '../../model/build-comparison.ts';
import type { Pair } from './reason-pair.ts';
export function settingReasons(_: Pair, __: readonly Reason[]): Reason[] {
  return [];
}
