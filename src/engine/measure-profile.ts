import { compareWithCode } from '../analysis/cost/agreement.ts';
import { chooseMain } from '../analysis/cost/main-package.ts';
import { createFileFinder, type PathMapping } from '../analysis/cost/own-files.ts';
import { knownFunctions, packagesOfFunctions } from '../analysis/cost/function-packages.ts';
import { addSavings } from '../analysis/cost/savings.ts';
import { placeProfile } from '../analysis/cost/place-profile.ts';
import { UserError } from '../base/user-error.ts';
import { resolveFrom } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import type { Agreement, Counter, ProfiledBinary, ProfileMeasurement } from '../model/cost.ts';
import type { CalledLines } from '../model/called-lines.ts';
import type { Profile } from '../model/profile.ts';
import type { Stacks } from '../model/stacks.ts';
import type { Problem, Report } from '../model/report.ts';
import { pointerSizeOf } from '../object/architectures.ts';
import { packageOfSymbol } from '../object/package-of-symbol.ts';
import { heapRows, heapValues } from '../profile/heap-values.ts';
import { profileLimit } from '../profile/inflate.ts';
import { mergeProfiles, mustCountTheSame, subtractProfile } from '../profile/merge-profiles.ts';
import { foldStacks } from '../profile/fold-stacks.ts';
import { readProfile } from '../profile/read-profile.ts';
import { unfoldStacks } from '../profile/unfold-stacks.ts';
import { digest } from './digest.ts';
import { matchBinary } from './profile-binary.ts';
import { countersOf } from './profile-counters.ts';
import type { Snapshot } from './session.ts';

export interface MeasureOptions {
  /** Heap profiles of one program; several are added up. Relative to the host's working directory. */
  readonly profiles: readonly string[];
  /** An earlier profile of the same program, to be taken off. */
  readonly base?: string;
  /** How names of files in the profile are meant, where they join by no other means. */
  readonly pathMap?: readonly PathMapping[];
  /** The program that wrote them. */
  readonly binary?: string;
  /** What it did meanwhile. */
  readonly per?: readonly Counter[];
}

export type { PathMapping } from '../analysis/cost/own-files.ts';

/** So many functions, or calls, must be compared before a profile is called foreign, and so large a part of them must agree. */
const leastCompared = { functions: 3, calls: 5 };
const leastAgreeing = 0.5;

/** Profiles that were read, before it is known what they say of a report. */
export interface ReadProfiles {
  readonly asked: MeasureOptions;
  readonly merged: Profile;
  readonly digest: string;
  readonly base?: { readonly profile: Profile; readonly digest: string };
  /** What was taken off `merged` before it was kept in a bundle. */
  readonly taken?: { readonly file: string; readonly digest: string };
  readonly per?: readonly Counter[];
  readonly binary?: ProfiledBinary;
  /** What has no build id, where a program was named. */
  readonly lacks?: 'profile' | 'binary';
}

/**
 * Reads heap profiles. Before the build: nobody should wait for a compiler to hear that a file is no profile. Throws UserError `profile-*`, `file-unreadable`,
 * `file-too-large`.
 */
export async function readProfiles(host: Host, asked: MeasureOptions, signal?: AbortSignal): Promise<ReadProfiles> {
  const read: { profile: Profile; digest: string }[] = [];
  for (const name of asked.profiles) read.push(await readOne(host, name));
  const base = asked.base === undefined ? undefined : await readOne(host, asked.base);
  // One needs no merging, which takes longer than reading it: what is placed is added up there.
  const [only] = read;
  const merged = read.length === 1 && only ? only.profile : mergeProfiles(read.map(({ profile }) => profile));
  heapValues(merged, asked.profiles.join(', '));
  if (base) mustCountTheSame(merged, base.profile);
  const named = asked.profiles.flatMap((name, index) => (read[index] ? [{ name, profile: read[index].profile }] : []));
  const per = countersOf(
    read.map(({ profile }) => profile.comments),
    base?.profile.comments,
    asked.per ?? [],
  );
  return {
    asked,
    merged,
    digest: digest(...read.map((one) => one.digest)),
    ...(base ? { base } : {}),
    ...(per.length === 0 ? {} : { per }),
    ...(asked.binary === undefined ? {} : await matchBinary(host, asked.binary, named, signal)),
  };
}

