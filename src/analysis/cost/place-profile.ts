/**
 * Places what a heap profile holds: on sites, in calls of functions outside the module, or with the reason why on neither. Input: the sites of a report and the
 * tables of a profile; nothing is read. The parts add up to the whole.
 */
import { compareBy, compareText } from '../../base/order.ts';
import { basename, join } from '../../base/posix-path.ts';
import type { CalledLines } from '../../model/called-lines.ts';
import type { Cost, CostlyCall, UnplacedReason, Values } from '../../model/cost.ts';
import type { Position } from '../../model/facts.ts';
import type { Profile } from '../../model/profile.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { createFileFinder } from './own-files.ts';
import { sampledOf, samplingFactors } from './sampling.ts';
import { fittingSites } from './block-sizes.ts';
import { chainPart, indexSites } from './site-index.ts';
import { addValues, noValues, type MutableValues } from './values.ts';

export interface PlaceOptions {
  /** Rows of `profile.types`. */
  readonly rows: { readonly allocObjects: number; readonly allocSpace: number; readonly inuseObjects: number; readonly inuseSpace: number };
  /** The import path of a function's package, `main` for a program's own. */
  readonly packageOf: (functionName: string) => string;
  /** See {@link createFileFinder}. */
  readonly fileOf: ReturnType<typeof createFileFinder>;
  /** The package in whose files each function stands, by its row: `packagesOfFunctions`. */
  readonly owners: readonly string[];
  /** The main package that ran, null for none of the report's; without it, any. */
  readonly program?: string | null;
  readonly pointerSize: 4 | 8;
  /** What the compiled code calls on which lines, where that is at hand: profiles leave out the runtime's functions at the end of a stack, those that a program calls by name too. */
  readonly called?: CalledLines;
  /** Bytes for one sample; undefined where it is not known. */
  readonly rate: number | undefined;
  /** Values may be negative, and say nothing of how exact they are. */
  readonly isDelta: boolean;
  /** `Measurement.id`. */
  readonly from: number;
  /** Is told where each sample was placed. */
  readonly onPlaced?: (sample: PlacedSample) => void;
}

/** One sample with the place that was found for it. */
export interface PlacedSample {
  readonly values: Values;
  /** Bytes of one of its objects. */
  readonly size: number;
  /** Innermost first; the lines of one location are inlined calls. */
  readonly stack: readonly (readonly StackLine[])[];
  readonly on:
    | { readonly sites: ReturnType<typeof fittingSites> }
    | { readonly call: Pick<CostlyCall, 'package' | 'function' | 'file' | 'line' | 'callee'> }
    | { readonly reason: UnplacedReason; readonly first: Position | undefined };
}

export interface Placed {
  readonly costs: ReadonlyMap<string, Cost>;
  readonly totals: Values;
  readonly sites: Values;
  readonly calls: readonly CostlyCall[];
  readonly unplaced: readonly { readonly reason: UnplacedReason; readonly values: Values; readonly first?: Position }[];
}

interface SiteDraft {
  readonly values: MutableValues;
  samples: number;
  readonly among: Set<string>;
  isTiny: boolean;
}

/** A line of a stack. */
export interface StackLine {
  /** By the function's name: that of the code which was compiled. */
  readonly package: string;
  readonly function: string;
  readonly raw: string;
  readonly line: number;
  /** See {@link createFileFinder}. */
  readonly file: string | null | undefined;
}

