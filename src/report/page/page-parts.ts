import {
  pageSchema,
  type LazyDetails,
  type PageDetails,
  type PageFile,
  type PageHead,
  type PageSource,
  type SourcesState,
} from '../../model/page.ts';
import type { BuildComparison } from '../../model/build-comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { SiteAnswer } from '../../model/explanation.ts';
import type { Build, Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { packSites, sitesEach } from './pack-sites.ts';

/** One part of a page, not yet compressed. */
export interface PagePart {
  readonly name: string;
  readonly json: string;
}

/** Sites whose answers are in one part: looked at one at a time, so small. */
const answersEach = 250;

type Head = Omit<PageHead, 'parts'>;

/** Cuts a report, with what else is known, into the parts of a page; gives its head but for the digests. */
export function* pageParts(report: Report, details: PageDetails | undefined): Generator<PagePart, Head> {
  const { sites } = report;
  yield* listParts(report);
  const answers = details?.answers ?? sites.map((site) => ({ site, columns: [] }));
  for (let from = 0; from < answers.length; from += answersEach)
    yield { name: `answers/${from / answersEach}`, json: JSON.stringify(answers.slice(from, from + answersEach)) };
  const inlined = indexInlined(sites);
  for (const [index, file] of (details?.files ?? []).entries())
    yield { name: `source/${index}`, json: JSON.stringify(withInlined(file, inlined)) };
  return headOf(report, details?.sources ?? 'unknown', details?.files.map(({ file }) => file) ?? []);
}

/** A comparison: itself as one part, its sites as they are now (of those that are gone, as they were) as a list like any other, and the texts that it was given. */
export function* comparisonParts(comparison: Comparison, files: readonly PageFile[] | 'left-out' | undefined): Generator<PagePart, Head> {
  const answers = comparison.places.flatMap(({ head, base, explained }): SiteAnswer[] => {
    const site = head ?? base;
    return site ? [{ columns: [], ...explained, site }] : [];
  });
  const sites = answers.map(({ site }) => site);
  yield { name: 'comparison', json: JSON.stringify(comparison) };
  yield* listParts({ sites });
  for (let from = 0; from < answers.length; from += answersEach)
    yield { name: `answers/${from / answersEach}`, json: JSON.stringify(answers.slice(from, from + answersEach)) };
  const gone = comparison.places.flatMap(({ head }, index) => (head ? [] : [index]));
  const inlined = indexInlined(sites, new Set(gone));
  const kept = files === 'left-out' ? [] : (files ?? []);
  for (const [index, file] of kept.entries()) yield { name: `source/${index}`, json: JSON.stringify(withInlined(file, inlined)) };
  const siteChunks = Math.ceil(sites.length / sitesEach);
  return {
    schema: pageSchema,
    shows: 'comparison',
    title: titleOf(comparison.head.build ?? comparison.base.build),
    sites: sites.length,
    siteChunks,
    answersEach,
    sources: files === 'left-out' ? files : files ? 'kept' : 'unknown',
    files: kept.map(({ file }) => file),
    ...(gone.length > 0 ? { gone } : {}),
  };
}

/** Builds side by side: one part. */
export function* buildComparisonParts(comparison: BuildComparison): Generator<PagePart, Head> {
  yield { name: 'builds', json: JSON.stringify(comparison) };
  return {
    schema: pageSchema,
    shows: 'builds',
    title: titleOf(comparison.builds.find(({ build }) => build)?.build),
    sites: 0,
    siteChunks: 0,
    answersEach: 0,
    sources: 'unknown',
    files: [],
  };
}

/** The list of sites, and what stands beside it. */
export function* listParts({ sites, callees }: Pick<Report, 'sites' | 'callees'>): Iterable<PagePart> {
  let chunks = 0;
  for (const chunk of packSites(sites)) yield { name: `sites/${chunks++}`, json: JSON.stringify(chunk) };
  if (callees) yield { name: 'callees', json: JSON.stringify(callees) };
}

/** A page of which all but the list is made when it is asked for. */
export interface LivePage {
  readonly head: Head;
  /** Names of the parts that `part` makes. */
  readonly names: readonly string[];
  readonly part: (name: string) => Promise<string | undefined>;
}

export function livePage(report: Report, details: LazyDetails | undefined): LivePage {
  const { sites } = report;
  const files = details?.files ?? [];
  const chunks = Math.ceil(sites.length / answersEach);
  let inlined: Inlined | undefined;
  return {
    head: headOf(report, details ? 'kept' : 'unknown', files),
    names: [...Array.from({ length: chunks }, (_, index) => `answers/${index}`), ...files.map((_, index) => `source/${index}`)],
    async part(name) {
      const [, kind, number] = /^(answers|source)\/(\d{1,9})$/.exec(name) ?? [];
      const index = Number(number);
      if (kind === 'answers' && index < chunks) {
        const some = sites.slice(index * answersEach, (index + 1) * answersEach);
        return JSON.stringify(some.map((site) => details?.answer(site) ?? { site, columns: [] }));
      }
      const file = kind === 'source' ? files[index] : undefined;
      if (file === undefined) return undefined;
      const source = (await details?.source(file)) ?? { file, text: '', functions: [] };
      return JSON.stringify(withInlined(source, (inlined ??= indexInlined(sites))));
    },
  };
}

function headOf({ sites, facts: _, callees: __, ...small }: Report, sources: SourcesState, files: readonly string[]): Head {
  const siteChunks = Math.ceil(sites.length / sitesEach);
  return {
    schema: pageSchema,
    shows: 'report',
    title: titleOf(small.build),
    report: small,
    sites: sites.length,
    siteChunks,
    answersEach,
    sources,
    files,
  };
}

function titleOf(build: Build | undefined): string {
  return build?.modules.map(({ path }) => path).join(', ') ?? '';
}

type Inlined = ReadonlyMap<string, PageSource['inlined']>;

function withInlined(file: PageFile, inlined: Inlined): PageSource {
  return { ...file, inlined: inlined.get(file.file) ?? [] };
}

/** Lines where code of other lines was inlined that makes a site. */
function indexInlined(sites: readonly Site[], gone?: ReadonlySet<number>): Inlined {
  const lines = new Map<string, Map<number, Set<number>>>();
  for (const [index, { at, places }] of sites.entries()) {
    if (gone?.has(index)) continue;
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
