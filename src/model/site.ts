/**
 * Sites: the written places where heap memory may be allocated, with their compiled copies as evidence. The unit that is identified, ranked
 * and compared.
 */
import type { Cause } from './causes.ts';
import type { Cost, Execution } from './cost.ts';
import type { Frame, VerdictKind, When } from './facts.ts';
import type { Span } from './span.ts';

/** What is allocated. */
export const whats = [
  'object',
  'slice',
  'growth',
  'map',
  'map-growth',
  'chan',
  'string',
  'bytes',
  'box',
  'closure',
  'variadic',
  'go',
  'defer',
  'leaves-frame',
] as const;
export type What = (typeof whats)[number];

export interface TypeRef {
  readonly name: string;
  /** Bytes of one value. */
  readonly size?: number;
  /** Bytes that the runtime charges for one object of this type (size class, header included); of single objects only. */
  readonly charged?: number;
  /** Whether a value of it can hold pointers; absent where that is not known, and of maps and channels. */
  readonly pointers?: boolean;
  /** Of a slice or growth the type is that of the element. */
  readonly of: 'object' | 'element';
  /** Where the type is known from. */
  readonly known: 'operand' | 'dictionary' | 'verdict';
}

/** Names a written place across builds; see analysis/sites/identify.ts. */
export type SiteId = string;

/** What the compiler said of a site that allocates: `append` is `append escapes to heap`; an allocation said `stack` or `nothing` is hidden. */
export const saids = ['heap', 'append', 'stack', 'nothing'] as const;
export type Said = (typeof saids)[number];
/** Whether an allocation of which this was said is hidden. */
export function isHidden(said: Said): boolean {
  return said === 'stack' || said === 'nothing';
}

/**
 * Why a heap verdict needs no allocator call, each read from object code or from the compiler's expression. `dead-code`: there is no code on
 * its line. `optimized-away`: there is, and every call of the function belongs to another verdict.
 */
export const paperReasons = [
  'constant',
  'zero-size',
  'static-data',
  'small-value',
  'captures-nothing',
  'dead-code',
  'optimized-away',
] as const;
export type PaperReason = (typeof paperReasons)[number];

/** Why the join does not know whether a heap verdict allocates. */
export const unsettledReasons = ['no-object-code', 'no-position', 'no-call-no-proof'] as const;
export type UnsettledReason = (typeof unsettledReasons)[number];

export const outcomes = ['allocates', 'paper', 'merged', 'unsettled'] as const;
export type Outcome =
  | { readonly outcome: 'allocates'; readonly said: Said }
  | { readonly outcome: 'paper'; readonly paper: PaperReason }
  /** One allocation serves several variables: the call is that of site `into`. */
  | { readonly outcome: 'merged'; readonly into: SiteId }
  | { readonly outcome: 'unsettled'; readonly why: UnsettledReason };

/** One written place where heap memory may be allocated, with its compiled copies. */
export type Site = SiteBase & Outcome;
export interface SiteBase {
  readonly id: SiteId;
  readonly package: string;
  /** The function in whose text the place stands, without its package. */
  readonly function: string;
  /** The column where a verdict of its own function tells it. */
  readonly at: Span;
  readonly what: What;
  readonly type?: TypeRef;
  /** The compiler's expression, where it said something: `&Order{...}`. */
  readonly subject?: string;
  /** Conditions of all its calls, in the order of the glossary; empty when it has none. */
  readonly when: readonly When[];
  readonly places: readonly Place[];
  /** Loop depth of the place in its function's text, where the source could be read. */
  readonly loop?: number;
  /** Written in a test file. */
  readonly test?: true;
  /** Written in a function that other packages can call. */
  readonly exported?: true;
  readonly cause: Cause;
  /** What it cost, in each measurement that found it. */
  readonly cost?: readonly Cost[];
  /** Whether it was executed, as coverage says; of sites that allocate. */
  readonly execution?: Execution;
  /** Place in the static order, from 1; see analysis/rank.ts. Only sites that allocate are ranked. */
  readonly rank?: number;
  /**
   * Of several builds: how it stands in each, in their order; a build in which it does not stand has no entry. Absent when it is the same in
   * all. What the site itself says is so in the first build in which it allocates, else in the first that has it.
   */
  readonly in?: readonly InBuild[];
}

/** A site in one build of several. */
export interface InBuild {
  /** Its label. */
  readonly build: string;
  readonly outcome: Outcome['outcome'];
  readonly said?: Said;
  readonly paper?: PaperReason;
  readonly into?: SiteId;
  readonly why?: UnsettledReason;
  /** The id that it has in a report of this build alone, where that is another one. */
  readonly id?: SiteId;
  readonly when: readonly When[];
  readonly type?: TypeRef;
  /** Compiled copies. */
  readonly copies: number;
}

/** The outcome of a site alone. */
export function outcomeOf(site: Site): Outcome {
  switch (site.outcome) {
    case 'allocates':
      return { outcome: site.outcome, said: site.said };
    case 'paper':
      return { outcome: site.outcome, paper: site.paper };
    case 'merged':
      return { outcome: site.outcome, into: site.into };
    case 'unsettled':
      return { outcome: site.outcome, why: site.why };
    default:
      return site satisfies never;
  }
}

/** One compiled copy of a site. */
export interface Place {
  readonly package: string;
  readonly variant?: string;
  /** The symbol that holds the copy. */
  readonly function: string;
  /** Innermost first; the last is where the compiler's lines stand. */
  readonly inline: readonly Frame[];
  /** Empty in a place that only a verdict tells of. */
  readonly calls: readonly { readonly allocator: string; readonly when: readonly When[]; readonly count: number }[];
  /** The verdicts that are joined with these calls. */
  readonly verdicts: readonly Verdict[];
  /** How they were joined: by the type in both, by the kind alone, in order among equals; `alone`: calls or verdicts without the other. */
  readonly joined: Joined;
}
export const joineds = ['type', 'kind', 'order', 'alone'] as const;
export type Joined = (typeof joineds)[number];
export interface Verdict {
  readonly kind: VerdictKind;
  readonly subject: string;
  readonly column?: number;
  readonly count: number;
}
