import type { PathMapping } from '../analysis/cost/own-files.ts';
import { placeCoverage, type PlacedCoverage } from '../analysis/cost/place-coverage.ts';
import { UserError } from '../base/user-error.ts';
import { resolveFrom } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import type { Agreement, CoverageMeasurement, Execution } from '../model/cost.ts';
import type { Coverage } from '../model/coverage.ts';
import type { Problem, Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { readCoverage } from '../profile/read-coverage.ts';
import { readSource } from '../source/read-source.ts';
import { convertCoverage } from '../toolchain/convert-coverage.ts';
import { digest } from './digest.ts';

/** A coverage profile that was read, before it is known what it says of a report. */
export interface ReadCoverage {
  /** As it was given. */
  readonly name: string;
  readonly digest: string;
  readonly coverage: Coverage;
}

/** What coverage needs of the sources; `text` is absent where a bundle kept none. */
export interface CitedSource {
  readonly file: string;
  readonly text?: Uint8Array;
}

/**
 * Reads coverage profiles: files, or folders that runs wrote with GOCOVERDIR, which Go converts. Throws UserError `coverage-*` with the name, `file-unreadable`,
 * `go-missing`, `go-failed`.
 */
export async function readCoverages(host: Host, names: readonly string[], signal?: AbortSignal): Promise<ReadCoverage[]> {
  const read: ReadCoverage[] = [];
  for (const name of names) {
    const path = resolveFrom(host.cwd, name);
    try {
      read.push({
        name,
        ...((await host.files.kind(path)) === 'folder' ? await readFolder(host, path, signal) : await readFile(host, path)),
      });
    } catch (error) {
      if (error instanceof UserError && error.code.startsWith('coverage-'))
        throw new UserError(error.code, { file: name, ...error.args }, { cause: error });
      throw error;
    }
  }
  return read;
}

async function readFile(host: Host, path: string): Promise<Omit<ReadCoverage, 'name'>> {
  const bytes = await host.files.read(path);
  return { digest: digest(bytes), coverage: readCoverage(bytes) };
}

async function readFolder(host: Host, path: string, signal: AbortSignal | undefined): Promise<Omit<ReadCoverage, 'name'>> {
  const scratch = await host.files.makeScratch();
  try {
    const file = `${scratch.path}/coverage.txt`;
    // From inside: the name of a folder may hold commas, which part several for Go.
    await convertCoverage(host, { cwd: path, env: { ...host.env, PWD: path }, signal }, '.', file);
    const bytes = await host.files.read(file);
    if (bytes.length === 0) throw new UserError('coverage-no-data');
    const coverage = readCoverage(bytes);
    // Names of the files in it are made of process ids and times.
    return { digest: digest(JSON.stringify(coverage)), coverage };
  } finally {
    await scratch.remove();
  }
}

/** So many functions must be compared before coverage is called foreign, and so large a part of them must agree: as with profiles. */
const leastCompared = 3;
const leastAgreeing = 0.5;

/**
 * Adds to a report what coverage says of its sites. Throws UserError `coverage-other-program`, and with figures `coverage-other-code` for another
 * revision.
 */
export function measureCoverage(
  report: Report,
  sources: readonly CitedSource[],
  read: readonly ReadCoverage[],
  pathMap: readonly PathMapping[] = [],
): Report {
  const files = new Map(
    sources.flatMap(({ file, text }) => {
      if (!text) return [];
      const source = readSource(file, text);
      return [[file, { functions: source.scan.functions, text: (line: number) => source.text(line) }] as const];
    }),
  );
  const measurements: CoverageMeasurement[] = [];
  const problems: Problem[] = [];
  const said: { id: number; placed: PlacedCoverage }[] = [];
  const first = 1 + (report.measurements ?? []).length;
  for (const [index, { name, digest: of, coverage }] of read.entries()) {
    const id = first + index;
    const placed = placeCoverage(report, coverage, files, pathMap);
    if (placed.blocks.all === 0) throw new UserError('coverage-other-program', { file: name, first: placed.elsewhere.first ?? '' });
    refuseForeign(name, placed.agreement);
    const { executions: _, ...parts } = placed;
    measurements.push({ id, kind: 'coverage', files: [name], digest: of, mode: coverage.mode, ...parts });
    problems.push(...differences(name, placed.agreement, coverage.isWhole));
    said.push({ id, placed });
  }
  return {
    ...report,
    sites: report.sites.map((site) => withExecution(site, said)),
    measurements: [...(report.measurements ?? []), ...measurements],
    problems: [...report.problems, ...problems],
  };
}

/** One that executed it decides. */
function withExecution(site: Site, said: readonly { id: number; placed: PlacedCoverage }[]): Site {
  const all = said.flatMap(({ id, placed }) => {
    const execution = placed.executions.get(site.id);
    return execution ? [{ id, ...execution }] : [];
  });
  if (all.length === 0) return site;
  const executed = all.filter((one) => one.executed);
  const deciding = executed.length > 0 ? executed : all;
  const isCounted = executed.length > 0 && executed.every(({ count }) => count !== undefined);
  const execution: Execution = {
    executed: executed.length > 0,
    ...(isCounted ? { count: executed.reduce((sum, { count = 0 }) => sum + count, 0) } : {}),
    from: deciding.map(({ id }) => id),
  };
  return { ...site, execution };
}

function refuseForeign(file: string, agreement: readonly Agreement[]): void {
  const functions = agreement.reduce((sum, one) => sum + one.functions, 0);
  const agree = agreement.reduce((sum, one) => sum + one.agree, 0);
  if (functions >= leastCompared && agree < functions * leastAgreeing)
    throw new UserError('coverage-other-code', { file, functions, agree });
}

function differences(file: string, agreement: readonly Agreement[], isWhole: boolean): Problem[] {
  const differ = agreement.filter(({ functions, agree }) => agree < functions);
  return [
    ...differ.map(({ package: pkg, functions, agree }): Problem => ({
      code: 'coverage-differs',
      args: { file, functions, agree },
      effect: 'notice',
      package: pkg,
    })),
    ...(isWhole ? [] : [{ code: 'coverage-cut', args: { file }, effect: 'notice' } satisfies Problem]),
  ];
}