/** What profiles are held against. */
export interface Measurable extends Pick<Snapshot, 'report'> {
  readonly sources: readonly Pick<Snapshot['sources'][number], 'file' | 'functions'>[];
  /** What the compiled code calls on which lines; absent: it is not at hand. */
  readonly called?: CalledLines;
}

/**
 * Adds what profiles say to a report: costs of sites, calls of functions outside the module, and where the rest is. Throws UserError
 * `profile-other-program`, and with figures `profile-other-code` for another revision.
 */
export function measureProfile({ report, sources, called }: Measurable, read: ReadProfiles): Report {
  const { merged, base, taken } = read;
  const { profiles: names, base: baseName } = read.asked;
  const profile = base ? subtractProfile(merged, base.profile) : merged;
  const file = names.join(', ');
  const { allocObjects, allocSpace, inuseObjects, inuseSpace } = heapRows(merged, file);

  const packageOf = (name: string): string => packageOfSymbol(name, 'main');
  const written = new Map(sources.map((source) => [source.file, source.functions]));
  // Of a profile that did not change nothing is left: whose code it is says the whole.
  const program = chooseMain(report.packages, merged, written);
  const { pathMap = [] } = read.asked;
  const fileOf = createFileFinder(report.packages, program, { pathMap, dependencies: true });
  const known = knownFunctions(merged, packageOf, fileOf);
  const agreement = compareWithCode(merged, known, written, called);
  const own = report.packages.filter(({ dependency }) => !dependency);
  const isOwn = ({ package: pkg }: Agreement): boolean => pkg === 'main' || own.some(({ path }) => path === pkg);
  const ownFiles = new Set(own.flatMap(({ files }) => files));
  // Function literals are own functions too, though their beginnings are not compared.
  if (!known.files.some((one) => one !== undefined && ownFiles.has(one))) throw new UserError('profile-other-program', { file });
  refuseForeign(file, agreement.filter(isOwn));
  if (base && baseName !== undefined) {
    const ofBase = compareWithCode(base.profile, knownFunctions(base.profile, packageOf, fileOf), written, called);
    refuseForeign(baseName, ofBase.filter(isOwn));
  }

  const rate = rateOf(profile);
  // Go writes a duration into deltas (`?seconds=`) only.
  const isDelta = base !== undefined || taken !== undefined || profile.durationNanos > 0n;
  const placed = placeProfile(report, profile, {
    rows: { allocObjects, allocSpace, inuseObjects, inuseSpace },
    packageOf,
    fileOf,
    owners: base ? packagesOfFunctions(profile, packageOf, fileOf) : known.packages,
    program,
    pointerSize: pointerSizeOf(report.build.goarch),
    ...(called ? { called } : {}),
    rate,
    isDelta,
    from: 1,
  });
  const costs = isDelta ? placed.costs : addSavings(report.sites, placed.costs, placed.totals, rate);
  const measurement: ProfileMeasurement = {
    id: 1,
    kind: 'profile',
    files: names,
    digest: read.digest,
    ...(base && baseName !== undefined ? { base: { file: baseName, digest: base.digest } } : taken ? { base: taken } : {}),
    ...(rate === undefined ? {} : { rate }),
    ...(read.per ? { per: read.per } : {}),
    ...(read.binary ? { binary: read.binary } : {}),
    totals: placed.totals,
    sites: placed.sites,
    calls: placed.calls,
    unplaced: placed.unplaced,
    agreement,
  };
  return {
    ...report,
    sites: report.sites.map((site) => {
      const cost = costs.get(site.id);
      return cost ? { ...site, cost: [cost] } : site;
    }),
    measurements: [measurement],
    problems: [...report.problems, ...binaryProblems(report, read), ...differences(agreement)],
  };
}

