import { safeJson } from '../../view/safe-text.ts';
import { entryLines, problemLinesOf } from './entry-text.ts';
import { fingerprint } from './fingerprint.ts';
import type { Judged } from './judged.ts';
import { repositoryPlace } from './repository-place.ts';

const severities = { error: 'major', warning: 'minor', note: 'info' } as const;
const effects = { failed: 'blocker', incomplete: 'critical' } as const;

/**
 * GitLab's Code Quality: an array whose entries its widget compares with the target branch by fingerprint. What is known is accepted and not in it.
 * What stackward could not know is an entry too: an empty array means that all is well.
 */
export function* renderGitlab({ build, entries, problems }: Judged): Iterable<string> {
  yield '[';
  let first = true;
  for (const row of rows()) {
    yield `${first ? '' : ','}\n  ${safeJson(JSON.stringify(row))}`;
    first = false;
  }
  yield first ? ']\n' : '\n]\n';

  function* rows(): Iterable<object> {
    const times = new Map<string, number>();
    for (const problem of problems) {
      if (problem.effect === 'notice') continue;
      const name = `${problem.code} ${problem.package ?? ''} ${problem.variant ?? ''}`;
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      yield {
        description: problemLinesOf(problem).join('\n'),
        check_name: problem.code,
        fingerprint: fingerprint('problem', name, String(time)),
        severity: effects[problem.effect],
        location: locationOf(undefined),
      };
    }
    for (const entry of entries) {
      if (entry.known) continue;
      yield {
        description: entryLines(entry, repositoryPlace(build, entry.at)).join('\n'),
        check_name: entry.rule,
        fingerprint: fingerprint(entry.rule, entry.id),
        severity: severities[entry.severity],
        location: locationOf(entry.at),
      };
    }
  }

  function locationOf(at: Parameters<typeof repositoryPlace>[1]): object {
    const { file, line } = repositoryPlace(build, at);
    return { path: file, lines: { begin: line } };
  }
}
