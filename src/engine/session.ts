import type { Host } from '../host/host.ts';
import { UserError } from '../base/user-error.ts';
import type { InlinedSource } from '../model/bundle.ts';
import type { CalledLines } from '../model/called-lines.ts';
import type { Problem, Report } from '../model/report.ts';
import type { Unit } from '../model/unit.ts';
import type { Cache } from '../store/cache.ts';
import { splitVariant, usedModules, type ListedPackage } from '../toolchain/listed-package.ts';
import { findProfiles, needsPreparing, prepareProfile, type Profile } from '../toolchain/prepare-profile.ts';
import { createCalleesMemory } from './callees-memory.ts';
import { digest } from './digest.ts';
import type * as calleesModule from './find-callees.ts';
import type { CalleesQuery } from './find-callees.ts';
import { describeBuild, planBuild, planProblems, unmatchedDeps, type Plan } from './gather.ts';
import { gatherListing, type Listing } from './gather-listing.ts';
import type { Options } from './options.ts';
import { createProgressQueue, type Progress } from './progress.ts';
import type { SourceFile } from './read-sources.ts';
import type { ReadUnits } from './read-units.ts';
import type * as readerModule from './readers.ts';
import { createRecall, type ReportEntry, type RunEntry } from './recall.ts';
import { commandKeyOf, placeKeyOf } from './recall-keys.ts';
import { createSourceTexts, type SourceTexts } from './source-texts.ts';
import type { UnitEntry } from './unit-entry.ts';

/** A report and what is needed to show it. */
export interface Reported {
  readonly report: Report;
  /** The absolute folder that files are relative to: for showing, never part of a document. */
  readonly root: string;
  /** Milliseconds of each stage: for `--timing`, never part of a document. */
  readonly timing: Readonly<Record<string, number>>;
}

/** One result with its evidence; immutable. */
export interface Snapshot extends Reported {
  /** The evidence of each compiled variant, in the order of `report.packages`. */
  readonly units: readonly Unit[];
  /** The Go files of these packages that calls cite, sorted by name. */
  readonly sources: readonly SourceFile[];
  /** Files of other modules whose functions were inlined around an allocation. */
  readonly inlined: readonly InlinedSource[];
  /** The release whose tables were used. */
  readonly release: string;
  readonly pointerSize: 4 | 8;
  /** Where a shown file lies, in GOROOT and the module cache too; undefined for names that are no files. */
  readonly findFile: (shown: string) => string | undefined;
  /** Import paths of all packages of the build that have this name. */
  readonly pathsNamed: (name: string) => readonly string[];
  /** The modules of all packages of the build, each once, with their versions; '' of one without. A replaced one has what replaces it: `PATH VERSION`, or a folder. */
  readonly modules: () => readonly { readonly path: string; readonly version: string }[];
  /** Judges calls to functions outside the module. Reads further archives when it is asked, what it has read before only once. */
  readonly findCallees: (query?: CalleesQuery) => ReturnType<typeof calleesModule.findCallees>;
  /** What the compiled code calls on which lines. Reads the archives of these packages when it is asked. Throws UserError `cancelled`. */
  readonly readCalled: () => Promise<CalledLines>;
}

/** A build that was made and not looked into yet. */
export interface Opened {
  /** Names all that its report follows from, but for the sources. */
  readonly key: string;
  /** Its report, where nothing changed since it was kept. */
  readonly known?: Reported;
  whole(): Promise<Snapshot>;
}

export interface Session {
  /**
   * Builds, reads and reports. What did not change since the last run of this session is not read again, nor what the cache knows. Throws
   * UserError where nothing can be reported at all; `cancelled` when the signal fires. `onStarted` is called when the Go command that compiles is
   * at work: a good moment for what has nothing to do with it.
   */
  run(signal?: AbortSignal, onStarted?: () => void): Promise<Snapshot>;
  /** The same, where only the report is wanted: it is taken from the cache where nothing changed. */
  report(signal?: AbortSignal, onStarted?: () => void): Promise<Reported>;
  /** The same in two steps, for what may end after the first: the evidence is read only when it is asked for, and Go is not run again for it. */
  open(signal?: AbortSignal, onStarted?: () => void): Promise<Opened>;
  /** Writes what the runs concluded to the cache: to be waited for after the result was shown. Nothing is thrown for a cache that cannot be written. */
  keep(): Promise<void>;
  readonly events: AsyncIterable<Progress>;
  /** Ends the list of events and forgets what was kept in memory. */
  close(): void;
}

/** What one run works with. */
interface Run {
  readonly plan: Plan;
  readonly commandKey: string;
  readonly texts: SourceTexts;
  readonly signal: AbortSignal | undefined;
  readonly timing: Record<string, number>;
  readonly lap: (stage: string) => void;
}

