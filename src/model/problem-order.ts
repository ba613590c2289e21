import { problemEffects, type Problem } from './report.ts';

/** The gravest effect first. */
export function byEffect(a: Problem, b: Problem): number {
  return problemEffects.indexOf(a.effect) - problemEffects.indexOf(b.effect);
}