export function placeProfile({ sites, packages }: Pick<Report, 'sites' | 'packages'>, profile: Profile, options: PlaceOptions): Placed {
  const mains = new Set(packages.filter(({ name }) => name === 'main').map(({ path }) => path));
  const index = indexSites(sites, (pkg) => mains.has(pkg), options.program);
  const linesOf = createStacks(profile, options);
  const totals = noValues();
  const onSites = noValues();
  const drafts = new Map<string, SiteDraft>();
  const calls = new Map<string, CostlyCall & { readonly values: MutableValues; samples: number }>();
  const unplaced = new Map<UnplacedReason, { values: MutableValues; spots: Map<string, { at: Position; space: number }> }>();

  const { samples } = profile;
  const sizeOf = createSizes(profile);
  for (let sample = 0; sample < samples.count; sample++) {
    const values = valuesOf(profile, sample, options.rows);
    // Records of what was sampled before the rate was set, and others that came to nothing.
    if (values.alloc_objects === 0 && values.alloc_space === 0 && values.inuse_objects === 0 && values.inuse_space === 0) continue;
    addValues(totals, values);
    const sampled = options.rate === undefined ? 0 : sampledOf(values.alloc_objects, values.alloc_space, options.rate);
    const from = samples.stackStarts[sample] ?? 0;
    const to = samples.stackStarts[sample + 1] ?? 0;
    const size = sizeOf(sample, values);
    const on = place(from, to, values, sampled, size);
    if (!options.onPlaced) continue;
    const stack = Array.from(samples.locations.subarray(from, to), (location) => linesOf(location).lines);
    options.onPlaced({ values, size, stack: stack.filter((lines) => lines.length > 0), on });
  }

  function place(from: number, to: number, values: Values, sampled: number, size: number): PlacedSample['on'] {
    // The runtime's own functions at the end of a stack are how it allocates, not where.
    let at = from;
    while (at < to && linesOf(samples.locations[at] ?? 0).isRuntime) at++;
    if (at >= to) return leave('runtime', values, undefined);
    const first = at;
    for (let inner: StackLine | undefined; at < to; at++) {
      const location = linesOf(samples.locations[at] ?? 0);
      const { lines, own } = location;
      const line = lines[own];
      if (!line) {
        inner = lines.at(-1) ?? inner;
        continue;
      }
      const position = { file: line.file ?? nameUnread(line), line: line.line };
      if (line.file === null || line.file === undefined) return leave('not-read', values, position);
      if (at > first) return addCall(line, line.file, (lines[own - 1] ?? inner)?.function, values, sampled);
      const found = (location.sites ??= sitesOf(lines, own, line.file, line.line));
      if (found.length > 0) return addSites(fittingSites(found, size, options.pointerSize), values, sampled);
      // Inlined into this program and not in this build: with PGO, by another release.
      const callee = lines[own - 1]?.function ?? calledOfRuntime(line.file, line.line);
      if (callee !== undefined) return addCall(line, line.file, callee, values, sampled);
      return leave('no-site', values, position);
    }
    return leave('outside', values, undefined);
  }

  /** A file that the package does not have in this build, as others of its folder are shown: a profile names it by the machine that built it. */
  function nameUnread({ package: pkg, raw }: StackLine): string {
    const name = basename(raw.replaceAll('\\', '/'));
    const dir = packages.find(({ path }) => path === (pkg === 'main' ? options.program : pkg))?.dir;
    return dir === undefined ? name : join(dir, name);
  }

  /** `at`: the innermost of the inlined calls that is in a file of the module. */
  function sitesOf(lines: readonly StackLine[], at: number, file: string, line: number): readonly Site[] {
    const parts = lines.map(({ raw, line: number }) => chainPart(raw, number));
    // Chains have base names only: a site that is written at none of these lines is another's.
    const exact = index
      .ofChain(lines.at(-1)?.package ?? '', parts.join('<'))
      .filter((site) => lines.some((own) => own.file === site.at.file && own.line === site.at.line));
    if (exact.length > 0) return exact;
    const written = index.ofWritten(file, parts.slice(0, at + 1).join('<'));
    return written.length > 0 || at > 0 ? written : index.ofLine(file, line);
  }

  function addSites(found: ReturnType<typeof fittingSites>, values: Values, sampled: number): PlacedSample['on'] {
    addValues(onSites, values);
    for (const {
      site: { id },
      isTiny,
    } of found) {
      let draft = drafts.get(id);
      if (!draft) drafts.set(id, (draft = { values: noValues(), samples: 0, among: new Set(), isTiny: false }));
      addValues(draft.values, values);
      draft.samples += sampled;
      draft.isTiny ||= isTiny;
      for (const { site: other } of found) if (other.id !== id) draft.among.add(other.id);
    }
    return { sites: found };
  }

  /** The function of the runtime that is called by its name on a line: `runtime.Caller`; undefined where there is none, or several. */
  function calledOfRuntime(file: string, line: number): string | undefined {
    const [callee, ...others] = [...(options.called?.get(file)?.get(line) ?? [])].filter((name) =>
      /^runtime\.(?:[A-Z]|\(\*[A-Z])/.test(name),
    );
    return others.length === 0 ? callee : undefined;
  }

  function addCall(line: StackLine, file: string, callee: string | undefined, values: Values, sampled: number): PlacedSample['on'] {
    const key = `${file}\0${line.line}\0${callee ?? ''}`;
    let call = calls.get(key);
    if (!call) {
      const { package: pkg, function: name } = line;
      calls.set(
        key,
        (call = { package: pkg, function: name, file, line: line.line, callee: callee ?? '', values: noValues(), samples: 0 }),
      );
    }
    addValues(call.values, values);
    call.samples += sampled;
    return { call };
  }

  function leave(reason: UnplacedReason, values: Values, at: Position | undefined): PlacedSample['on'] {
    let known = unplaced.get(reason);
    if (!known) unplaced.set(reason, (known = { values: noValues(), spots: new Map() }));
    addValues(known.values, values);
    const on = { reason, first: at };
    if (!at) return on;
    const key = `${at.file}:${at.line}`;
    const spot = known.spots.get(key);
    if (spot) spot.space += values.alloc_space;
    else known.spots.set(key, { at, space: values.alloc_space });
    return on;
  }

  return {
    costs: new Map([...drafts].map(([id, draft]) => [id, finishCost(draft, options)])),
    totals,
    sites: onSites,
    calls: [...calls.values()].map((call) => ({ ...call, samples: Math.round(call.samples) })).toSorted(byCost),
    unplaced: [...unplaced]
      .map(([reason, { values, spots }]) => ({ reason, values, ...costliest([...spots.values()]) }))
      .toSorted((a, b) => compareText(a.reason, b.reason)),
  };
}

const byCost = compareBy<CostlyCall>(
  // In deltas the largest changes, up or down.
  (a, b) => Math.abs(b.values.alloc_space) - Math.abs(a.values.alloc_space),
  (a, b) => compareText(a.file, b.file),
  (a, b) => a.line - b.line,
  (a, b) => compareText(a.callee, b.callee),
);

/** The position at which most of something lies: whatever order it was met in. */
function costliest(spots: readonly { readonly at: Position; readonly space: number }[]): { readonly first?: Position } {
  const [first] = spots.toSorted(
    compareBy(
      (a, b) => Math.abs(b.space) - Math.abs(a.space),
      (a, b) => compareText(a.at.file, b.at.file),
      (a, b) => a.at.line - b.at.line,
    ),
  );
  return first ? { first: first.at } : {};
}

function finishCost({ values, samples, among, isTiny }: SiteDraft, { from, rate, isDelta }: PlaceOptions): Cost {
  const isSampled = rate !== undefined && rate > 1 && !isDelta && samples >= 0.5;
  const [low, high] = isSampled ? samplingFactors(samples) : [1, 1];
  return {
    from,
    values,
    samples: Math.round(samples),
    ...(isSampled ? { between: [Math.round(low * values.alloc_space), Math.round(high * values.alloc_space)] as const } : {}),
    ...(among.size === 0 ? {} : { among: [...among].toSorted() }),
    ...(isTiny ? { tiny: true as const } : {}),
  };
}

export function isRuntime(pkg: string): boolean {
  return pkg === 'runtime' || pkg.startsWith('runtime/internal/') || pkg.startsWith('internal/runtime/');
}

/** What is known of a location: worked out once, for most of them are in thousands of stacks. */
interface PlacedLocation {
  readonly lines: readonly StackLine[];
  /** The innermost of its inlined calls that is in a file of the packages; -1 for none. */
  readonly own: number;
  /** All of its code is the runtime's, or nothing is known of it. */
  readonly isRuntime: boolean;
  /** Where it is the first that is not the runtime's. */
  sites?: readonly Site[];
}

function createStacks(
  { lines, functions, locations, strings }: Profile,
  { packageOf, fileOf, owners }: Pick<PlaceOptions, 'packageOf' | 'fileOf' | 'owners'>,
): (location: number) => PlacedLocation {
  const known: PlacedLocation[] = [];
  const ofFunctions: Omit<StackLine, 'line'>[] = [];
  const describe = (fn: number): Omit<StackLine, 'line'> => {
    const name = strings[functions.names[fn] ?? 0] ?? '';
    const raw = strings[functions.files[fn] ?? 0] ?? '';
    return { package: packageOf(name), function: name, raw, file: fileOf(owners[fn] ?? '', raw) };
  };
  const lineAt = (row: number): StackLine => {
    const fn = lines.functions[row] ?? 0;
    return { ...(ofFunctions[fn] ??= describe(fn)), line: lines.numbers.near[row] ?? 0 };
  };
  const placed = (location: number): PlacedLocation => {
    const from = locations.lineStarts[location] ?? 0;
    const all = Array.from({ length: (locations.lineStarts[location + 1] ?? 0) - from }, (_, index) => lineAt(from + index));
    return {
      lines: all,
      own: all.findIndex(({ file }) => file !== undefined),
      isRuntime: all.every((line) => isRuntime(line.package)),
    };
  };
  return (location) => (known[location] ??= placed(location));
}

/**
 * The size of the objects of a sample: Go writes it as a label, since the key of a sample is the stack and the size. Where there is none it is told by the values,
 * which are rounded down.
 */
function createSizes({ samples: { labelStarts, labels }, strings }: Profile): (sample: number, values: Values) => number {
  const key = strings.indexOf('bytes');
  return (sample, values) => {
    for (let at = labelStarts[sample] ?? 0; at < (labelStarts[sample + 1] ?? 0); at++)
      if (labels.keys[at] === key && labels.texts[at] === 0) return labels.numbers.near[at] ?? 0;
    return Math.round(values.alloc_objects === 0 ? values.inuse_space / values.inuse_objects : values.alloc_space / values.alloc_objects);
  };
}

function valuesOf({ types, samples }: Profile, sample: number, rows: PlaceOptions['rows']): Values {
  const row = sample * types.length;
  const at = (type: number): number => samples.values.near[row + type] ?? 0;
  return {
    alloc_objects: at(rows.allocObjects),
    alloc_space: at(rows.allocSpace),
    inuse_objects: at(rows.inuseObjects),
    inuse_space: at(rows.inuseSpace),
  };
}
