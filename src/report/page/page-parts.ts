import { pageSchema, type PageDetails, type PageHead, type PageSource, type SourcesState } from '../../model/page.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { packSites } from './pack-sites.ts';

/** One part of a page, not yet compressed. */
export interface PagePart {
  readonly name: string;
  readonly json: string;
}

/** Sites whose answers are in one part: looked at one at a time, so small. */
const answersEach = 250;

/** Cuts a report, with what else is known, into the parts of a page; gives its head but for the digests. */
export function* pageParts(report: Report, details: PageDetails | undefined): Generator<PagePart, Omit<PageHead, 'parts'>> {
  const { sites, facts: _, callees, ...small } = report;
  let chunks = 0;
  for (const chunk of packSites(sites)) yield { name: `sites/${chunks++}`, json: JSON.stringify(chunk) };
  if (callees) yield { name: 'callees', json: JSON.stringify(callees) };
  const answers = details?.answers ?? sites.map((site) => ({ site, columns: [] }));
  for (let from = 0; from < answers.length; from += answersEach)
    yield { name: `answers/${from / answersEach}`, json: JSON.stringify(answers.slice(from, from + answersEach)) };
  const inlined = indexInlined(sites);
  for (const [index, file] of (details?.files ?? []).entries()) {
    const source: PageSource = { ...file, inlined: inlined.get(file.file) ?? [] };
    yield { name: `source/${index}`, json: JSON.stringify(source) };
  }
  const sources: SourcesState = details?.sources ?? 'unknown';
  return {
    schema: pageSchema,
    shows: 'report',
    report: small,
    sites: sites.length,
    siteChunks: chunks,
    answersEach,
    sources,
    files: details?.files.map(({ file }) => file) ?? [],
  };
}

/** Lines where code of other lines was inlined that makes a site. */
function indexInlined(sites: readonly Site[]): ReadonlyMap<string, PageSource['inlined']> {
  const lines = new Map<string, Map<number, Set<number>>>();
  for (const [index, { at, places }] of sites.entries()) {
    for (const { inline } of places) {
      for (const { file, line } of inline.slice(1)) {
        if (file === at.file && line === at.line) continue;
        let ofFile = lines.get(file);
        if (!ofFile) lines.set(file, (ofFile = new Map<number, Set<number>>()));
        let onLine = ofFile.get(line);
        if (!onLine) ofFile.set(line, (onLine = new Set()));
        onLine.add(index);
      }
    }
  }
  return new Map(
    [...lines].map(([file, ofFile]) => [
      file,
      [...ofFile].toSorted(([a], [b]) => a - b).map(([line, on]) => ({ line, sites: [...on].toSorted((a, b) => a - b) })),
    ]),
  );
}
