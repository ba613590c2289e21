import { createGenerations, type Generations } from '../base/generations.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { InlinedSource } from '../model/bundle.ts';
import type { ArchiveFacts, LineMark } from '../model/facts.ts';
import type { Problem, Report } from '../model/report.ts';
import type { Unit } from '../model/unit.ts';
import { createCalleesMemory, type CalleesMemory } from './callees-memory.ts';
import type * as calleesModule from './find-callees.ts';
import type { CalleesQuery } from './find-callees.ts';
import { describeBuild, gatherPackages, planBuild, planProblems, unmatchedDeps, type Plan } from './gather.ts';
import type { Options } from './options.ts';
import { splitVariant, type ListedPackage } from '../toolchain/listed-package.ts';
import { findProfiles, needsPreparing, prepareProfile } from '../toolchain/prepare-profile.ts';
import { decode } from '../toolchain/run-go.ts';
import type * as readerModule from './readers.ts';
import { createProgressQueue, type Progress } from './progress.ts';
import type { SourceFile } from './read-sources.ts';
import { createSourceLines } from './source-lines.ts';
import type { TextBlock, TextIntake, TextIntakeResult } from './text-intake.ts';

/** One result; immutable. */
export interface Snapshot {
  readonly report: Report;
  /** The evidence of each compiled variant, in the order of `report.packages`. */
  readonly units: readonly Unit[];
  /** The Go files of these packages that calls cite, sorted by name. */
  readonly sources: readonly SourceFile[];
  /** Files of other modules whose functions were inlined around an allocation. */
  readonly inlined: readonly InlinedSource[];
  /** The release whose tables were used. */
  readonly release: string;
  readonly pointerSize: 4 | 8;
  /** The absolute folder that files are relative to: for showing, never part of a document. */
  readonly root: string;
  /** Where a shown file lies, in GOROOT and the module cache too; undefined for names that are no files. */
  readonly findFile: (shown: string) => string | undefined;
  /** Import paths of all packages of the build that have this name. */
  readonly pathsNamed: (name: string) => readonly string[];
  /** Judges calls to functions outside the module. Reads further archives when it is asked, what it has read before only once. */
  readonly findCallees: (query?: CalleesQuery) => ReturnType<typeof calleesModule.findCallees>;
  /** Milliseconds of each stage: for `--timing`, never part of a document. */
  readonly timing: Readonly<Record<string, number>>;
}

export interface Session {
  /**
   * Builds, reads and reports. What did not change since the last run of this session is not read again. Throws UserError where
   * nothing can be reported at all; `cancelled` when the signal fires.
   */
  run(signal?: AbortSignal): Promise<Snapshot>;
  readonly events: AsyncIterable<Progress>;
  /** Ends the list of events and forgets what was kept. */
  close(): void;
}

/** What the last run read, by the content it was read from. */
export interface Memory {
  readonly texts: Generations<TextBlock>;
  readonly archives: Generations<ArchiveFacts>;
  readonly marks: Generations<readonly LineMark[]>;
  readonly callees: CalleesMemory;
}

interface Listing {
  readonly listed: readonly ListedPackage[];
  readonly texts: TextIntakeResult;
  readonly readers: typeof readerModule;
}

