import type { Host } from '../host/host.ts';
import type { Report, Unit } from '../model/report.ts';
import { readBundle } from '../store/read-bundle.ts';
import { checkFolder, writeBundle } from '../store/write-bundle.ts';
import { createFinders } from './source-finders.ts';
import { makeReport } from './make-report.ts';
import type { Snapshot } from './session.ts';

/** Throws UserError `bundle-exists` now rather than after a long build. */
export async function checkBundleFolder(host: Host, folder: string): Promise<void> {
  await checkFolder(host, folder);
}

/** Writes what a run read. Without `source` only spans and hashes of the cited files are kept. */
export async function saveBundle(host: Host, snapshot: Snapshot, folder: string, options: { readonly source: boolean }): Promise<void> {
  await writeBundle(host, folder, {
    ...snapshot,
    sources: snapshot.sources.map(({ text, ...source }) => (options.source ? { ...source, text } : source)),
  });
}

/** Makes the report of a bundle again, from its facts: no Go is needed. Throws those of {@link readBundle}. */
export async function remakeReport(host: Host, folder: string): Promise<{ report: Report; units: readonly Unit[] }> {
  const { manifest, units } = await readBundle(host, folder);
  const report = makeReport(units, { ...manifest, ...createFinders(manifest.sources, manifest.inlined) });
  return { report, units };
}
