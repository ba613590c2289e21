import type { Host } from '../host/host.ts';
import type { Report } from '../model/report.ts';
import type { Unit } from '../model/unit.ts';
import { readKeptSource } from '../store/read-parts.ts';
import { readBundle } from '../store/read-bundle.ts';
import { checkFolder, writeBundle, type BundledMeasurements } from '../store/write-bundle.ts';
import { joinUnit } from '../analysis/join/join-unit.ts';
import { createWhatOf } from '../analysis/join/what-of.ts';
import type { About, Manifest } from '../model/bundle.ts';
import type { MeasurableSource } from './measure.ts';
import { makeReport } from './make-report.ts';
import { createFinders } from './source-finders.ts';
import type { Snapshot } from './session.ts';

/** Throws UserError `bundle-exists` now rather than after a long build. */
export async function checkBundleFolder(host: Host, folder: string): Promise<void> {
  await checkFolder(host, folder);
}

/** Writes what a run read. Without `source` only spans and hashes of the cited files are kept; `about` tells of the run, see `describeRun`. */
export async function saveBundle(
  host: Host,
  snapshot: Snapshot,
  folder: string,
  options: { readonly source: boolean; readonly about?: About; readonly measured?: BundledMeasurements; readonly signal?: AbortSignal },
): Promise<void> {
  const content = {
    ...snapshot,
    called: await snapshot.readCalled(),
    ...(options.about ? { about: options.about } : {}),
    ...(options.measured ? { measured: options.measured } : {}),
    sources: snapshot.sources.map(({ text, ...source }) => (options.source ? { ...source, text } : source)),
  };
  await writeBundle(host, folder, content, options.signal);
}

/** Makes the report of a bundle again, from its facts: no Go is needed. Throws those of {@link readBundle}. */
export async function remakeReport(
  host: Host,
  folder: string,
): Promise<{
  report: Report;
  units: readonly Unit[];
  sources: () => Promise<readonly MeasurableSource[]>;
  measured: Manifest['measured'];
  called: Manifest['called'];
}> {
  const { manifest, units } = await readBundle(host, folder);
  return {
    report: reportOfBundle(manifest, units),
    units,
    sources: () => citedSources(host, folder, manifest),
    measured: manifest.measured,
    called: manifest.called,
  };
}

/** The files that sites of a bundle cite, with their texts where these were kept. Throws UserError `bundle-damaged`. */
export async function citedSources(host: Host, folder: string, { sources }: Pick<Manifest, 'sources'>): Promise<MeasurableSource[]> {
  const cited: MeasurableSource[] = [];
  for (const source of sources) {
    const text = await readKeptSource(host, folder, source);
    cited.push({ file: source.file, functions: source.functions, ...(text ? { text } : {}) });
  }
  return cited;
}

/** The report of what a bundle holds; `units` are those of its manifest. */
export function reportOfBundle(manifest: Manifest, units: readonly Unit[]): Report {
  const finders = createFinders(manifest.sources, manifest.inlined);
  const joining = { whatOf: createWhatOf(manifest.release), functionLines: finders.functionLines };
  const joined = units.map((unit) => ({ unit, join: joinUnit(unit, joining) }));
  return makeReport(joined, { ...manifest, ...finders });
}