/** `stackward` is the version that stands in the report. Nothing global is touched; several sessions may run side by side. */
export function createSession(host: Host, options: Options, stackward: string): Session {
  const events = createProgressQueue();
  const memory: Memory = {
    texts: createGenerations(),
    archives: createGenerations(),
    marks: createGenerations(),
    callees: createCalleesMemory(),
  };
  const deps = options.deps === undefined || options.deps.length === 0 ? {} : { deps: options.deps };
  /** Runs the one command and reads its text as it comes. */
  async function list(plan: Plan): Promise<Listing> {
    // The readers are loaded while Go works; what it says until then waits.
    const waiting: Uint8Array[] = [];
    const reading: { intake?: TextIntake } = {};
    const drain = (): void => {
      if (reading.intake) for (const chunk of waiting.splice(0)) reading.intake.add(chunk);
    };
    const listing = gatherPackages(host, plan, {
      text(chunk) {
        waiting.push(chunk);
        drain();
      },
      words() {
        drain();
        return reading.intake ? reading.intake.words() : decode(waiting).trim();
      },
    });
    // Its failure is met below; until then it is nobody's.
    listing.catch(() => undefined);
    const readers = await import('./readers.ts');
    const intake = readers.createTextIntake(
      plan.nameFile,
      memory,
      options.keepExplanations === true,
      createSourceLines(host, ownOrAsked(plan)),
      (header, packages) => events.push({ stage: 'building', packages, detail: header, ...deps }),
    );
    reading.intake = intake;
    const listed = await listing;
    drain();
    return { listed, texts: intake.end(), readers };
  }

  return {
    events,
    close() {
      events.close();
      memory.texts.clear();
      memory.archives.clear();
      memory.marks.clear();
      memory.callees.clear();
    },
    async run(signal) {
      const timing: Record<string, number> = {};
      let since = host.now();
      const lap = (stage: string): void => {
        const now = host.now();
        timing[stage] = now - since;
        since = now;
      };
      events.push({ stage: 'locating', packages: 0 });
      const plan = await planBuild(host, options, signal);
      lap('locate');
      events.push({ stage: 'building', packages: 0, ...deps });
      const first = await list(plan);
      const profiles = await findProfiles(host, plan.go, plan.settings, first.listed);
      const again = needsPreparing(plan.go, profiles);
      if (again)
        await prepareProfile(
          host,
          plan.call,
          plan.buildFlags,
          plan.settings.pgo === undefined ? profiles.flatMap((one) => one.package ?? plan.patterns) : plan.patterns,
        );
      const { listed, texts, readers } = again ? await list(plan) : first;
      lap('build');
      const { units: located, problems } = readers.makeUnits(listed, texts, plan);
      const read = await readers.readArchives(host, plan, located, listed, memory, (done, of) =>
        events.push({ stage: 'reading', packages: done, of }),
      );
      lap('read');
      const said: Problem[] =
        texts.said.length === 0 ? [] : [{ code: 'go-said', args: { output: texts.said.join('\n') }, effect: 'notice' }];
      const sources = readers.readSources(host, plan.findFile, read.units);
      if (signal?.aborted) throw new UserError('cancelled');
      const { release, pointerSize } = read;
      const inlined = readers.readInlined(host, plan, read.units);
      const finders = readers.createFinders(sources, inlined);
      const joined = await readers.joinWithMarks(plan, read, { release, ...finders }, memory);
      const units = joined.map(({ unit }) => unit);
      const report = readers.makeReport(joined, {
        build: await describeBuild(host, plan, options, stackward, profiles),
        problems: [...planProblems(plan), ...unmatchedDeps(plan, listed), ...said, ...problems, ...read.problems],
        release,
        pointerSize,
        ...finders,
      });
      lap('report');
      memory.texts.turn();
      memory.archives.turn();
      memory.marks.turn();
      events.push({ stage: 'done', packages: units.length });
      return {
        report,
        units,
        sources,
        inlined,
        release,
        pointerSize,
        root: plan.workspace.root,
        findFile: plan.findFile,
        pathsNamed: (name) => [...new Set(listed.filter((one) => one.Name === name).map((one) => splitVariant(one.ImportPath).package))],
        async findCallees(query) {
          const { findCallees } = await import('./find-callees.ts');
          return findCallees(host, { plan, listed, units, memory: memory.callees }, query);
        },
        timing,
      };
    },
  };
}

/** Lines of std and of the module cache are read where their packages were asked for: elsewhere only inlined bodies stand there. */
function ownOrAsked({ deps, findFile }: Plan): Plan['findFile'] {
  return deps.length > 0 ? findFile : (file) => (file.startsWith('$') ? undefined : findFile(file));
}
