import { compareText } from '../base/order.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import {
  bundleSchemaName,
  calledSchemaName,
  type About,
  type FactLine,
  type FunctionSpan,
  type InlinedSource,
  type LoopSpan,
  type Manifest,
  type ManifestUnit,
} from '../model/bundle.ts';
import type { CalledLines } from '../model/called-lines.ts';
import type { Report } from '../model/report.ts';
import type { Stacks } from '../model/stacks.ts';
import type { Unit } from '../model/unit.ts';

export interface BundleContent {
  readonly report: Report;
  readonly about?: About;
  readonly units: readonly Unit[];
  readonly release: string;
  readonly pointerSize: 4 | 8;
  readonly inlined: readonly InlinedSource[];
  readonly called: CalledLines;
  readonly measured?: BundledMeasurements;
  /** The Go files that sites cite. `text` is absent where no source is to be kept. */
  readonly sources: readonly {
    readonly file: string;
    readonly digest: string;
    readonly bytes: number;
    readonly text?: Uint8Array;
    readonly loops: readonly LoopSpan[];
    readonly functions: readonly FunctionSpan[];
  }[];
}

/** What was read for measurements. `text` is a coverage profile. */
export interface BundledMeasurements {
  /** The report with them; what they add to it is not in the manifest, from which it is made again. */
  readonly report: Report;
  readonly stacks?: Stacks;
  readonly pathMap?: readonly { readonly from: string; readonly to: string }[];
  readonly covers: readonly { readonly name: string; readonly digest: string; readonly text: Iterable<Uint8Array> }[];
}

/**
 * Writes a bundle into a folder that must not exist or be empty. The manifest comes last: a folder without one is no bundle. Throws
 * UserError `bundle-exists`, `file-unwritable`, `cancelled`; then nothing of it stays.
 */
export async function writeBundle(host: Host, folder: string, content: BundleContent, signal?: AbortSignal): Promise<void> {
  await checkFolder(host, folder);
  const isNew = (await host.files.kind(folder)) === 'none';
  await host.files.makeFolder(folder);
  try {
    await writeParts(host, folder, content, signal);
  } catch (error) {
    for (const part of isNew ? [''] : ['/facts', '/explanations', '/sources', '/stacks', '/coverage', '/called.json', '/report.json'])
      await host.files.remove(`${folder}${part}`).catch(() => undefined);
    throw error;
  }
}

async function writeParts(host: Host, folder: string, content: BundleContent, signal: AbortSignal | undefined): Promise<void> {
  const units: ManifestUnit[] = [];
  for (const [index, unit] of content.units.entries()) {
    if (signal?.aborted) throw new UserError('cancelled');
    const name = `${String(index).padStart(4, '0')}-${fileName(unit.listed.path)}.ndjson`;
    await host.files.write(`${folder}/facts/${name}`, jsonLines(factLines(unit)));
    if (unit.explanations) await host.files.write(`${folder}/explanations/${name}`, jsonLines(unit.explanations()));
    units.push({
      listed: unit.listed,
      moduleDir: unit.moduleDir,
      facts: `facts/${name}`,
      ...(unit.explanations ? { explanations: `explanations/${name}` } : {}),
    });
  }
  for (const source of content.sources) if (source.text) await host.files.write(`${folder}/sources/${source.digest}`, source.text);
  const called = 'called.json';
  await host.files.write(`${folder}/${called}`, calledPieces(content.called));
  const measured = content.measured && (await writeMeasured(host, folder, content.measured));
  const manifest: Manifest = {
    schema: bundleSchemaName,
    build: content.report.build,
    release: content.release,
    pointerSize: content.pointerSize,
    problems: content.report.problems,
    units,
    inlined: content.inlined,
    called,
    ...(measured ? { measured } : {}),
    sources: content.sources.map(({ file, digest, bytes, text, loops, functions }) => ({
      file,
      digest,
      bytes,
      kept: text !== undefined,
      loops,
      functions,
    })),
  };
  if (content.about)
    await host.files.write(`${folder}/about.json`, new TextEncoder().encode(`${JSON.stringify(content.about, undefined, 1)}\n`));
  await host.files.write(`${folder}/report.json`, jsonLines([content.measured?.report ?? content.report]));
  await host.files.write(`${folder}/manifest.json`, new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 1)}\n`));
}

async function writeMeasured(
  host: Host,
  folder: string,
  { stacks, covers, pathMap }: BundledMeasurements,
): Promise<NonNullable<Manifest['measured']>> {
  const part = 'stacks/1.json';
  if (stacks) await host.files.write(`${folder}/${part}`, stackPieces(stacks));
  const parts = [];
  for (const [index, { name, digest, text }] of covers.entries()) {
    const file = `coverage/${index + 1}.out`;
    await host.files.write(`${folder}/${file}`, text);
    parts.push({ name, digest, part: file });
  }
  return { ...(stacks ? { stacks: part } : {}), ...(parts.length === 0 ? {} : { covers: parts }), ...(pathMap ? { pathMap } : {}) };
}

/** One file on each line. */
function* calledPieces(called: CalledLines): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`{\n"schema": ${JSON.stringify(calledSchemaName)},\n"files": {`);
  let before = '\n';
  for (const [file, lines] of [...called].toSorted(([a], [b]) => compareText(a, b))) {
    const sorted = [...lines].toSorted(([a], [b]) => a - b);
    const callees = Object.fromEntries(sorted.map(([line, names]) => [line, [...names].toSorted()]));
    yield encoder.encode(`${before}${JSON.stringify(file)}: ${JSON.stringify(callees)}`);
    before = ',\n';
  }
  yield encoder.encode('\n}\n}\n');
}

/** One field on each line: tables are long. */
function* stackPieces(stacks: Stacks): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  let before = '{\n';
  for (const [key, value] of Object.entries(stacks)) {
    yield encoder.encode(`${before}${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    before = ',\n';
  }
  yield encoder.encode('\n}\n');
}

/** Throws UserError `bundle-exists` unless the folder is new or empty: nothing is written over. */
export async function checkFolder(host: Host, folder: string): Promise<void> {
  if ((await host.files.kind(folder)) === 'file' || ((await host.files.list(folder)) ?? []).length > 0)
    throw new UserError('bundle-exists', { folder });
}

/** The last element of an import path, safe on every file system. */
function fileName(path: string): string {
  return (path.split('/').at(-1) ?? '').replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 60);
}

function* factLines(unit: Unit): Iterable<FactLine> {
  for (const text of unit.texts) {
    yield { text: { package: text.package, ...(text.variant === undefined ? {} : { variant: text.variant }), counts: text.counts } };
    for (const verdict of text.verdicts) yield { verdict };
    for (const inlining of text.inlining) yield { inlining };
    for (const inlinedCall of text.inlinedCalls) yield { inlinedCall };
    for (const note of text.notes) yield { note };
    for (const unknown of text.unknown) yield { unknown };
  }
  for (const cause of unit.causes ?? []) yield { cause };
  if (unit.archive) {
    const { calls, marks = [], ...archive } = unit.archive;
    yield { archive };
    for (const mark of marks) yield { mark };
    for (const call of calls) yield { call };
  }
}

/** Lines are gathered to pieces of some size: one write for each would cost more than the writing. */
function* jsonLines(values: Iterable<unknown>): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  let piece = '';
  for (const value of values) {
    piece += `${JSON.stringify(value)}\n`;
    if (piece.length > 1 << 16) {
      yield encoder.encode(piece);
      piece = '';
    }
  }
  if (piece !== '') yield encoder.encode(piece);
}
