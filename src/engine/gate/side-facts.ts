import type { ComparedSide } from '../../analysis/difference/side.ts';
import type { FileOutline, InlinedUse } from '../../model/outline.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import { outlineLines } from '../../source/outline-source.ts';
import { scanGo } from '../../source/scan-go.ts';
import { digest } from '../digest.ts';

/** What is compared of one build: plain data, so that it can be kept. */
export interface SideFacts {
  readonly report: Report;
  readonly outlines: readonly FileOutline[];
  readonly inlined: readonly InlinedUse[];
}

/** Names files as the other side does. */
export type RenameFile = (file: string) => string;

/** `read` gives the text of a file by its shown name; `known` outlines of files that need not be read again. */
export function makeSideFacts(
  { report, units }: { readonly report: Report; readonly units: readonly Unit[] },
  read: (file: string) => Uint8Array | undefined,
  known: (file: string) => FileOutline | undefined = () => undefined,
): SideFacts {
  const files = [...new Set(report.packages.flatMap((pkg) => pkg.files))]
    .filter((file) => file.endsWith('.go') && !/^[$<]/.test(file))
    .toSorted();
  const outlines = files.flatMap((file): FileOutline[] => {
    const outline = known(file);
    if (outline) return [outline];
    const text = read(file);
    return text ? [outlineFile(file, text)] : [];
  });
  return { report, outlines, inlined: units.flatMap(inlinedUses) };
}

/** What matching needs of a Go file. */
export function outlineFile(file: string, text: Uint8Array): FileOutline {
  const scan = scanGo(text);
  return {
    file,
    digest: digest(text),
    ...outlineLines(text, scan.lines),
    functions: scan.functions.map(({ name, span, body, kind }) => ({
      name,
      line: span.line,
      endLine: span.endLine,
      ...(body === undefined ? {} : { bodyLine: body.line }),
      ...(kind === 'initializer' ? { isInitializer: true as const } : {}),
    })),
  };
}

/** What was inlined in the module's own files, with what stays on the stack of each copy: the compiler says both at the call. */
export function inlinedUses({ texts }: Unit): InlinedUse[] {
  return texts.flatMap(({ inlinedCalls, verdicts }) => {
    const stays = new Map<string, string[]>();
    for (const { kind, file, line, column, subject } of verdicts) {
      if (kind !== 'does-not-escape' || subject === '') continue;
      const key = `${file}\0${line}\0${column}`;
      stays.set(key, [...(stays.get(key) ?? []), subject]);
    }
    return inlinedCalls
      .filter(({ file }) => !/^[$<]/.test(file))
      .map(({ file, line, column, callee }) => ({ file, line, callee, stays: stays.get(`${file}\0${line}\0${column}`) ?? [] }));
  });
}

/** The same as what two builds are matched by, with the names that the head gives to files. */
export function comparedSide({ report, outlines, inlined }: SideFacts, rename: RenameFile = (file) => file): ComparedSide {
  const owners = new Map<string, string>();
  for (const { path, files } of report.packages) for (const file of files) owners.set(rename(file), path);
  return {
    sites: report.sites.map((site): Site => {
      const file = rename(site.at.file);
      return file === site.at.file ? site : { ...site, at: { ...site.at, file } };
    }),
    outlines: outlines.map((outline) => ({ ...outline, file: rename(outline.file) })),
    packageOf: (file) => owners.get(file),
    inlined: inlined.map((use) => ({ ...use, file: rename(use.file) })),
  };
}