/** What the one command gave, and what is known of it. */
interface Listed {
  readonly first: Listing;
  /** Of its report. */
  readonly key: string;
  readonly known: Report | undefined;
  /** Some units of the last run. */
  readonly earlier: readonly UnitEntry[];
}

/** Go replays an unchanged module of some size in less: when it takes longer, it is likely that it compiles. */
const patienceMs = 250;

/**
 * `stackward` is the version that stands in the report. Nothing global is touched; several sessions may run side by side, on one cache too.
 */
export function createSession(host: Host, options: Options, stackward: string, cache?: Cache): Session {
  const events = createProgressQueue();
  const recall = createRecall(cache);
  const callees = createCalleesMemory();
  const deps = options.deps === undefined || options.deps.length === 0 ? {} : { deps: options.deps };

  async function begin(signal: AbortSignal | undefined): Promise<Run> {
    const timing: Record<string, number> = {};
    let since = host.now();
    const lap = (stage: string): void => {
      const now = host.now();
      // A clock that jumps back took no time.
      timing[stage] = (timing[stage] ?? 0) + Math.max(0, now - since);
      since = now;
    };
    events.push({ stage: 'locating', packages: 0 });
    const plan = await planBuild(host, options, signal);
    lap('locate');
    events.push({ stage: 'building', packages: 0, ...deps });
    return { plan, commandKey: commandKeyOf(plan, stackward), texts: createSourceTexts(host, plan.findFile), signal, timing, lap };
  }

  /** Runs the one command; `known` are digests of text that need not be read. */
  function list({ plan, texts }: Run, known: ReadonlySet<string>): Promise<Listing> {
    return gatherListing(host, plan, {
      texts,
      keepText: options.keepExplanations === true,
      isReadingLikely: known.size === 0,
      changeLikely: host.wait(patienceMs),
      isKnown: (of) => known.has(of),
      onStep: (detail, packages) => events.push({ stage: 'building', packages, detail, ...deps }),
    });
  }

  /** Builds once more where Go leaves out a profile otherwise. */
  async function listWhole(run: Run, first: Listing): Promise<{ listing: Listing; listed: readonly ListedPackage[]; profiles: Profile[] }> {
    const { plan } = run;
    const listed = first.packages();
    const profiles = await findProfiles(host, plan.go, plan.settings, listed);
    if (!needsPreparing(plan.go, profiles)) return { listing: first, listed, profiles };
    const owners = profiles.flatMap((one) => one.package ?? plan.patterns);
    await prepareProfile(host, plan.call, plan.buildFlags, plan.settings.pgo === undefined ? owners : plan.patterns);
    const listing = await list(run, new Set());
    return { listing, listed: listing.packages(), profiles };
  }

  async function analyse(run: Run, { first, known, earlier }: Listed): Promise<Snapshot> {
    const { plan, texts, signal, timing, lap } = run;
    let { listing, listed, profiles } = await listWhole(run, first);
    lap('build');
    const readers = await listing.readers();
    const { judgePatterns, readUnits, makeReport } = readers;
    const patternProblems = await judgePatterns(host, plan, listed, listing.said.said.join('\n'));
    const read = (): Promise<ReadUnits | undefined> =>
      readUnits(host, {
        plan,
        placeKey: placeKeyOf(plan),
        listed,
        said: listing.said,
        texts,
        recall,
        earlier,
        onStep: (stage, packages, of) => events.push({ stage, packages, of }),
      });
    let units = await read();
    if (!units) {
      // Text was let go that is wanted after all.
      ({ listing, listed, profiles } = await listWhole(run, await list(run, new Set())));
      units = await read();
    }
    if (!units) throw new Error('text that was read is not at hand');
    if (signal?.aborted) throw new UserError('cancelled');
    lap('read');
    const { joined, release, pointerSize, finders } = units;
    const { said } = listing.said;
    const goSaid: Problem[] = said.length === 0 ? [] : [{ code: 'go-said', args: { output: said.join('\n') }, effect: 'notice' }];
    const made =
      known ??
      makeReport(joined, {
        build: await describeBuild(host, plan, options, stackward, profiles),
        problems: [...planProblems(plan), ...unmatchedDeps(plan, listed), ...patternProblems, ...goSaid, ...units.problems],
        release,
        pointerSize,
        ...finders,
      });
    lap('report');
    const report = known ?? (await withPins(made, run, listed, units, readers));
    if (!known && units.isWhole) keepReport(run, listing, report, units, readers);
    return {
      report,
      units: joined.map(({ unit }) => unit),
      sources: units.sources,
      inlined: units.inlined,
      release,
      pointerSize,
      root: plan.workspace.root,
      findFile: plan.findFile,
      pathsNamed: (name) => [...new Set(listed.filter((one) => one.Name === name).map((one) => splitVariant(one.ImportPath).package))],
      modules: () => usedModules(listed),
      async findCallees(query) {
        const { findCallees } = await import('./find-callees.ts');
        return findCallees(host, { plan, listed, units: joined.map(({ unit }) => unit), memory: callees }, query);
      },
      async readCalled() {
        const { readCalled } = await import('./read-called.ts');
        return readCalled(host, { plan, units: joined.map(({ unit }) => unit) });
      },
      timing,
    };
  }

  /** The report with what the directives in the sources ask for; the same report where there are none, without loading anything. */
  async function withPins(
    report: Report,
    { plan, texts, lap }: Run,
    listed: readonly ListedPackage[],
    { joined }: ReadUnits,
    { readDirectives }: typeof readerModule,
  ): Promise<Report> {
    const units = joined.map(({ unit }) => unit);
    const directives = readDirectives(units, texts);
    if (directives.length === 0) return report;
    const { judgePins } = await import('./judge-pins.ts');
    const judged = await judgePins(host, { plan, listed, units, memory: callees, directives, sites: report.sites, texts });
    lap('pins');
    const { pins, allows, findings, problems } = judged;
    return { ...report, pins, allows, findings, problems: [...report.problems, ...problems] };
  }

  /** The key of the report of a listing. */
  function reportKey({ commandKey }: Run, listing: Listing): string {
    return digest(commandKey, listing.digest);
  }

  function keepReport(run: Run, listing: Listing, report: Report, units: ReadUnits, { pinnableFiles }: typeof readerModule): void {
    const key = reportKey(run, listing);
    const sources = new Map(units.dependsOn);
    // A directive may stand in any of them.
    for (const file of pinnableFiles(units.joined.map(({ unit }) => unit)).keys()) sources.set(file, run.texts.digest(file));
    recall.keep('report', key, { report, sources: [...sources] });
    recall.keep('run', run.commandKey, { texts: digestsOf(listing), units: units.keys, report: key });
  }

  /** Runs the one command. Its report, where that is known, is looked up while Go works: most of the time nothing has changed. */
  async function listAndRemember(run: Run, onStarted: (() => void) | undefined): Promise<Listed> {
    const last = await recall.get('run', run.commandKey);
    const likely = last && remembered(last.report, run);
    likely?.catch(() => undefined);
    const earlier: UnitEntry[] = [];
    let isOver = false;
    if (last) void lookAhead(last, earlier, () => isOver).catch(() => undefined);
    const listing = list(run, new Set(last?.texts));
    onStarted?.();
    const first = await listing;
    isOver = true;
    const key = reportKey(run, first);
    const entry = last?.report === key ? await likely : await remembered(key, run);
    return { first, key, known: entry?.report, earlier };
  }

  /** Reads what is kept of the units of the last run while Go compiles: most of them will not have changed, and the others have most sources in common. */
  async function lookAhead({ units }: RunEntry, found: UnitEntry[], isOver: () => boolean): Promise<void> {
    await host.wait(patienceMs);
    for (const key of units) {
      if (isOver()) return;
      const entry = await recall.get('unit', key);
      if (entry) found.push(entry);
    }
  }

  /** The kept report, if the sources are those that it was made of. */
  async function remembered(key: string, { texts }: Run): Promise<ReportEntry | undefined> {
    const entry = await recall.get('report', key);
    return entry?.sources.every(([file, of]) => texts.digest(file) === of) ? entry : undefined;
  }

  async function open(signal: AbortSignal | undefined, onStarted: (() => void) | undefined): Promise<Opened> {
    const run = await begin(signal);
    const listed = await listAndRemember(run, onStarted);
    const { known, key } = listed;
    if (known) run.lap('build');
    return {
      key,
      ...(known ? { known: { report: known, root: run.plan.workspace.root, timing: run.timing } } : {}),
      async whole() {
        const snapshot = await analyse(run, listed);
        end(snapshot.units.length);
        return snapshot;
      },
    };
  }

  function end(packages: number): void {
    recall.turn();
    events.push({ stage: 'done', packages });
  }

  return {
    events,
    keep: () => recall.write(),
    close() {
      events.close();
      recall.clear();
      callees.clear();
    },
    open,
    run: async (signal, onStarted) => (await open(signal, onStarted)).whole(),
    async report(signal, onStarted) {
      const opened = await open(signal, onStarted);
      if (!opened.known) return opened.whole();
      end(opened.known.report.packages.length);
      return opened.known;
    },
  };
}

function digestsOf({ said }: Listing): string[] {
  return [...said.blocks.values()].flatMap((same) => same.map((block) => block.digest));
}