/** What a bundle keeps of profiles: their stacks, after what was to be taken off. */
export function keepStacks({ asked, merged, base, digest: of, taken, per, binary }: ReadProfiles): Stacks {
  const rate = rateOf(merged);
  const head = {
    files: asked.profiles,
    digest: of,
    ...(base && asked.base !== undefined ? { base: { file: asked.base, digest: base.digest } } : taken ? { base: taken } : {}),
    ...(rate === undefined ? {} : { rate }),
    ...(base || merged.durationNanos > 0n ? { delta: true as const } : {}),
    ...(per ? { per } : {}),
    ...(binary ? { binary } : {}),
  };
  const rows = heapRows(merged, asked.profiles.join(', '));
  return foldStacks(base ? subtractProfile(merged, base.profile) : merged, rows, head, merged);
}

/** Profiles as a bundle kept them; `file` is the part. Throws UserError `bundle-damaged`. */
export function keptProfiles(stacks: Stacks, file: string, pathMap: readonly PathMapping[] = []): ReadProfiles {
  const { files, digest: of, base, per, binary } = stacks;
  return {
    asked: { profiles: files, pathMap },
    ...(per ? { per } : {}),
    ...(binary ? { binary } : {}),
    merged: unfoldStacks(stacks, file),
    digest: of,
    ...(base ? { taken: base } : {}),
  };
}

/** Bytes of allocation for one sample. */
function rateOf({ periodType, period }: Profile): number | undefined {
  return periodType?.type === 'space' && period > 0n ? Number(period) : undefined;
}

async function readOne(host: Host, name: string): Promise<{ profile: Profile; digest: string }> {
  const bytes = await host.files.read(resolveFrom(host.cwd, name), profileLimit);
  return { profile: readProfile(bytes, name).profile, digest: digest(bytes) };
}

function refuseForeign(file: string, agreement: readonly Agreement[]): void {
  const sum = (of: (one: Agreement) => number | undefined): number => agreement.reduce((all, one) => all + (of(one) ?? 0), 0);
  const [functions, agree] = [sum((one) => one.functions), sum((one) => one.agree)];
  const calls = { compared: sum((one) => one.calls?.compared), agree: sum((one) => one.calls?.agree) };
  const isOther = functions >= leastCompared.functions && agree < functions * leastAgreeing;
  if (isOther || (calls.compared >= leastCompared.calls && calls.agree < calls.compared * leastAgreeing))
    throw new UserError('profile-other-code', { file, functions, agree, calls });
}

function binaryProblems({ build }: Pick<Report, 'build'>, { binary, lacks }: ReadProfiles): Problem[] {
  if (!binary) return [];
  const isOther = binary.go.startsWith('go') && binary.go !== build.go;
  return [
    ...(lacks === undefined
      ? []
      : [{ code: 'binary-unchecked', args: { binary: binary.file, lacks }, effect: 'notice' } satisfies Problem]),
    ...(isOther
      ? [{ code: 'binary-other-go', args: { binary: binary.file, go: binary.go, here: build.go }, effect: 'notice' } satisfies Problem]
      : []),
  ];
}

/** Packages whose code moved since: their lines in the profile may mean other code; or that this cannot be told. */
function differences(agreement: readonly Agreement[]): Problem[] {
  if (agreement.length === 0) return [{ code: 'profile-unchecked', args: {}, effect: 'notice' }];
  return agreement
    .filter(({ functions, agree, calls }) => agree < functions || (calls && calls.agree < calls.compared))
    .map(({ package: pkg, functions, agree, calls }): Problem => ({
      code: 'profile-differs',
      args: { functions, agree, ...(calls ? { calls } : {}) },
      effect: 'notice',
      package: pkg,
    }));
}
