import type { Reason } from '../../model/build-comparison.ts';
import type { Build } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { constraintOf } from './build-constraint.ts';
import { other, type Pair, type When } from './reason-pair.ts';
import { allocatorsOf } from '../sites/allocators-of.ts';

/** A setting in which the two builds differ, with its values. */
interface DifferingSetting {
  /** `-N`, `-l`, `-d=…`, `-race`, `goarch`, `goos`, `tags`, `cgo`, `pgo`, `go`. */
  readonly setting: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Settings in which the builds differ and of which this place shows that they did it; `told` are the reasons that were found without them. What shows it is named: a call
 * that is inlined in one build only, a file that is not built, a line of the compiler that is the same while the code is not.
 */
export function settingReasons(pair: Pair, told: readonly Reason[]): Reason[] {
  const settings = listSettings(pair.step.before.side.build, pair.step.after.side.build);
  return settings.flatMap((one): Reason[] => {
    // What is not inlined with -l is not inlined for that.
    const isTaken = one.setting === '-race' && settings.some(({ setting }) => setting === '-l' || setting === '-N');
    const shows = showsOf(one, pair, isTaken ? [] : told) ?? (settings.length === 1 && isOfLibrary(one) ? foreignLeak(told) : undefined);
    return shows === undefined ? [] : [{ code: 'setting', ...one, shows }];
  });
}

/** What differs between two builds; the release counts for what files ask of it. */
function listSettings(before: Build, after: Build): DifferingSetting[] {
  const [was, is] = [flagsOf(before), flagsOf(after)];
  const flags = [...new Set([...was.keys(), ...is.keys()])].toSorted();
  const one = (setting: string, from: string, to: string): DifferingSetting[] => (from === to ? [] : [{ setting, from, to }]);
  const onOff = (value: boolean): string => (value ? 'on' : 'off');
  const profiles = ({ pgo }: Build): string => pgo.map(({ file, digest = '' }) => `${file} ${digest}`.trim()).join(', ') || 'off';
  return [
    ...flags.flatMap((flag) => one(flag, was.get(flag) ?? '', is.get(flag) ?? '')),
    ...one('go', before.go, after.go),
    ...one('-race', onOff(before.race), onOff(after.race)),
    ...one('goarch', before.goarch, after.goarch),
    ...one('goos', before.goos, after.goos),
    ...one('tags', before.tags.join(','), after.tags.join(',')),
    ...one('cgo', onOff(before.cgo), onOff(after.cgo)),
    ...one('pgo', profiles(before), profiles(after)),
  ];
}

/** Compiler flags by name, those of `-d=a=1,b=2` one by one. */
function flagsOf({ gcflags }: Build): Map<string, string> {
  const flags = new Map<string, string>();
  for (const word of gcflags.split(/[\s'"]+/)) {
    const flag = word.replace(/^[^-=]*=(?=-)/, '');
    if (flag.startsWith('-d=')) for (const part of flag.slice(3).split(',')) flags.set(`-d=${part.split('=')[0] ?? part}`, part);
    else if (flag.startsWith('-')) flags.set(flag.split('=')[0] ?? flag, flag);
  }
  return flags;
}

function showsOf({ setting, from, to }: DifferingSetting, pair: Pair, told: readonly Reason[]): string | undefined {
  const constraint = pair.kinds.includes('not-built') ? constraintAt(pair) : undefined;
  const inlined = told.find((reason) => reason.code === 'inlined' || reason.code === 'not-inlined');
  const callee = inlined && 'callee' in inlined ? inlined.callee : undefined;
  switch (setting) {
    case '-l':
      return callee;
    case '-N':
      return sameLine(pair) ?? callee;
    case '-race':
      return mentions(constraint, 'race') ?? callee ?? sizedAllocator(pair) ?? (told.length === 0 ? sameLine(pair) : undefined);
    case 'goarch':
      return mentions(constraint, from, to) ?? wordSize(pair) ?? alignment(pair) ?? pastLimit(told);
    case 'go':
      return constraint !== undefined && /\bgo1\.\d+/.test(constraint) ? constraint : undefined;
    case 'goos':
      return mentions(constraint, from, to, 'unix');
    case 'tags':
      return mentions(constraint, ...from.split(','), ...to.split(','));
    case 'cgo':
      return mentions(constraint, 'cgo');
    case 'pgo':
      return profileNote(pair) ?? hotDecision(pair, callee);
    case '-d=variablemakehash':
    case '-d=variablemakethreshold':
      return buffers(pair);
    case '-d=literalallochash':
      return told.find((reason) => reason.code === 'constant')?.to ?? staticData(pair);
    default:
      return undefined;
  }
}

/** The constraint of the file that only one build has. */
function constraintAt({ before, after, step }: Pair): string | undefined {
  const site = before ?? after;
  const side: When = before ? 'before' : 'after';
  if (!site || step[other[side]].isOwnFile(site.at.file)) return undefined;
  const lines = step[side].side.lines(site.at.file);
  return lines && constraintOf(site.at.file, lines);
}

function mentions(constraint: string | undefined, ...words: readonly string[]): string | undefined {
  return constraint !== undefined && words.some((word) => word !== '' && constraint.split(/[^\w.]+/).includes(word))
    ? constraint
    : undefined;
}

/** A line of the compiler that is the same in both while the code is not. */
function sameLine({ before, after, spots, step }: Pair): string | undefined {
  const site = after ?? before;
  if (site?.what === 'leaves-frame') return before ? allocatorsOf(before).join(' ') : after && allocatorsOf(after).join(' ');
  if (before && after && allocatorsOf(before).join() === allocatorsOf(after).join() && before.outcome === after.outcome) return undefined;
  for (const spot of spots) {
    if (!spot.before || !spot.after || !site) continue;
    const was = step.before.verdictsAt(spot.before);
    const is = step.after.verdictsAt(spot.after);
    const own = site.places.flatMap(({ verdicts }) => verdicts);
    const same = was.find(
      (one) =>
        own.some(({ kind, subject, column }) => kind === one.kind && subject === one.subject && column === one.column) &&
        is.some(({ kind, subject, column }) => kind === one.kind && subject === one.subject && column === one.column),
    );
    if (same) return same.subject === '' ? same.kind.replace('append-', 'append ').replaceAll('-', ' ') : same.subject;
  }
  return undefined;
}

function sizedAllocator({ before, after }: Pair): string | undefined {
  const names = [before, after].flatMap((site) => (site ? allocatorsOf(site) : []));
  return names.find((name) => /^runtime\.mallocgc(?:Small|Tiny)/.test(name));
}

/** Sizes that are twice the others, or allocators that are named by the bits of a word. */
function wordSize({ before, after }: Pair): string | undefined {
  const [was, is] = [before?.type?.size, after?.type?.size];
  if (was !== undefined && is !== undefined && was !== is) return `${was} → ${is}`;
  if (!before || !after) return undefined;
  const [from, to] = [allocatorsOf(before), allocatorsOf(after)];
  const gone = from.find((name) => !to.includes(name) && /(?:32|64)(?:ptr)?$/.test(name));
  const came = to.find((name) => !from.includes(name) && /(?:32|64)(?:ptr)?$/.test(name));
  const named = gone ?? came;
  return named === undefined ? undefined : `${gone ?? from.join(' ')} → ${came ?? to.join(' ')}`;
}

/** A value that is smaller with smaller words and so fits on the stack. */
function pastLimit(told: readonly Reason[]): string | undefined {
  const found = told.find((reason) => reason.code === 'size-limit');
  return found && `${found.size} > ${found.limit}`;
}

function alignment({ before, after }: Pair): string | undefined {
  const isAligned = (site: Site | undefined): boolean => site?.cause.code === 'too-aligned';
  return isAligned(before) === isAligned(after) ? undefined : 'too aligned for stack';
}

/** Settings that the whole build has, and not only the named packages. */
function isOfLibrary({ setting }: DifferingSetting): boolean {
  return setting !== 'go' && (!setting.startsWith('-') || setting === '-race');
}

/** A function of the library that is another one there: its text is chosen by a constraint, or does more. */
function foreignLeak(told: readonly Reason[]): string | undefined {
  const leak = told.find((reason) => reason.code === 'parameter');
  return leak && leak.parameter === undefined ? leak.callee : undefined;
}

function profileNote({ spots, step }: Pair): string | undefined {
  const notesOf = (side: When, at: Span | undefined): readonly string[] =>
    at ? step[side].notesAt(at).flatMap(({ note, text }) => (note === 'devirtualized' && text.startsWith('PGO') ? [text] : [])) : [];
  return spots.flatMap((spot) => [...notesOf('after', spot.after), ...notesOf('before', spot.before)])[0];
}

/** A function that can be inlined where the profile makes it hot, though it costs more than others may. */
function hotDecision({ step }: Pair, callee: string | undefined): string | undefined {
  return callee !== undefined && [step.before, step.after].some((side) => side.side.build.pgo.length > 0) ? callee : undefined;
}

function buffers({ before, after, step }: Pair): string | undefined {
  const isBuffer = (name: string): boolean => name.startsWith('runtime.moveSlice') || name.startsWith('runtime.growsliceBuf');
  const has = (site: Site | undefined): boolean =>
    site !== undefined && (site.when.includes('exceeds-buffer') || allocatorsOf(site).some(isBuffer));
  if (has(before) !== has(after)) return 'stack buffer';
  const symbols = new Set([...(before?.places ?? []), ...(after?.places ?? [])].map((place) => place.function));
  const moves = (side: When): boolean => [...symbols].some((symbol) => [...step[side].callsIn(symbol).keys()].some(isBuffer));
  return (before ?? after)?.what === 'growth' && moves('before') !== moves('after') ? 'stack buffer' : undefined;
}

function staticData({ before, after }: Pair): string | undefined {
  const isStatic = (site: Site | undefined): boolean =>
    site?.outcome === 'paper' && (site.paper === 'static-data' || site.paper === 'constant');
  return isStatic(before) === isStatic(after) ? undefined : (after ?? before)?.subject;
}
