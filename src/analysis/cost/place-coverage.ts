/**
 * Says of sites whether a run executed them. Input: the sites of a report, the blocks of one coverage profile, and what the sources say of their functions; nothing
 * is read. Blocks hold statements, so a site is told by the block around it, not by its line.
 */
import { basename } from '../../base/posix-path.ts';
import { compareText } from '../../base/order.ts';
import type { Agreement, CoverageMeasurement } from '../../model/cost.ts';
import type { Coverage, CoverageBlock } from '../../model/coverage.ts';
import type { Report } from '../../model/report.ts';
import { mapPath, type PathMapping } from './own-files.ts';
import { executionAt, holds, type CoverableFile, type Point, type Stretch } from './execution-at.ts';

/** By the id of a site: whether it was executed, and how often where that was counted. */
export type Executions = ReadonlyMap<string, { readonly executed: boolean; readonly count?: number }>;

export interface PlacedCoverage extends Pick<CoverageMeasurement, 'blocks' | 'sites' | 'elsewhere' | 'agreement'> {
  readonly executions: Executions;
}

/** `sources` has the files that sites cite; a function whose first block does not begin where its body does is not the one that ran, and says nothing. */
export function placeCoverage(
  { sites, packages }: Pick<Report, 'sites' | 'packages'>,
  coverage: Coverage,
  sources: ReadonlyMap<string, CoverableFile>,
  pathMap: readonly PathMapping[] = [],
): PlacedCoverage {
  // `cmd/cover` names a file by import path and base name, wherever it lies.
  const names = new Map<string, { readonly file: string; readonly package: string }>();
  for (const { path, files } of packages) for (const file of files) names.set(`${path}/${basename(file)}`, { file, package: path });
  const ownFiles = new Map([...names.values()].map((own) => [own.file, own]));
  const agreement = new Map<string, { functions: number; agree: number }>();
  const usable = new Map<string, readonly CoverageBlock[]>();
  const blocks = { all: 0, executed: 0, outside: 0 };
  const foreign: string[] = [];
  for (const { file, blocks: all } of coverage.files) {
    const own = names.get(file) ?? ownFiles.get(mapPath(file, pathMap) ?? '');
    if (!own) {
      foreign.push(file);
      continue;
    }
    blocks.all += all.length;
    blocks.executed += all.filter(({ count }) => count > 0).length;
    const source = sources.get(own.file);
    // No site cites it.
    if (!source) continue;
    const { kept, functions, agree, outside } = compareBlocks(all, source);
    blocks.outside += outside;
    usable.set(own.file, kept);
    const sum = agreement.get(own.package) ?? { functions: 0, agree: 0 };
    agreement.set(own.package, { functions: sum.functions + functions, agree: sum.agree + agree });
  }
  const executions = new Map<string, { executed: boolean; count?: number }>();
  const counts = { executed: 0, notExecuted: 0, unknown: 0 };
  for (const { id, at, outcome } of sites) {
    if (outcome !== 'allocates') continue;
    const source = sources.get(at.file);
    const found = source && executionAt(usable.get(at.file) ?? [], source, at);
    const [first, second] = found ?? [];
    if (!first) {
      counts.unknown++;
      continue;
    }
    const executed = first.count > 0;
    counts[executed ? 'executed' : 'notExecuted']++;
    executions.set(id, { executed, ...(executed && coverage.mode !== 'set' && !second ? { count: first.count } : {}) });
  }
  return {
    executions,
    blocks,
    sites: counts,
    elsewhere: { files: foreign.length, ...(foreign[0] === undefined ? {} : { first: foreign[0] }) },
    agreement: [...agreement]
      .map(([pkg, sums]): Agreement => ({ package: pkg, ...sums }))
      .toSorted((a, b) => compareText(a.package, b.package)),
  };
}

/** Holds the blocks of a file against its functions; `kept` are those in functions that begin where the blocks say. */
function compareBlocks(
  blocks: readonly CoverageBlock[],
  file: CoverableFile,
): { kept: CoverageBlock[]; functions: number; agree: number; outside: number } {
  const bodies = file.functions.flatMap(({ kind, body }) => (kind === 'literal' || !body ? [] : [body]));
  // Those of package-level variables stand in no function.
  const literals = file.functions.flatMap(({ kind, body }) =>
    kind === 'literal' && body && !bodies.some((outer) => holds(outer, body)) ? [body] : [],
  );
  const agrees = (body: Stretch): boolean => {
    const first = blocks.find((block) => holds(body, block));
    return first !== undefined && isBlank(file, body, first);
  };
  const agreeing = bodies.filter(agrees);
  const meant = [...agreeing, ...literals.filter(agrees)];
  const isIn = (some: readonly Stretch[], block: CoverageBlock): boolean => some.some((body) => holds(body, block));
  return {
    kept: blocks.filter((block) => isIn(meant, block)),
    functions: bodies.length,
    agree: agreeing.length,
    outside: blocks.filter((block) => !isIn(bodies, block) && !isIn(literals, block)).length,
  };
}

/** Whether there is no code from one point up to another: up to Go 1.26 a body's first block begins at its `{`, from 1.27 on with its first code. */
function isBlank({ text }: CoverableFile, from: Point, to: Point): boolean {
  let isComment = false;
  for (let line = from.line; line <= to.line; line++) {
    const bytes = new TextEncoder().encode(text(line));
    const part = bytes.subarray(line === from.line ? from.column - 1 : 0, line === to.line ? to.column - 1 : bytes.length);
    let rest = new TextDecoder().decode(part);
    for (;;) {
      if (isComment) {
        const end = rest.indexOf('*/');
        if (end < 0) break;
        rest = rest.slice(end + 2);
        isComment = false;
      }
      const start = /^[\s{}]*(\/\/|\/\*)/.exec(rest);
      if (!start) {
        if (/[^\s{}]/.test(rest)) return false;
        break;
      }
      if (start[1] === '//') break;
      rest = rest.slice(start[0].length);
      isComment = true;
    }
  }
  return !isComment;
}
