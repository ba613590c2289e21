/**
 * The baseline: which allocations are there already and object to nobody. One JSON object per line, sorted, without line numbers and times, so that
 * two branches seldom touch the same line.
 */
import type { CauseCode } from './causes.ts';
import type { Incomparable } from './comparison.ts';
import type { Build } from './report.ts';
import type { SiteId, What } from './site.ts';

export const baselineSchemaName = 'stackward/baseline/1';
/** How ids are made; see analysis/sites/identify.ts. */
export const siteKeyVersion = 'stackward/site/1';
/** Where none is named. */
export const defaultBaselineFile = 'stackward.baseline.jsonl';

/** The first line: what must be equal for a judgement. */
export interface BaselineHeader {
  readonly schema: typeof baselineSchemaName;
  readonly ids: string;
  readonly build: BaselineBuild;
}
export type BaselineBuild = Pick<
  Build,
  'go' | 'goos' | 'goarch' | 'experiment' | 'tags' | 'gcflags' | 'goflags' | 'race' | 'cgo' | 'tests' | 'deps' | 'pgo'
>;

/** `accepted` on purpose, with a reason; `legacy` was there when the baseline was made. */
export const baselineSections = ['accepted', 'legacy'] as const;
export type BaselineSection = (typeof baselineSections)[number];

/** One site that allocates. What is not in its id helps to know it again: see analysis/baseline. */
export interface BaselineEntry {
  readonly section: BaselineSection;
  readonly id: SiteId;
  readonly package: string;
  readonly function: string;
  readonly what: What;
  readonly type?: string;
  readonly subject?: string;
  readonly file: string;
  readonly cause: CauseCode;
  /** For what is worse: see `WorseHow`. */
  readonly charged?: number;
  readonly loop?: number;
  readonly always?: true;
  readonly test?: true;
  /** Of its line without blanks; absent where the source could not be read. */
  readonly line?: string;
  /** Of its line without names. */
  readonly text?: string;
  /** Of its function's body without names. */
  readonly body?: string;
  /** Of what was accepted. */
  readonly reason?: string;
  /** The last day, `2026-12-31`. */
  readonly until?: string;
}

export interface Baseline {
  readonly header: BaselineHeader;
  readonly entries: readonly BaselineEntry[];
}

/** How a report stands to a baseline, counted. */
export interface BaselineCounts {
  /** As it was given. */
  readonly file: string;
  readonly incomparable?: readonly Incomparable[];
  readonly entries: number;
  /** Sites that are in it. */
  readonly known: number;
  readonly new: number;
  readonly worse: number;
  /** Entries in the packages of the run that no site has any more. */
  readonly gone: number;
  /** Accepted sites whose last day is over; they count as new. */
  readonly expired: number;
}
