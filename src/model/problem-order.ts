import { problemEffects, type Problem } from './report.ts';

/** That failures are allowed is said before they are; then the gravest effect first. */
export function byEffect(a: Problem, b: Problem): number {
  const isSaidFirst = (problem: Problem): number => (problem.code === 'broken-allowed' ? 0 : 1);
  return isSaidFirst(a) - isSaidFirst(b) || problemEffects.indexOf(a.effect) - problemEffects.indexOf(b.effect);
}
