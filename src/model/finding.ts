/**
 * Findings: what a rule of the policy, a pin or a comparison objects to. Codes and facts; sentences are made in `view`.
 */
import type { Change, WorseHow } from './change.ts';
import type { SiteId, What } from './site.ts';
import type { Span } from './span.ts';

/** The gravest first. Only errors decide an exit code. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** Every code with the facts it carries; a code without a sentence in `view/messages/en/findings.ts` does not compile. Codes are for ever. */
export interface FindingCodes {
  // of a comparison
  /** A written place that allocates and has no counterpart before. */
  'new-allocation': { what: What; type?: string; subject?: string };
  /** A written place that was there before and now costs more. */
  'worse-allocation': { what: What; type?: string; subject?: string; how: readonly WorseHow[] };
  // of the policy
  /** A site that `sites` of the policy does not want; `where` is its query. */
  'unwanted-site': { what: What; type?: string; subject?: string; where: string; reason?: string };
  /** More sites match than `budget` grants. */
  'over-budget': { name: string; where: string; sites: number; budget: number; reason?: string };
  /** A package pattern in a rule meets no package. */
  'rule-unmatched': { rule: string; pattern: string };
  /** The last day of a waiver is over. `findings` are those that it let be. */
  'waiver-expired': { selector: string; reason: string; until: string; findings: number };
  /** A waiver means no site and no finding. */
  'waiver-unused': { selector: string; reason: string };
  // of a baseline
  /** The last day of what was accepted is over: the site counts as new again. */
  'acceptance-expired': { what: What; type?: string; subject?: string; reason: string; until: string };
}
export type FindingCode = keyof FindingCodes;

/** Another position that a finding speaks of; `code` says what it is to the finding. */
export const relatedCodes = ['caller', 'callee', 'allocation', 'path', 'before'] as const;
export type RelatedCode = (typeof relatedCodes)[number];
export interface Related {
  readonly code: RelatedCode;
  readonly at: Span;
  /** The function that stands there, for a path. */
  readonly function?: string;
}

/** Why a finding is known and objects no more: it stays in the document, and decides no exit code. */
export interface Known {
  readonly by: 'baseline' | 'allow' | 'waiver';
  readonly reason: string;
  /** The last day, `2026-12-31`. */
  readonly until?: string;
}

export type Finding = {
  readonly [Code in FindingCode]: {
    readonly code: Code;
    readonly args: FindingCodes[Code];
    readonly severity: Severity;
    /** Names the finding across runs, without lines: what formats for machines use as fingerprint. Unique within a document. */
    readonly id: string;
    /** The site it is about; a budget or a proof may have none. */
    readonly site?: SiteId;
    readonly package?: string;
    readonly function?: string;
    /** Where it is shown. Not part of its identity. */
    readonly anchor: Span;
    readonly related: readonly Related[];
    /** Of comparisons. */
    readonly state?: Change;
    readonly known?: Known;
  };
}[FindingCode];
