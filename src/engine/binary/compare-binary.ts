/**
 * A linked program held against the sites of its module: the engine of `compare --binary`. Input: an opened program, the options of an analysis. It runs one session,
 * reads the program, and joins the two.
 */
import { compareFunctions } from '../../analysis/cost/agreement.ts';
import { createFileFinder, symbolPackages } from '../../analysis/cost/own-files.ts';
import { knownFunctions } from '../../analysis/cost/function-packages.ts';
import { chooseMain } from '../../analysis/cost/main-package.ts';
import { listDifferences } from '../../analysis/binary/list-differences.ts';
import { placeCalls, type PlacedCalls } from '../../analysis/binary/place-calls.ts';
import { standSites } from '../../analysis/binary/stand-sites.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import {
  binarySchema,
  type BinaryPackage,
  type BinaryResult,
  type BinarySource,
  type LinkedBinary,
  type SiteStanding,
} from '../../model/binary.ts';
import type { Agreement } from '../../model/cost.ts';
import type { ExecutableFacts } from '../../model/executable.ts';
import type { NamedFunctions } from '../../model/profile.ts';
import type { Problem, Report } from '../../model/report.ts';
import type { Place, Site } from '../../model/site.ts';
import { allocatorsOf } from '../../model/tables/index.ts';
import { readExecutable } from '../../object/executable/read-executable.ts';
import { packageOfSymbol } from '../../object/package-of-symbol.ts';
import type { Cache } from '../../store/cache.ts';
import type { Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import { createSession, type Snapshot } from '../session.ts';
import { findRevision } from './find-revision.ts';
import { likeBinary, type OpenedBinary } from './open-binary.ts';

export interface BinaryComparison {
  /** Throws UserError `binary-other-program`, and those of the session and of the reader. */
  run(
    signal?: AbortSignal,
  ): Promise<{ readonly result: BinaryResult; readonly root: string; readonly timing: Readonly<Record<string, number>> }>;
  readonly events: AsyncIterable<Progress>;
  /** Puts what the analysis concluded into the cache. */
  keep(): Promise<void>;
  close(): void;
}

export function compareBinary(host: Host, options: Options, binary: OpenedBinary, stackward: string, cache?: Cache): BinaryComparison {
  const session = createSession(host, likeBinary(options, binary), stackward, cache);
  return {
    events: session.events,
    keep: () => session.keep(),
    close() {
      session.close();
      binary.close();
    },
    async run(signal) {
      const snapshot = await session.run(signal);
      const since = host.now();
      const result = await join(host, snapshot, binary, signal);
      return { result, root: snapshot.root, timing: { ...snapshot.timing, binary: Math.max(0, host.now() - since) } };
    },
  };
}

async function join(host: Host, snapshot: Snapshot, binary: OpenedBinary, signal: AbortSignal | undefined): Promise<BinaryResult> {
  const { report, sources } = snapshot;
  // Dependencies are among them where --deps asked for their sites.
  const named = report.packages;
  const own = new Set(named.flatMap(({ path, name }) => symbolPackages(path, name === 'main', undefined)));
  // Generic functions of other modules hold code of ours too, in the instances that were made for us.
  const holders = new Set(report.sites.flatMap(({ places }) => places.map((place) => place.function)));
  const facts = readExecutable(binary.opened, {
    allocators: allocatorsOf,
    wants: (symbol) => holders.has(symbol) || own.has(packageOfSymbol(symbol, 'main')),
  });
  const written = new Map(sources.map((source) => [source.file, source.functions]));
  const program = findProgram(report, facts, written);
  const packageOf = (symbol: string): string => packageOfSymbol(symbol, program ?? 'main');
  const isOurs = (pkg: string): boolean => named.some(({ path }) => path === pkg);
  const functions = tableOf(facts);
  const fileOf = createFileFinder(named, program, { dependencies: true });
  const known = knownFunctions(functions, (name) => packageOfSymbol(name, 'main'), fileOf);
  const agreement = compareFunctions(functions, known, written).map((one) => ({
    ...one,
    package: one.package === 'main' ? (program ?? 'main') : one.package,
  }));
  const symbols = new Set([...facts.functions.map(({ name }) => name), ...facts.inlined]);
  const linked = new Set([...symbols].map(packageOf).filter(isOurs));
  if (linked.size === 0)
    throw new UserError('binary-other-program', { file: binary.file, module: facts.build.main?.path ?? facts.build.path ?? '' });

  const isOfProgram = ({ package: pkg, variant, function: name }: Place): boolean =>
    (variant === undefined || variant === program) && (!name.startsWith('main.') || pkg === program);
  const allocating = report.sites.filter((site) => site.outcome === 'allocates' && !site.test);
  const sites = allocating.filter((site) => isOurs(site.package));
  const rows = allocatorsOf(facts.build.go);
  // Sites of packages that were not named stand in the code of those that were, inlined.
  const placed = placeCalls(allocating, facts.calls, {
    whatOf: (allocator) => rows.get(allocator)?.what,
    fileOf: (frame) => fileOf(packageOfSymbol(frame.function, 'main'), frame.file),
    isOfProgram,
  });
  const { callsKnown } = facts;
  const standing = standSites(sites, placed, { symbols, linked, agreement, callsKnown, isOfProgram });
  const revision = await findRevision(host, facts.build.settings, snapshot.root, signal);
  const source = describeSource(report, snapshot, facts, agreement, placed, revision);
  const extra = placed.extra.map((one) => ({ ...one, package: packageOf(one.function) }));
  return {
    schema: binarySchema,
    build: report.build,
    binary: describeBinary(binary, facts),
    source,
    packages: countPackages(
      named.map(({ path }) => path),
      linked,
      sites,
      standing,
      extra,
    ),
    sites,
    standing,
    extra,
    others: facts.otherCalls,
    problems: [...report.problems, ...problemsOf(binary, facts, source)],
  };
}

/** The main package that the program is of: the one that it names, else the one whose functions it has. */
function findProgram(report: Report, facts: ExecutableFacts, written: Parameters<typeof chooseMain>[2]): string | undefined {
  const { path } = facts.build;
  if (report.packages.some((one) => one.path === path && one.name === 'main')) return path;
  // A program of another module may use packages of this one.
  return path === undefined || path === 'command-line-arguments' ? (chooseMain(report.packages, tableOf(facts), written) ?? path) : path;
}

/** The program's functions in the form in which a profile has its own. */
function tableOf({ functions }: ExecutableFacts): NamedFunctions {
  const strings = ['', ...functions.flatMap(({ name, file }) => [name, file])];
  return {
    strings,
    functions: {
      count: functions.length,
      names: Uint32Array.from(functions, (_, row) => 1 + 2 * row),
      files: Uint32Array.from(functions, (_, row) => 2 + 2 * row),
      startLines: { near: Float64Array.from(functions, ({ line }) => line), wide: new Map() },
    },
  };
}

function describeBinary({ file }: OpenedBinary, { build, ...facts }: ExecutableFacts): LinkedBinary {
  const { settings, go, path, main, modules } = build;
  return {
    file,
    bytes: facts.bytes,
    format: facts.format,
    goos: settings['GOOS'] ?? (facts.format === 'pe' ? 'windows' : ''),
    goarch: facts.goarch,
    go,
    ...(path === undefined ? {} : { path }),
    ...(main ? { main } : {}),
    modules,
    settings,
    symbols: facts.symbols,
    functions: facts.functionCount,
    ...(facts.callsKnown ? { calls: facts.calls.length + facts.otherCalls.reduce((sum, { calls }) => sum + calls, 0) } : {}),
  };
}

function describeSource(
  { build }: Report,
  { modules }: Snapshot,
  facts: ExecutableFacts,
  agreement: readonly Agreement[],
  placed: PlacedCalls,
  revision: BinarySource['revision'],
): BinarySource {
  const functions = {
    compared: agreement.reduce((sum, one) => sum + one.functions, 0),
    agree: agreement.reduce((sum, one) => sum + one.agree, 0),
  };
  const calls = facts.callsKnown ? { compared: placed.compared, agree: placed.agree } : undefined;
  const differences = listDifferences(facts.build, facts.goarch, build, modules());
  const isSame = functions.agree === functions.compared && (!calls || calls.agree === calls.compared);
  const isRevision = revision?.here === revision?.there && revision?.modified === false && revision.hereModified === false;
  const isForeign = differences.some(({ what }) => what === 'module');
  const verdict = isForeign ? 'module' : !isSame ? 'differs' : isRevision ? 'revision' : functions.compared > 0 ? 'lines' : 'unknown';
  return { verdict, differences, ...(revision ? { revision } : {}), functions, agreement, ...(calls ? { calls } : {}) };
}

function countPackages(
  paths: readonly string[],
  linked: ReadonlySet<string>,
  sites: readonly Site[],
  standing: readonly SiteStanding[],
  extra: BinaryResult['extra'],
): BinaryPackage[] {
  const counted = new Map(
    [...new Set(paths)].toSorted().map((path) => [path, { path, linked: linked.has(path), present: 0, gone: 0, unknown: 0, extra: 0 }]),
  );
  for (const [index, { state }] of standing.entries()) {
    const row = counted.get(sites[index]?.package ?? '');
    if (row) row[state]++;
  }
  for (const { package: pkg, count } of extra) {
    const row = counted.get(pkg);
    if (row) row.extra += count;
  }
  return [...counted.values()];
}

/** So large a part of the functions must begin on the same line before lines are taken to mean the same code. */
const leastAgreeing = 0.5;

function problemsOf({ file }: OpenedBinary, facts: ExecutableFacts, { functions }: BinarySource): Problem[] {
  const { goarch, build } = facts;
  const problems: Problem[] = [];
  if (functions.agree < functions.compared * leastAgreeing)
    problems.push({
      code: 'binary-other-source',
      args: { file, functions: functions.compared, agree: functions.agree },
      effect: 'incomplete',
    });
  if (!facts.callsKnown) problems.push({ code: 'binary-calls-unknown', args: { goarch }, effect: 'notice' });
  if (build.go === '' || Object.keys(build.settings).length === 0)
    problems.push({ code: 'binary-no-record', args: { file }, effect: 'notice' });
  return problems;
}
