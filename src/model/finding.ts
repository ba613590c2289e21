/**
 * Findings: what a rule of the policy, a pin or a comparison objects to. Codes and facts; sentences are made in `view`.
 */
import type { Change, WorseHow } from './change.ts';
import type { JudgedUnit } from './benchmark-amounts.ts';
import type { When } from './facts.ts';
import type { PinKind } from './pin.ts';
import type { Site, SiteId, What } from './site.ts';
import type { Span } from './span.ts';

/** The gravest first. Only errors decide an exit code. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** Medians of so many `runs`; `p` that chance makes the difference, absent where the runs are too few to say and where every difference counts. */
export interface MoreAmount {
  readonly unit: JudgedUnit;
  readonly before: number;
  readonly after: number;
  readonly runs: readonly [before: number, after: number];
  readonly p?: number;
}

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
  /** A benchmark allocates more than `budget` grants one operation; `measured` is the median. `places` are those that are related. */
  'benchmark-over-budget': {
    name: string;
    benchmark: string;
    unit: JudgedUnit;
    measured: number;
    budget: number;
    places: number;
    reason?: string;
  };
  /** A benchmark allocates more than in the base. `also`: the other unit, where that is as grave. `places` of the code make the difference, as far as that is known. */
  'worse-benchmark': MoreAmount & { benchmark: string; also?: MoreAmount; places: number; reason?: string };
  /** Of `fresh` new allocations `untested` are not executed by tests; told from `percent` and `sites` on. */
  'new-untested': { fresh: number; untested: number; percent: number; sites: number; reason?: string };
  /** A rule needs what was not measured. */
  'rule-not-judged': { rule: string; needs: 'coverage' | 'benchmarks' };
  /** A package pattern in a rule meets no package, or the name of a benchmark none that was measured. */
  'rule-unmatched': { rule: string; pattern: string; of?: 'benchmark' };
  /** The last day of a waiver is over. `findings` are those that it let be. */
  'waiver-expired': { selector: string; reason: string; until: string; findings: number };
  /** A waiver means no site and no finding. */
  'waiver-unused': { selector: string; reason: string };
  // of a baseline
  /** The last day of what was accepted is over: the site counts as new again. */
  'acceptance-expired': { what: What; type?: string; subject?: string; reason: string; until: string };

  // of pins
  /** A path leads from a function that must not allocate to one that does. `in`: the function that holds the inlined copy. */
  'noalloc-violated': {
    function: string;
    allocator: string;
    when: readonly When[];
    through: 'calls' | 'function-value' | 'slow-path';
    in?: string;
  };
  /** Nothing that is known allocates, and some calls lead to where nobody knows: by name, each with the function that makes it. */
  'noalloc-unknown': { function: string; calls: readonly { name: string; in: string }[] };
  /** There is no code to judge. */
  'pin-unproven': { pin: PinKind; function: string; why: 'no-body' | 'no-instance' | 'not-compiled' };
  /** The object code of this architecture leaves no mark for calls of function values. */
  'pin-unsupported': { pin: PinKind; function: string; goarch: string };
  /** A name of `noescape` whose value does. `subject`: the expression that is assigned to it. */
  'noescape-violated': { function: string; name: string; how: 'leaks' | 'content' | 'moved' | 'escapes'; subject?: string };
  'noescape-unknown-name': { function: string; name: string; near?: string };
  'inline-violated': { function: string; reason: string; cost?: number; budget?: number };
  /** gcassert's line on which something is put on the heap. */
  'line-escapes': { subject: string };
  /** gcassert's call that was not inlined. */
  'call-not-inlined': { callee: string };
  'bounds-not-checked': Readonly<Record<string, never>>;
  'assume-unused': { function: string; name: string };
  /** Nothing on the line, or in the function, allocates. */
  'allow-unused': { reason: string };
  'directive-unknown': { directive: string; near?: string };
  'directive-spaced': { directive: string };
  'directive-arguments': { directive: string; wants: 'options' | 'names' | 'nothing' | 'reason'; argument?: string; near?: string };
  'directive-misplaced': { directive: string; wants: 'function' | 'code' };
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

/** `base`: it was so before the change. */
export const knownBys = ['baseline', 'allow', 'waiver', 'base'] as const;

/** Why a finding is known and objects no more: it stays in the document, and decides no exit code. */
export interface Known {
  readonly by: (typeof knownBys)[number];
  /** What somebody wrote; of the base its name. */
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

/** What findings say of the allocation that they are about. */
export function allocationArgs({ what, type, subject }: Site): FindingCodes['new-allocation'] {
  return { what, ...(type ? { type: type.name } : {}), ...(subject === undefined ? {} : { subject }) };
}
