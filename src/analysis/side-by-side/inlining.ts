import { compareBy, compareText } from '../../base/order.ts';
import type { InliningCell, InliningRow } from '../../model/build-comparison.ts';
import type { InlineFact, TextFacts } from '../../model/facts.ts';
import { isForeignFile } from '../../model/position.ts';
import type { Package } from '../../model/report.ts';
import type { Span } from '../../model/span.ts';
import type { Unit } from '../../model/unit.ts';

/** What a build decides of one function. */
interface Decision {
  readonly package: string;
  readonly function: string;
  readonly at: Span;
  readonly cell: Exclude<InliningCell, { state: 'absent' | 'unknown' }>;
}

/** The decisions of a build on the functions of its named packages, by package and function: small, so that those of all builds can be kept. */
export type InliningDecisions = ReadonlyMap<string, Decision>;

/** Reads them from the compiler's lines. Functions of other modules, which are compiled here as instances, are not told of. */
export function readInliningDecisions(units: readonly Unit[], packages: readonly Package[]): InliningDecisions {
  const calls = countCalls(units, packages);
  const decisions = new Map<string, Decision>();
  for (const { texts } of units) {
    for (const { package: pkg, inlining } of texts) {
      for (const fact of inlining) {
        if (fact.into !== undefined || isForeignFile(fact.file) || isPackageLevel(fact.function)) continue;
        const key = `${pkg}\0${plain(fact.function)}`;
        // Variants may decide otherwise: what one of them can, the function can.
        if (decisions.get(key)?.cell.state === 'can') continue;
        const at = { file: fact.file, line: fact.line, ...(fact.column === undefined ? {} : { column: fact.column }) };
        decisions.set(key, { package: pkg, function: fact.function, at, cell: cellOf(fact, calls.get(key) ?? 0) });
      }
    }
  }
  return decisions;
}

function cellOf({ can, cost, budget, reason = '' }: InlineFact, calls: number): Decision['cell'] {
  const costs = cost === undefined ? {} : { cost };
  return can
    ? { state: 'can', ...costs, calls }
    : { state: 'cannot', ...costs, ...(budget === undefined ? {} : { budget }), reason, calls };
}

/** Inlined calls by package and function. A call in the text of a package may name a function of its own, or one of another package behind that one's name. */
function countCalls(units: readonly Unit[], packages: readonly Package[]): ReadonlyMap<string, number> {
  const named = new Map<string, string[]>();
  for (const { path, name } of packages) named.set(name, [...new Set([...(named.get(name) ?? []), path])]);
  const counts = new Map<string, number>();
  for (const [pkg, texts] of textsByPackage(units)) {
    // Variants print a call again: the most that one of them has at a place counts.
    const most = new Map<string, { readonly callee: string; count: number }>();
    for (const { inlinedCalls } of texts) {
      for (const { file, line, column = 0, callee, count } of inlinedCalls) {
        const key = `${file}\0${line}\0${column}\0${callee}`;
        const known = most.get(key);
        if (known) known.count = Math.max(known.count, count);
        else most.set(key, { callee: plain(callee), count });
      }
    }
    for (const { callee, count } of most.values()) {
      for (const key of keysOf(callee, pkg, named)) counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  return counts;
}

function textsByPackage(units: readonly Unit[]): ReadonlyMap<string, TextFacts[]> {
  const texts = new Map<string, TextFacts[]>();
  for (const unit of units) for (const text of unit.texts) texts.set(text.package, [...(texts.get(text.package) ?? []), text]);
  return texts;
}

/** `(*store.T).clone` in another package → the package of that name and `(*T).clone`; of two packages of one name each may be meant, and only one has it. */
function keysOf(callee: string, pkg: string, named: ReadonlyMap<string, readonly string[]>): string[] {
  const [, opened = '', qualifier, rest = ''] = /^(\(?\*?)([A-Za-z_]\w*)\.(.+)$/s.exec(callee) ?? [];
  const paths = qualifier === undefined ? [] : (named.get(qualifier) ?? []);
  return [`${pkg}\0${callee}`, ...paths.filter((path) => path !== pkg).map((path) => `${path}\0${opened}${rest}`)];
}

/** Without type arguments: instances are copies of one text. */
function plain(name: string): string {
  return name.includes('[') ? name.replaceAll(/\[.*\]/g, '') : name;
}

function isPackageLevel(name: string): boolean {
  return name === 'init' || name.startsWith('glob..');
}

/** Functions about which the builds decide otherwise, then those that are inlined at another number of calls. `undefined` stands for a build that failed. */
export function inliningRows(builds: readonly (InliningDecisions | undefined)[]): InliningRow[] {
  const keys = new Set(builds.flatMap((decisions) => [...(decisions?.keys() ?? [])]));
  const rows: InliningRow[] = [];
  for (const key of keys) {
    const found = builds.map((decisions) => decisions?.get(key));
    const last = found.findLast((one) => one !== undefined);
    if (!last) continue;
    const cells = builds.map((decisions, index): InliningCell => {
      const cell = found[index]?.cell;
      return cell ?? { state: decisions ? 'absent' : 'unknown' };
    });
    const known = cells.flatMap((cell) => (cell.state === 'can' || cell.state === 'cannot' ? [cell] : []));
    if (new Set(known.map(({ state, calls }) => `${state} ${calls}`)).size < 2) continue;
    rows.push({ package: last.package, function: last.function, at: last.at, cells });
  }
  return rows.toSorted(byImportance);
}

/** Whether some build can inline it and some other cannot. */
function isOtherDecision({ cells }: InliningRow): boolean {
  return cells.some(({ state }) => state === 'can') && cells.some(({ state }) => state === 'cannot');
}

function callsChanged({ cells }: InliningRow): number {
  const calls = cells.flatMap((cell) => (cell.state === 'can' || cell.state === 'cannot' ? [cell.calls] : []));
  return Math.max(...calls) - Math.min(...calls);
}

const byImportance = compareBy<InliningRow>(
  (a, b) => Number(isOtherDecision(b)) - Number(isOtherDecision(a)),
  (a, b) => callsChanged(b) - callsChanged(a),
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => compareText(a.function, b.function),
);
