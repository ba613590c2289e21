import { gravestKind, type BuildComparison, type ComparedRow, type DifferenceKind, type RowStep } from '../model/build-comparison.ts';
import type { Span } from '../model/span.ts';
import { cellSigns, rowWords, stepWords } from './build-comparison-words.ts';
import { reasonWords } from './reason-words.ts';

/** Places that change in the same way for the same reasons: told once. */
export interface RowGroup {
  readonly signs: string;
  readonly words: string;
  readonly steps: readonly ToldStep[];
  /** In the order of the document; the first is the most important. */
  readonly rows: readonly ComparedRow[];
}
type GrowingGroup = RowGroup & { readonly rows: ComparedRow[] };
export interface ToldStep {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  /** The most telling first; of one place. */
  readonly reasons: readonly string[];
}
export interface KindGroups {
  readonly kind: DifferenceKind;
  /** Places. */
  readonly count: number;
  readonly groups: readonly RowGroup[];
}

/** Rows that differ in more than words, or all, by the gravest thing that changes. Changes in words only are left out beside graver ones, unless all are asked for. */
export function groupRows({ rows }: Pick<BuildComparison, 'rows'>, all: boolean, show: (span: Span) => string): KindGroups[] {
  const kinds = new Map<DifferenceKind, Map<string, GrowingGroup>>();
  for (const row of rows) {
    const kind = gravestKind(row);
    if (kind === 'words' && !all) continue;
    const groups = kinds.get(kind) ?? new Map<string, GrowingGroup>();
    kinds.set(kind, groups);
    const told = row.steps.filter((step) => all || kind === 'words' || !isOfWords(step)).map((step) => tellStep(row, step, show));
    const [signs, words] = [cellSigns(row), rowWords(row)];
    // Positions in reasons are of one place.
    const key = JSON.stringify([
      signs,
      words,
      told.map((step) => [step.words, step.reasons.map((text) => text.replaceAll(/[^\s`:]+:\d+(?::\d+)?/g, ''))]),
    ]);
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else groups.set(key, { signs, words, steps: told, rows: [row] });
  }
  return [...kinds].map(([kind, groups]) => ({
    kind,
    count: [...groups.values()].reduce((sum, group) => sum + group.rows.length, 0),
    groups: [...groups.values()],
  }));
}

function tellStep(row: ComparedRow, step: RowStep, show: (span: Span) => string): ToldStep {
  const { from, to, reasons } = step;
  return { from, to, words: stepWords(row, step, show), reasons: reasons.map((reason) => reasonWords(reason, show)) };
}

/** Whether a step changes only what the compiler says and calls. */
export function isOfWords({ kinds }: RowStep): boolean {
  return kinds.every((kind) => kind === 'words');
}
