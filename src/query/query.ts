/**
 * The query language: which sites are meant. In: text such as `outcome:paper pkg:./store/... size>64`; out: a tree, and a function of a
 * site. Shared by the command line, the policy, the page and the editor, so it knows neither display nor effects.
 */
import type { Build } from '../model/report.ts';

/** What can be asked of a site; fields.ts has one row for each. */
export const fieldNames = [
  'outcome',
  'said',
  'hidden',
  'paper',
  'why',
  'what',
  'when',
  'cause',
  'class',
  'pkg',
  'module',
  'func',
  'file',
  'line',
  'type',
  'subject',
  'allocator',
  'size',
  'charged',
  'in',
  'build',
  'depth',
  'copies',
  'rank',
  'executed',
  'cost',
  'alloc_objects',
  'alloc_space',
  'inuse_objects',
  'inuse_space',
  'samples',
  'id',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** Longest first: so they are told apart in text. */
export const operators = ['>=', '<=', '>', '<', '='] as const;
export type Operator = (typeof operators)[number];

/**
 * A query as a tree: `and` without terms is every site, a `not` holds no `not`, an `and` no `and`, an `or` no `or`. `is` means any of its
 * values, in which `*` stands for any text and `\*` for a star; `text` is looked for as it is.
 */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Query[] }
  | { readonly kind: 'not'; readonly term: Query }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'is'; readonly field: FieldName; readonly values: readonly string[] }
  | { readonly kind: 'compare'; readonly field: FieldName; readonly operator: Operator; readonly value: number };

/** Against what relative patterns are read. */
export interface QueryContext {
  /** As in `Build`: folders are relative to the root. */
  readonly modules: Build['modules'];
  /** Where `./…` begins, relative to the root; '.' is the root. */
  readonly cwd: string;
  /** Labels of the builds that a report is of, where there are several. */
  readonly builds?: readonly string[];
}
