import type { PathMapping } from '../analysis/cost/own-files.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { FunctionSpan, Manifest } from '../model/bundle.ts';
import type { CalledLines } from '../model/called-lines.ts';
import type { Coverage } from '../model/coverage.ts';
import type { Report } from '../model/report.ts';
import { coverageText } from '../profile/coverage-text.ts';
import { readCoverage } from '../profile/read-coverage.ts';
import { readCalledPart, readPart, readStacks } from '../store/read-parts.ts';
import type { BundledMeasurements } from '../store/write-bundle.ts';
import type { CitedSource, ReadCoverage } from './measure-coverage.ts';
import type { MeasureOptions, ReadProfiles } from './measure-profile.ts';

/** What is to be held against the sites. */
export interface Measuring extends Partial<MeasureOptions> {
  /** Coverage profiles: files, or folders of GOCOVERDIR. */
  readonly covers?: readonly string[];
}

export interface ReadMeasurements {
  readonly profiles?: ReadProfiles;
  readonly covers: readonly ReadCoverage[];
  readonly pathMap?: readonly PathMapping[];
}

/** What measuring needs of a file that sites cite. */
export interface MeasurableSource extends CitedSource {
  readonly functions: readonly FunctionSpan[];
}

/** Reads them; before the build, for nobody should wait for a compiler to hear that a file is not what it was taken for. */
export async function readMeasurements(
  host: Host,
  { covers = [], profiles, ...rest }: Measuring,
  signal?: AbortSignal,
): Promise<ReadMeasurements> {
  const read = profiles ? await (await import('./measure-profile.ts')).readProfiles(host, { ...rest, profiles }, signal) : undefined;
  return {
    ...(read ? { profiles: read } : {}),
    ...(rest.pathMap ? { pathMap: rest.pathMap } : {}),
    covers: covers.length === 0 ? [] : await (await import('./measure-coverage.ts')).readCoverages(host, covers, signal),
  };
}

/** What measurements are held against. */
export interface MeasuredCode {
  readonly report: Report;
  readonly sources: readonly MeasurableSource[];
  /** What the compiled code calls on which lines, where that can be told; it is asked for profiles only. */
  readonly readCalled?: () => Promise<CalledLines | undefined>;
}

/** Adds what was measured to a report: costs, then what was executed. */
export async function applyMeasurements(
  { report, sources, readCalled }: MeasuredCode,
  { profiles, covers, pathMap }: ReadMeasurements,
): Promise<Report> {
  let measured = report;
  if (profiles) {
    const called = await readCalled?.();
    const { measureProfile } = await import('./measure-profile.ts');
    measured = measureProfile({ report, sources, ...(called ? { called } : {}) }, profiles);
  }
  if (covers.length > 0) measured = (await import('./measure-coverage.ts')).measureCoverage(measured, sources, covers, pathMap);
  return measured;
}

/** What a bundle keeps of them; `report` has them applied. */
export async function keepMeasurements(report: Report, { profiles, covers, pathMap }: ReadMeasurements): Promise<BundledMeasurements> {
  const stacks = profiles && (await import('./measure-profile.ts')).keepStacks(profiles);
  const encoder = new TextEncoder();
  function* bytes(coverage: Coverage): Iterable<Uint8Array> {
    let piece = '';
    for (const text of coverageText(coverage)) {
      piece += text;
      if (piece.length < 1 << 16) continue;
      yield encoder.encode(piece);
      piece = '';
    }
    yield encoder.encode(piece);
  }
  return {
    report,
    ...(stacks ? { stacks } : {}),
    ...(pathMap ? { pathMap } : {}),
    covers: covers.map(({ name, digest, coverage }) => ({ name, digest, text: bytes(coverage) })),
  };
}

/** What a bundle kept. Throws UserError `bundle-damaged`. */
async function keptMeasurements(
  host: Host,
  folder: string,
  { stacks, covers = [], pathMap }: NonNullable<Manifest['measured']>,
): Promise<ReadMeasurements> {
  const read: ReadCoverage[] = [];
  for (const { name, digest, part } of covers) {
    const bytes = await readPart(host, folder, part, partLimit);
    try {
      read.push({ name, digest, coverage: readCoverage(bytes) });
    } catch (cause) {
      if (!(cause instanceof UserError)) throw cause;
      throw new UserError('bundle-damaged', { file: part, reason: 'it is no coverage profile' }, { cause });
    }
  }
  const profiles =
    stacks === undefined
      ? undefined
      : (await import('./measure-profile.ts')).keptProfiles(await readStacks(host, folder, stacks), stacks, pathMap);
  return { ...(profiles ? { profiles } : {}), ...(pathMap ? { pathMap } : {}), covers: read };
}

/** The report of a bundle with what it kept; what is given takes the place of what was kept, kind by kind. Throws UserError `bundle-damaged`. */
export async function measureBundle(
  host: Host,
  folder: string,
  bundle: {
    readonly report: Report;
    readonly measured: Manifest['measured'];
    readonly called: Manifest['called'];
    readonly sources: () => Promise<readonly MeasurableSource[]>;
  },
  given: ReadMeasurements | undefined,
): Promise<Report> {
  if (!given && !bundle.measured) return bundle.report;
  const kept = await keptMeasurements(host, folder, bundle.measured ?? {});
  const profiles = given?.profiles ?? kept.profiles;
  const covers = given && given.covers.length > 0 ? given.covers : kept.covers;
  const pathMap = given?.pathMap ?? kept.pathMap;
  const { called } = bundle;
  const readCalled = async (): Promise<CalledLines | undefined> =>
    called === undefined ? undefined : readCalledPart(host, folder, called);
  return applyMeasurements(
    { report: bundle.report, sources: await bundle.sources(), readCalled },
    { ...(profiles ? { profiles } : {}), ...(pathMap ? { pathMap } : {}), covers },
  );
}

/** Of a coverage profile in a bundle. */
const partLimit = 512 << 20;
