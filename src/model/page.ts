/**
 * What the report page shows, in parts: a head that is read at once, and parts that are read when they are looked at. One file holds them all,
 * compressed (`-f html`); `serve` gives them one by one. Page and data are made by the same version, so nothing here is kept for others.
 */
import type { FunctionSpan } from './bundle.ts';
import type { SiteAnswer } from './explanation.ts';
import type { Report } from './report.ts';
import type { Site } from './site.ts';

export const pageSchema = 'stackward/page/1';

/** Whether texts of sources are in the page; `unknown`: a saved report does not have them. */
export type SourcesState = 'kept' | 'left-out' | 'unknown';

/** The head: all that is small. */
export interface PageHead {
  readonly schema: typeof pageSchema;
  readonly shows: 'report' | 'comparison' | 'builds';
  /** Paths of the modules that it is of. */
  readonly title: string;
  /** The report without what comes in parts. */
  readonly report?: Omit<Report, 'sites' | 'facts' | 'callees'>;
  readonly sites: number;
  readonly siteChunks: number;
  /** Sites in one part of answers; 0: there are none. */
  readonly answersEach: number;
  readonly sources: SourcesState;
  /** The list that was asked for on the command line: where a page opens. */
  readonly asked?: { readonly q: string; readonly sort: string; readonly group: string };
  /** Files whose text is in the page; of the n-th it is in part `source/n`. */
  readonly files: readonly string[];
  /** Of a comparison: numbers of sites that are gone, whose positions are those of another text. */
  readonly gone?: readonly number[];
  /** Names of all parts, with a digest where they may change under the page. */
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * A part of the list of sites: for each field one column of indexes into `values`, so that what many sites share is there once. Of the compiled
 * copies only their kind is told; {@link SiteAnswer} has them whole.
 */
export interface SiteChunk {
  readonly values: readonly unknown[];
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** Part `answers/n`: what is known of each site, in the order of the list. */
export type AnswerChunk = readonly SiteAnswer[];

/** Part `source/n`. */
export interface PageSource {
  readonly file: string;
  readonly text: string;
  readonly functions: readonly Pick<FunctionSpan, 'name' | 'line' | 'endLine'>[];
  /** Lines on which code was inlined that makes sites of other lines: their numbers in the list. */
  readonly inlined: readonly { readonly line: number; readonly sites: readonly number[] }[];
}

/** A file as it is read; what was inlined into its lines is told by the report. */
export type PageFile = Omit<PageSource, 'inlined'>;

/** What a run knows besides its report: for the page only. */
export interface PageDetails {
  /** In the order of the report's sites. */
  readonly answers: readonly SiteAnswer[];
  readonly sources: Exclude<SourcesState, 'unknown'>;
  readonly files: readonly PageFile[];
}

/** The same, made when it is asked for: a live page looks at little of it. */
export interface LazyDetails {
  readonly answer: (site: Site) => SiteAnswer;
  /** Files of the analysed packages. */
  readonly files: readonly string[];
  /** Undefined where it cannot be read. */
  readonly source: (file: string) => Promise<PageFile | undefined>;
}

/** Where a live page stands; sent whenever it changes. */
export interface LiveState {
  /** Counts results; 0 before the first. */
  readonly result: number;
  /** Time of day of the save that the shown result is of. */
  readonly of: string;
  /** A newer save is being built, since this time of day. */
  readonly building?: string;
  /** The newest save could not be built: what Go or we say, line by line, and the positions in it. */
  readonly failed?: { readonly at: string; readonly text: string };
}
