import type { DocumentKind } from '../model/document.ts';

/**
 * The one table of formats: `-f`, its help, completion and the reference come from it. The renderer of each stands in `render.ts`,
 * `explain-render.ts`, `comparison-render.ts`, `bench-comparison-render.ts` and `binary-render.ts`, which do not compile without it.
 */
export const formatTable = [
  {
    name: 'text',
    takes: ['report', 'explained', 'comparison', 'build-comparison', 'bench', 'bench-comparison', 'binary'],
    help: 'for people',
  },
  {
    name: 'json',
    takes: ['report', 'explained', 'comparison', 'build-comparison', 'bench', 'bench-comparison', 'binary'],
    help: 'for programs: the whole document',
  },
  { name: 'html', takes: ['report', 'comparison', 'build-comparison'], help: 'a page to look at, in one file' },
  { name: 'svg', takes: ['report', 'explained'], help: 'a drawing: the map of a report, the ways to the heap of answers' },
  {
    name: 'markdown',
    takes: ['report', 'comparison', 'build-comparison', 'bench', 'bench-comparison', 'binary'],
    help: 'for a comment: findings, at most 64,000 bytes; of `bench` its tables, of `compare` what changes',
  },
  { name: 'markdown-summary', takes: ['report', 'comparison'], help: 'the same for the summary of a job: at most 900,000 bytes' },
  { name: 'sarif', takes: ['report', 'comparison'], help: 'findings as SARIF 2.1.0, for code scanning' },
  { name: 'junit', takes: ['report', 'comparison'], help: 'findings as test cases, JUnit XML' },
  { name: 'gitlab', takes: ['report', 'comparison'], help: 'findings for Code Quality of GitLab' },
  { name: 'github', takes: ['report', 'comparison'], help: 'findings as annotations of GitHub Actions' },
  { name: 'rdjsonl', takes: ['report', 'comparison'], help: 'findings for reviewdog' },
  { name: 'openmetrics', takes: ['report', 'comparison'], help: 'counts for dashboards' },
  { name: 'mermaid', takes: ['explained'], help: 'the chains as a diagram' },
] as const;

interface FormatRow {
  readonly name: string;
  readonly takes: readonly DocumentKind[];
  /** A few words for the reference. */
  readonly help: string;
}

/** The names of the formats that take a kind of document. */
export type FormatOf<Kind extends DocumentKind> = RowsOf<(typeof formatTable)[number], Kind>['name'];
type RowsOf<Row extends FormatRow, Kind extends DocumentKind> = Row extends FormatRow
  ? Kind extends Row['takes'][number]
    ? Row
    : never
  : never;

/** The same as a list, in the order of the table. */
export function formatsOf<Kind extends DocumentKind>(kind: Kind): readonly FormatOf<Kind>[] {
  const rows: readonly FormatRow[] = formatTable;
  return rows.filter((row) => row.takes.includes(kind)).map((row) => row.name as FormatOf<Kind>);
}
