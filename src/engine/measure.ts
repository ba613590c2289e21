import type { Host } from '../host/host.ts';
import type { FunctionSpan } from '../model/bundle.ts';
import type { Report } from '../model/report.ts';
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
  const read = profiles ? await (await import('./measure-profile.ts')).readProfiles(host, { ...rest, profiles }) : undefined;
  return {
    ...(read ? { profiles: read } : {}),
    covers: covers.length === 0 ? [] : await (await import('./measure-coverage.ts')).readCoverages(host, covers, signal),
  };
}

/** Adds what was measured to a report: costs, then what was executed. */
export async function applyMeasurements(
  { report, sources }: { readonly report: Report; readonly sources: readonly MeasurableSource[] },
  { profiles, covers }: ReadMeasurements,
): Promise<Report> {
  let measured = report;
  if (profiles) measured = (await import('./measure-profile.ts')).measureProfile({ report, sources }, profiles);
  if (covers.length > 0) measured = (await import('./measure-coverage.ts')).measureCoverage(measured, sources, covers);
  return measured;
}
