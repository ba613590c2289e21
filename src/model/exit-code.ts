import type { Problem } from './report.ts';

/**
 * 0 nothing to object · 1 findings of level error · 2 usage, configuration or incomplete evidence · 3 the Go build or the
 * environment failed. The highest effect among problems wins.
 */
export type ExitCode = 0 | 1 | 2 | 3;

export function exitCode(document: { readonly problems: readonly Pick<Problem, 'effect'>[] }): ExitCode {
  if (document.problems.some((problem) => problem.effect === 'failed')) return 3;
  if (document.problems.some((problem) => problem.effect === 'incomplete')) return 2;
  return 0;
}
