import type { Severity } from '../model/finding.ts';
import { budgetRule, type BudgetEntry } from './budget/budget.ts';
import { newAllocationRule } from './new-allocation/new-allocation.ts';
import type { Entry, Level, OptionRow, Rule, RuleName } from './rule.ts';
import { newUntestedRule, type UntestedEntry } from './new-untested/new-untested.ts';
import { sitesRule } from './sites/sites.ts';
import { worseBenchmarkRule, type WorseBenchmarkEntry } from './worse-benchmark/worse-benchmark.ts';
import { worseAllocationRule } from './worse-allocation/worse-allocation.ts';

/** Entries by the name of their rule. */
export interface RuleEntries extends Readonly<Record<RuleName, readonly Entry[]>> {
  readonly sites: readonly Entry[];
  readonly budget: readonly BudgetEntry[];
  readonly 'new-allocation': readonly Entry[];
  readonly 'worse-allocation': readonly Entry[];
  readonly 'new-untested': readonly UntestedEntry[];
  readonly 'worse-benchmark': readonly WorseBenchmarkEntry[];
}

/** The one table of rules: schema, judgement, `stackward rules`, completion and docs/rules.md come from it. */
export const policyRules: { readonly [Name in RuleName]: Rule<RuleEntries[Name][number]> } = {
  sites: sitesRule,
  budget: budgetRule,
  'new-allocation': newAllocationRule,
  'worse-allocation': worseAllocationRule,
  'new-untested': newUntestedRule,
  'worse-benchmark': worseBenchmarkRule,
};

/** Lets something be that a rule objects to: it stays in the document as known, and decides no exit code. */
export interface Waiver {
  /** The id of a site or of a finding; the beginning is enough. */
  readonly id?: string;
  readonly where?: string;
  /** Only findings of this rule. */
  readonly rule?: RuleName;
  readonly reason: string;
  /** The last day, `2026-12-31`. */
  readonly until?: string;
  readonly at?: { readonly line: number; readonly column: number };
}

export const waiverOptions: readonly OptionRow[] = [
  { name: 'id', kind: 'text', help: 'the id of a site or finding; the beginning is enough. `id` or `where` is needed' },
  { name: 'where', kind: 'query', help: 'which sites are meant, as for `--where`' },
  { name: 'rule', kind: 'rule', help: 'only findings of this rule' },
  { name: 'reason', kind: 'text', isRequired: true, help: 'why it may stay' },
  { name: 'until', kind: 'date', help: 'the last day on which it holds, as 2026-12-31' },
];

/** The rest of a policy, one value each. */
export const policyOptions = [
  { name: 'pins', help: 'at most so grave are findings of pins in the source; off: none' },
  { name: 'old-pins', help: 'in a gate: at most so grave is a pin that the base violates as well (default off: it is told as known)' },
  { name: 'stale', help: 'how grave it is when a part of the policy or a baseline judges nothing, or its time is over' },
  { name: 'highest', help: 'no finding is graver than this, whatever rules say' },
] as const;

export const presetNames = ['recommended', 'strict', 'report-only'] as const;
export type PresetName = (typeof presetNames)[number];

/** A policy as it stands in a file. One level instead of a list means all sites. */
export type PolicySetting = {
  readonly [Name in RuleName]?: RuleEntries[Name] | Level;
} & {
  readonly extends?: PresetName;
  readonly pins?: Level;
  readonly 'old-pins'?: Level;
  readonly stale?: Level;
  readonly highest?: Severity;
  readonly waivers?: readonly Waiver[];
};

export interface Preset {
  /** One sentence with its point. */
  readonly summary: string;
  readonly policy: Omit<PolicySetting, 'extends' | 'waivers'>;
}

/** What a policy begins with. Its own entries come behind these, and the last one that means a site decides. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  recommended: {
    summary: 'What got worse, and what is new in a loop, is an error; what else is new is a warning; of tests only notes.',
    policy: {
      'new-allocation': [{ level: 'warning' }, { where: 'in:loop', level: 'error' }, { where: 'in:test', level: 'note' }],
      'worse-allocation': [{ level: 'error' }, { where: 'in:test', level: 'note' }],
      'worse-benchmark': [{ level: 'error' }],
      stale: 'warning',
    },
  },
  strict: {
    summary: 'Whatever is new or got worse outside of tests is an error, and so is what is stale in the policy.',
    policy: {
      'new-allocation': [{ level: 'error' }, { where: 'in:test', level: 'note' }],
      'worse-allocation': [{ level: 'error' }, { where: 'in:test', level: 'note' }],
      'worse-benchmark': [{ level: 'error' }],
      stale: 'error',
    },
  },
  'report-only': {
    summary: 'As recommended, and nothing is an error: for the first weeks.',
    policy: {
      'new-allocation': [{ level: 'warning' }, { where: 'in:test', level: 'note' }],
      'worse-allocation': [{ level: 'warning' }, { where: 'in:test', level: 'note' }],
      'worse-benchmark': [{ level: 'warning' }],
      stale: 'note',
      highest: 'warning',
    },
  },
};
