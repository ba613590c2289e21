import type { Related } from '../../model/finding.ts';
import type { Span } from '../../model/span.ts';
import { relatedWords } from '../../view/related-words.ts';
import { safeJson } from '../../view/safe-text.ts';
import type { RenderOptions } from '../render-options.ts';
import { entryLines, problemLinesOf } from './entry-text.ts';
import type { Judged } from './judged.ts';
import { repositoryPlace } from './repository-place.ts';

const severities = { error: 'ERROR', warning: 'WARNING', note: 'INFO' } as const;
const effects = { failed: 'ERROR', incomplete: 'ERROR', notice: 'INFO' } as const;

/**
 * reviewdog's rdjsonl: one diagnostic on each line, columns in bytes of UTF-8 as reviewdog counts them. What is known is accepted and not in it. To be used
 * with `-filter-mode=nofilter`: what is new was decided already, and not by the lines of a diff.
 */
export function* renderRdjsonl({ build, entries, problems }: Judged, options: RenderOptions): Iterable<string> {
  const locationOf = (at: Span | undefined): object => {
    const { file, line, column } = repositoryPlace(build, at);
    return { path: file, range: { start: { line, ...(column === undefined ? {} : { column }) } } };
  };
  const relatedOf = (related: readonly Related[]): object =>
    related.length === 0 ? {} : { related_locations: related.map((one) => ({ message: relatedWords(one), location: locationOf(one.at) })) };
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
      message: entryLines(entry, repositoryPlace(build, entry.at), options.nameFile).join('\n'),
      location: locationOf(entry.at),
      severity: severities[entry.severity],
      source,
      code: { value: entry.rule },
      ...relatedOf(entry.related),
    });
  }
}

function line(diagnostic: object): string {
  return `${safeJson(JSON.stringify(diagnostic))}\n`;
}
