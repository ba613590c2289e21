import type { ComparedSide } from '../../analysis/difference/side.ts';
import { indexReasonSide, type ReasonIndex } from '../../analysis/reasons/reason-side.ts';
import { readInliningDecisions, type InliningDecisions } from '../../analysis/side-by-side/inlining.ts';
import type { Host } from '../../host/host.ts';
import type { FileOutline } from '../../model/outline.ts';
import { isForeignFile } from '../../model/position.ts';
import type { Report } from '../../model/report.ts';
import { sourceLimit } from '../../source/source-limit.ts';
import { digest } from '../digest.ts';
import { inlinedUses, outlineFile } from '../gate/side-facts.ts';
import type { Snapshot } from '../session.ts';

/** What a build is matched and explained by: held as long as another build is compared with it. */
export interface BuildFacts {
  readonly report: Report;
  readonly side: ComparedSide;
  readonly reasons: ReasonIndex;
  readonly decisions: InliningDecisions;
}

/** Outlines by the file's name and the digest of its text: most builds read the same files. */
export type OutlineMemory = Map<string, FileOutline>;

/**
 * Outlines are made of the Go files of the named packages, and of those of other modules in which sites stand: another release has another text there, and a line number
 * alone would take one place for another.
 */
export function makeBuildFacts(host: Host, snapshot: Pick<Snapshot, 'report' | 'units' | 'findFile'>, memory: OutlineMemory): BuildFacts {
  const { report, units } = snapshot;
  const read = (file: string): Uint8Array | undefined => {
    const path = snapshot.findFile(file);
    return path === undefined ? undefined : host.files.readNow(path, sourceLimit);
  };
  const outlines = new Map<string, FileOutline | undefined>();
  const outlineOf = (file: string): FileOutline | undefined => {
    if (outlines.has(file)) return outlines.get(file);
    const text = file.endsWith('.go') ? read(file) : undefined;
    const key = text && `${file}\0${digest(text)}`;
    let outline = key === undefined ? undefined : memory.get(key);
    if (text && key !== undefined && !outline) memory.set(key, (outline = outlineFile(file, text)));
    outlines.set(file, outline);
    return outline;
  };
  const owners = new Map(report.packages.flatMap(({ path, files }) => files.map((file) => [file, path] as const)));
  const files = new Set([...owners.keys()].filter((file) => !isForeignFile(file)));
  for (const { at, package: pkg } of report.sites) {
    if (!at.file.startsWith('$')) continue;
    files.add(at.file);
    if (!owners.has(at.file)) owners.set(at.file, pkg);
  }
  const lines = new Map<string, readonly string[] | undefined>();
  return {
    report,
    side: {
      sites: report.sites,
      outlines: [...files].toSorted().flatMap((file) => outlineOf(file) ?? []),
      packageOf: (file) => owners.get(file),
      inlined: units.flatMap(inlinedUses),
    },
    reasons: indexReasonSide({
      build: report.build,
      units,
      sites: report.sites,
      lines(file) {
        if (!lines.has(file)) {
          const text = read(file);
          lines.set(file, text && new TextDecoder().decode(text).split(/\r?\n/));
        }
        return lines.get(file);
      },
      functions: (file) => outlineOf(file)?.functions ?? [],
    }),
    decisions: readInliningDecisions(units, report.packages),
  };
}
