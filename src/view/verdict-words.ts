import type { Comparison } from '../model/comparison.ts';
import { severities, type Finding } from '../model/finding.ts';
import type { Problem } from '../model/report.ts';
import { changes, type Change } from '../model/change.ts';
import { count, grouped } from './numbers.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';

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

const stateWords: Readonly<Record<Change, string>> = {
  new: 'new',
  worse: 'worse',
  fixed: 'fixed',
  moved: 'moved',
  'other-reason': 'with another reason',
  unchanged: 'unchanged',
};

/** `Places from merge base of main to working tree: 2 new, 1 worse, 412 unchanged`. */
export function statesWords({ base, head, states }: Pick<Comparison, 'base' | 'head' | 'states'>): string {
  const said = changes.flatMap((state) => (states[state] > 0 || state === 'new' ? [`${grouped(states[state])} ${stateWords[state]}`] : []));
  return `Places from ${safeText(base.label)} to ${safeText(head.label)}: ${said.join(', ')}`;
}

/** Why two builds were not judged against each other; undefined where they were. */
export function incomparableWords({ incomparable }: Pick<Comparison, 'incomparable'>): string | undefined {
  if (incomparable === undefined) return undefined;
  return `not comparable, so nothing is judged: ${incomparable
    .map(({ what, base, head }) => safeText(`${what} ${base || 'none'} → ${head || 'none'}`))
    .join('; ')}`;
}

const causeWords = {
  'go-line': 'the go line of',
  'toolchain-line': 'the toolchain line of',
  pgo: 'the profile for PGO',
  dependency: 'the dependency',
} as const;

/** What the change touches besides Go files: `the dependency github.com/x/y, v1.2.0 → v1.3.0`. */
export function changeCauseLines({ causes }: Pick<Comparison, 'causes'>): string[] {
  return causes.map(({ kind, name, from, to }) =>
    safeText(`${rowOf(causeWords, kind) ?? kind} ${name}, ${from || 'none'} → ${to || 'none'}`),
  );
}
