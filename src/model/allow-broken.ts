import type { Problem, Report } from './report.ts';

/**
 * The same report where packages that failed are no reason to object. It says so itself, so that whoever reads it later comes to the same exit
 * code (see {@link exitCode}). The failures stay as they are.
 */
export function allowBroken<Of extends Pick<Report, 'problems'>>(report: Of): Of {
  const packages = [...new Set(report.problems.flatMap((problem) => (isOfBrokenPackage(problem) ? [problem.package] : [])))].toSorted();
  if (packages.length === 0) return report;
  return { ...report, problems: [{ code: 'broken-allowed', args: { packages }, effect: 'notice' }, ...report.problems] };
}

/** Whether it is a failure of one package, not of the whole run. */
export function isOfBrokenPackage<Of extends Pick<Problem, 'effect' | 'package'>>(
  problem: Of,
): problem is Of & { readonly package: string } {
  return problem.effect === 'failed' && problem.package !== undefined;
}
