import type { PageSource } from '../../src/model/page.ts';
import type { Site } from '../../src/model/site.ts';
import { spaceOf } from '../../src/view/arrange-sites.ts';
import type { LineCall } from '../../src/view/calls-by-line.ts';
import type { LineFacts } from './line-facts.ts';

/** What stands one below the other in the view of a file. */
export type Row = { readonly line: number } | { readonly fold: number; readonly lines: number } | { readonly explain: number };

export function heatOf({ space, sites }: LineFacts, isMeasured: boolean): number {
  return isMeasured ? space : sites.length;
}

export function keyOf(row: Row | undefined): string | number {
  if (!row) return '';
  return 'line' in row ? row.line : 'fold' in row ? `fold ${row.fold}` : `explain ${row.explain}`;
}

export function factsOf(
  source: PageSource,
  sites: readonly number[],
  all: readonly Site[],
  calls: readonly LineCall[],
): ReadonlyMap<number, LineFacts> {
  interface Growing extends LineFacts {
    readonly sites: number[];
    readonly calls: LineCall[];
    inlined: readonly number[];
    space: number;
  }
  const facts = new Map<number, Growing>();
  const at = (line: number): Growing => {
    let one = facts.get(line);
    if (!one) facts.set(line, (one = { sites: [], inlined: [], calls: [], space: 0 }));
    return one;
  };
  for (const index of sites) {
    const site = all[index];
    if (!site) continue;
    const one = at(site.at.line);
    one.sites.push(index);
    one.space += spaceOf(site);
  }
  for (const { line, sites: here } of source.inlined) at(line).inlined = here.filter((index) => all[index]?.outcome === 'allocates');
  for (const call of calls) {
    if (call.file !== source.file) continue;
    const one = at(call.line);
    one.calls.push(call);
    one.space += call.space;
  }
  for (const [line, one] of facts) if (one.sites.length + one.inlined.length + one.calls.length === 0) facts.delete(line);
  return facts;
}

/** Lines, with those of functions without places as one row, and what is said of the chosen line below it. */
export function rowsOf(
  source: PageSource,
  lines: number,
  facts: ReadonlyMap<number, LineFacts>,
  asked: number,
  isFolded: boolean,
  opened: ReadonlySet<number>,
): readonly Row[] {
  const hidden = new Map<number, number>();
  if (isFolded) {
    const marked = [...facts.keys()];
    const kept = source.functions.filter(
      ({ line, endLine }) => marked.some((one) => one >= line && one <= endLine) || (asked >= line && asked <= endLine),
    );
    let from = 1;
    const close = (to: number): void => {
      // Two lines are not worth a row that says so.
      if (to - from >= 2 && !opened.has(from) && !marked.some((one) => one >= from && one <= to)) hidden.set(from, to);
    };
    for (const { line, endLine } of kept) {
      close(line - 1);
      from = Math.max(from, endLine + 1);
    }
    close(lines);
  }
  const rows: Row[] = [];
  for (let line = 1; line <= lines; line++) {
    const to = hidden.get(line);
    if (to !== undefined) {
      rows.push({ fold: line, lines: to - line + 1 });
      line = to;
      continue;
    }
    rows.push({ line });
    if (line === asked && facts.has(line)) rows.push({ explain: line });
  }
  return rows;
}
