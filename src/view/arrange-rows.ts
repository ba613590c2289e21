import { gravestKind, type ComparedRow, type DifferenceKind } from '../model/build-comparison.ts';

export interface RowChoice {
  /** Rows of which this is the gravest difference. */
  readonly kind?: DifferenceKind | undefined;
  /** Rows with a step that nothing explains. */
  readonly isUnexplained?: boolean;
  /** Looked for in position, function, package, type and expression. */
  readonly text: string;
}

/** Rows of builds side by side that are meant, in their order. */
export function arrangeRows(rows: readonly ComparedRow[], { kind, isUnexplained = false, text }: RowChoice): readonly ComparedRow[] {
  const word = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (kind === undefined || gravestKind(row) === kind) &&
      (!isUnexplained || row.steps.some(({ reasons }) => reasons.length === 0)) &&
      (word === '' || textOf(row).includes(word)),
  );
}

function textOf({ site }: ComparedRow): string {
  const { at, function: name, package: pkg, type, subject, what } = site;
  return `${at.file}:${at.line} ${name} ${pkg} ${type?.name ?? ''} ${subject ?? ''} ${what}`.toLowerCase();
}
