import type { Finding } from '../model/finding.ts';
import { packagePattern } from '../query/package-pattern.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { Query } from '../query/query.ts';
import { severityOf, type Entry, type Subject } from './rule.ts';

/** Entries with a package pattern that meets no package of a whole run: they judge nothing, which a slip of the hand makes look like success. */
export function unmatchedFindings(rule: string, entries: readonly Entry[], subject: Subject): Finding[] {
  const severity = severityOf(subject.stale);
  if (severity === undefined || !subject.isWhole) return [];
  return entries.flatMap(({ where, at }) => {
    // What a preset means need not be there.
    if (where === undefined || at === undefined) return [];
    return packagePatterns(parseQuery(where))
      .filter((pattern) => !subject.packages.some(packagePattern(pattern, subject.context)))
      .map((pattern): Finding => ({
        code: 'rule-unmatched',
        args: { rule, pattern },
        severity,
        id: `rule-unmatched/${rule}/${pattern}`,
        anchor: subject.placeOf({ at }),
        related: [],
      }));
  });
}

/** Patterns that must be met for the query to mean anything: those below a `not` exclude, and exclude nothing when they meet nothing. */
function packagePatterns(query: Query): readonly string[] {
  if (query.kind === 'and' || query.kind === 'or') return query.terms.flatMap(packagePatterns);
  return query.kind === 'is' && query.field === 'pkg' ? query.values : [];
}
