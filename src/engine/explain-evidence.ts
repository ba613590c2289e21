import { inside, isAbsolute, join, toSlashes } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import type { Manifest } from '../model/bundle.ts';
import type { CalleeFact } from '../model/callees.ts';
import type { Report } from '../model/report.ts';
import type { Unit } from '../model/unit.ts';
import { readSource, type SourceFile } from '../source/read-source.ts';
import { sourceLimit } from '../source/source-limit.ts';
import { readBundle } from '../store/read-bundle.ts';
import { readExplanations } from '../store/read-parts.ts';
import { citedSources, reportOfBundle } from './bundle.ts';
import type { MeasurableSource } from './measure.ts';
import type { Snapshot } from './session.ts';
import { createSourceLines } from './source-lines.ts';
import { createSourceTexts } from './source-texts.ts';

/** All that explaining needs, from a run or from a bundle. */
export interface Evidence {
  readonly report: Report;
  /** With their explanations. */
  readonly units: readonly Unit[];
  /** What the files that sites cite say, for measurements. */
  readonly sources: readonly MeasurableSource[];
  /** What a bundle kept of measurements. */
  readonly measured?: Manifest['measured'];
  /** Of a bundle: its part with what the code calls. */
  readonly called?: Manifest['called'];
  /** A file by its shown name; undefined when there is none, or a bundle did not keep it. Read once. */
  source(file: string): Promise<SourceFile | undefined>;
  /** A line of source without its newline, where the file is at hand. */
  readonly lineAt: (file: string, line: number) => string | undefined;
  /** The calls that packages make to functions outside the module and that may allocate; absent for a bundle, which holds no archives. */
  readonly callees?: (units: readonly Unit[]) => Promise<readonly CalleeFact[]>;
  /** Import paths of the packages of this name that the build holds; absent for a bundle, which knows only its own. */
  readonly pathsNamed?: (name: string) => readonly string[];
  /** The shown name of a file as a user writes it. */
  nameFile(file: string): string;
}

/** `cwd` is where the user stands: files of targets are relative to it. */
export function snapshotEvidence(host: Host, snapshot: Snapshot, cwd: string): Evidence {
  const { report, units, root, findFile } = snapshot;
  const texts = createSourceTexts(host, findFile);
  const kept = new Map(snapshot.sources.map(({ file, text }) => [file, text]));
  return {
    report,
    units,
    sources: snapshot.sources,
    lineAt: createSourceLines((file) => texts.read(file)),
    callees: rememberCallees(async (some) => (await snapshot.findCallees({ units: some })).callees.calls),
    source: remember(async (file) => {
      const path = findFile(file);
      return kept.get(file) ?? (path === undefined ? undefined : host.files.readIfThere(path, sourceLimit));
    }),
    pathsNamed: snapshot.pathsNamed,
    nameFile(file) {
      if (/^[$<]/.test(file)) return file;
      const path = isAbsolute(file) ? file : join(toSlashes(cwd), file);
      return inside(root, path) ?? file;
    },
  };
}

/** Throws UserError `bundle-missing`, `bundle-version`, `bundle-damaged`. */
export async function bundleEvidence(host: Host, folder: string): Promise<Evidence> {
  const { manifest, units: bare } = await readBundle(host, folder);
  const units: Unit[] = [];
  for (const [index, unit] of bare.entries()) {
    const explanations = await readExplanations(host, folder, manifest.units[index] ?? {});
    units.push({ ...unit, explanations: () => explanations });
  }
  const cited = await citedSources(host, folder, manifest);
  const sources = new Map(cited.flatMap(({ file, text }) => (text ? [[file, readSource(file, text)] as const] : [])));
  return {
    report: reportOfBundle(manifest, units),
    units,
    sources: cited,
    ...(manifest.measured ? { measured: manifest.measured } : {}),
    called: manifest.called,
    source: async (file) => sources.get(file),
    lineAt(file, line) {
      const source = sources.get(file);
      return source && line <= source.lines.starts.length ? source.text(line) : undefined;
    },
    nameFile: (file) => file.replace(/^\.\//, ''),
  };
}

/** Several targets lie in one package: its calls are judged once. */
function rememberCallees(find: NonNullable<Evidence['callees']>): NonNullable<Evidence['callees']> {
  const known = new Map<string, ReturnType<typeof find>>();
  return (units) => {
    const key = units.map((unit) => `${unit.package} ${unit.variant ?? ''}`).join('\0');
    const found = known.get(key) ?? find(units);
    known.set(key, found);
    return found;
  };
}

function remember(read: (file: string) => Promise<Uint8Array | undefined>): Evidence['source'] {
  const files = new Map<string, Promise<SourceFile | undefined>>();
  return (file) => {
    let found = files.get(file);
    if (!found) {
      found = read(file).then((bytes) => (bytes ? readSource(file, bytes) : undefined));
      files.set(file, found);
    }
    return found;
  };
}
