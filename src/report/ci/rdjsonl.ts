import type { Span } from '../../model/span.ts';
import { relatedWords } from '../../view/related-words.ts';
import { safeJson } from '../../view/safe-text.ts';
import { entryLines, problemLinesOf } from './entry-text.ts';
import type { Entry } from './entries.ts';
import type { Judged } from './judged.ts';
import { repositoryPlace } from './repository-place.ts';

const severities = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const;
const effects = { failed: 'ERROR', incomplete: 'ERROR', notice: 'INFO' } as const;

/**
 * reviewdog's rdjsonl: one diagnostic on each line, columns in bytes of UTF-8 as reviewdog counts them. What is known is accepted and not in it. To be used
 * with `-filter-mode=nofilter`: what is new was decided already, and not by the lines of a diff.
 */
export function* renderRdjsonl({ build, entries, problems }: Judged): Iterable<string> {
  const locationOf = (at: Span | undefined): object => {
    const { file, line, column } = repositoryPlace(build, at);
    return { path: file, range: { start: { line, ...(column === undefined ? {} : { column }) } } };
  };
  const relatedOf = ({ related, flow }: Entry): object => {
    const all = [...related.map((one) => ({ at: one.at, message: relatedWords(one) })), ...flow];
    return all.length === 0 ? {} : { related_locations: all.map(({ at, message }) => ({ message, location: locationOf(at) })) };
  };
  const source = { name: 'stackward' };
  for (const problem of problems)
    yield line({
      message: problemLinesOf(problem).join('\n'),
      location: locationOf(undefined),
      severity: effects[problem.effect],
      source,
      code: { value: problem.code },
    });
  for (const entry of entries) {
    if (entry.known) continue;
    yield line({
      message: entryLines(entry, repositoryPlace(build, entry.at)).join('\n'),
      location: locationOf(entry.at),
      severity: severities[entry.severity],
      source,
      code: { value: entry.rule },
      ...relatedOf(entry),
    });
  }
}

function line(diagnostic: object): string {
  return `${safeJson(JSON.stringify(diagnostic))}\n`;
}
