import { severities, type Finding } from '../model/finding.ts';
import type { Problem } from '../model/report.ts';
import { count, grouped } from './numbers.ts';

/** What a document comes to, in a few words: `2 errors, 1 warning; 3 known`, or why it does not say all. */
export function verdictWords({
  findings,
  problems,
}: {
  readonly findings: readonly Pick<Finding, 'severity' | 'known'>[];
  readonly problems: readonly Pick<Problem, 'effect'>[];
}): string {
  const open = findings.filter(({ known }) => known === undefined);
  const known = findings.length - open.length;
  const counts = severities.flatMap((severity) => {
    const of = open.filter((one) => one.severity === severity).length;
    return of === 0 ? [] : [count(of, severity)];
  });
  const objections = counts.length === 0 ? 'nothing to object' : counts.join(', ');
  const failed = problems.filter(({ effect }) => effect === 'failed').length;
  const incomplete = problems.filter(({ effect }) => effect === 'incomplete').length;
  const lacks = [
    ...(failed > 0 ? [`${count(failed, 'failure')} of the build`] : []),
    ...(incomplete > 0 ? [`${count(incomplete, 'piece')} of evidence missing`] : []),
  ];
  const said = known === 0 ? objections : `${objections}; ${grouped(known)} known`;
  if (lacks.length === 0) return said;
  return `not complete: ${lacks.join(', ')}${counts.length === 0 && known === 0 ? '' : `; in the rest ${said}`}`;
}
