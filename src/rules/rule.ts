/**
 * Rules of the policy. In: a report or a comparison, and the entries of `policy` in the configuration; out: findings. Each rule is a declaration in a
 * folder of its own, with its documentation; none knows another, and none knows the world: today's date comes in.
 */
import type { BenchmarkAmounts } from '../model/benchmark-amounts.ts';
import type { ComparedPlace } from '../model/comparison.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import type { QueryContext } from '../query/query.ts';

/** How grave it is what a rule finds; `off` finds nothing. */
export const levels = ['off', 'note', 'warning', 'error'] as const;
export type Level = (typeof levels)[number];

/** In the order in which they are judged and listed; `metadata.ts` has a row for each. Apart from it, so that naming them loads no rule. */
export const ruleNames = ['sites', 'budget', 'new-allocation', 'worse-allocation', 'new-untested', 'worse-benchmark'] as const;
export type RuleName = (typeof ruleNames)[number];

/** What an entry of every rule may have. */
export interface Entry {
  /** Which sites are meant, in the query language; without one all are. */
  readonly where?: string;
  readonly level?: Level;
  /** Shown with what it finds. */
  readonly reason?: string;
  /** Where it stands in the file of the policy; those of a preset stand nowhere. */
  readonly at?: { readonly line: number; readonly column: number };
}

/** What a value in an entry may be; schema, messages and documents follow from it. */
export type OptionKind = 'query' | 'level' | 'text' | 'whole' | 'percent' | 'date' | 'rule' | 'choice';
export interface OptionRow {
  readonly name: string;
  readonly kind: OptionKind;
  readonly isRequired?: true;
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** One sentence without a point. */
  readonly help: string;
}

/** One rule: what it is called, what may stand in an entry, what it finds. */
export interface Rule<One extends Entry> {
  readonly name: string;
  /** One sentence with its point. */
  readonly summary: string;
  /** Paragraphs. */
  readonly doc: readonly string[];
  /** `head`: every site of a run, by `check` and `gate`. `changes`: what changed against a base, by `gate` and `check --baseline`. */
  readonly judges: 'head' | 'changes';
  readonly options: readonly OptionRow[];
  /** Of options that are not required: those that an entry must have, one set of them. */
  readonly needs?: readonly (readonly string[])[];
  /** JSON of a list of entries, for documents. */
  readonly example: string;
  readonly judge: (entries: readonly One[], subject: Subject) => Finding[];
}

/** What rules judge. */
export interface Subject {
  /** Every site of the run; absent where only the changes are at hand. */
  readonly sites?: readonly Site[];
  /** Of a comparison: only what changed is objected to, though all sites may be counted. */
  readonly onlyChanges: boolean;
  /** What changed; absent where there is no base. */
  readonly places?: readonly ComparedPlace[];
  /** What benchmarks allocate; absent where none were measured. */
  readonly benchmarks?: readonly BenchmarkAmounts[];
  /** Paths of the packages that were looked at. */
  readonly packages: readonly string[];
  /** Whether these are all packages that the policy is meant for: then a pattern that matches none is a mistake. */
  readonly isWhole: boolean;
  readonly context: QueryContext;
  /** Where an entry is shown. */
  readonly placeOf: (entry: Pick<Entry, 'at'>) => Span;
  /** How grave it is that a part of the policy judges nothing. */
  readonly stale: Level;
}

export const whereOption: OptionRow = { name: 'where', kind: 'query', help: 'which sites are meant, as for `--where`; all without it' };
export const levelOption: OptionRow = {
  name: 'level',
  kind: 'level',
  help: 'how grave it is: off, note, warning or error (default error)',
};
export const reasonOption: OptionRow = { name: 'reason', kind: 'text', help: 'shown with each finding' };

/** Severity of a level; undefined for `off`. */
export function severityOf(level: Level): Severity | undefined {
  return level === 'off' ? undefined : level;
}
