/**
 * Reads linked Go executables: ELF, Mach-O and PE, stripped or not, of Go 1.22 and later. Input: parts of the file, and which names are allocators. Output: facts: how it
 * was built, its functions, and on amd64 and arm64 the calls of allocators with position and inline chain. A linked program has no relocations; what it keeps is the
 * line table that the runtime itself needs. It decides nothing: what is missing in a program is the analysis' business.
 */
import { compareText } from '../../base/order.ts';
import type { BuildRecord, ExecutableFacts, LinkedCall, LinkedFunction } from '../../model/executable.ts';
import { packageOfSymbol } from '../package-of-symbol.ts';
import type { AllocatorRule } from '../release-index.ts';
import { executableError } from './executable-error.ts';
import { findCalls, knowsCalls } from './find-calls.ts';
import { findLineTable } from './find-line-table.ts';
import type { LineTable } from './find-line-table.ts';
import { findModuleData } from './find-module-data.ts';
import type { ModuleData } from './find-module-data.ts';
import { readFunctions } from './function-table.ts';
import type { FunctionTable } from './function-table.ts';
import { readFrom } from './image.ts';
import type { ExecutableFile, Image } from './image.ts';
import { openImage } from './open-image.ts';
import { readBuildRecord } from './read-build-record.ts';
import { createFrameReader } from './read-frames.ts';
import type { FrameReader } from './read-frames.ts';
import { whyNotGo } from './refuse-foreign.ts';

/** A program of which headers, build info and line table were found and checked. */
export interface OpenedExecutable {
  readonly image: Image;
  readonly table: LineTable;
  readonly build: BuildRecord;
}

/** What is wanted of a program. */
export interface ReadExecutableOptions {
  /** By the Go version of the program. */
  readonly allocators: (goVersion: string) => ReadonlyMap<string, AllocatorRule>;
  /** Whether a function's package is one of those that are asked for; by symbol. */
  readonly wants: (symbol: string) => boolean;
}

/** Releases before this have other tables of allocators, or another form. */
const oldest = { major: 1, minor: 22 } as const;

/**
 * Finds the tables of a program; `goarch` chooses in a file for several machines.
 * @throws UserError with an `ExecutableErrorCode`
 */
export function openExecutable(source: ExecutableFile, goarch?: string): OpenedExecutable {
  const image = openImage(source, goarch);
  const { file } = source;
  const found = readBuildRecord(image);
  const build = found && 'record' in found ? found.record : undefined;
  if (build && isTooOld(build.go)) throw executableError('executable-too-old', { file, go: build.go });
  const table = findLineTable(image);
  if (found && 'before118' in found) throw executableError('executable-too-old', { file, go: '' });
  if (table === 'earlier') throw executableError('executable-too-old', { file, go: build?.go ?? '' });
  if (table === 'unknown') throw executableError('executable-garbled', { file });
  if (table === 'none') throw build ? executableError('executable-garbled', { file }) : whyNotGo(image);
  // What an obfuscator writes in place of the release (garble, -X=runtime.buildVersion=unknown): then names are not those of the source either.
  if (build?.go === 'unknown') throw executableError('executable-garbled', { file });
  return { image, table, build: build ?? { go: '', modules: [], settings: {} } };
}

function isTooOld(go: string): boolean {
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(go) ?? [];
  return major !== undefined && (Number(major) < oldest.major || (Number(major) === oldest.major && Number(minor) < oldest.minor));
}

/** Reads what is wanted of an opened program. @throws UserError with an `ExecutableErrorCode` */
export function readExecutable({ image, table, build }: OpenedExecutable, { allocators, wants }: ReadExecutableOptions): ExecutableFacts {
  const module = findModuleData(image, table, build.go);
  const functions = readFunctions(image, table, module);
  const own = build.path ?? 'main';
  const packages = new Map<string, string>();
  const packageOf = (symbol: string): string => {
    let found = packages.get(symbol);
    if (found === undefined) packages.set(symbol, (found = packageOfSymbol(symbol, own)));
    return found;
  };
  const frames = createFrameReader({ ...image, table, functions, trees: readTrees(image, table, module), packageOf });
  const wanted = findWanted(functions, frames, wants);
  const rules = allocators(build.go);
  const calls: LinkedCall[] = [];
  const others = new Map<string, number>();
  for (const { holder, pcs, callees } of callsByHolder(image, functions, rules)) {
    const name = functions.name(functions.nameOf(holder));
    if (!wanted.holders.has(holder)) {
      const pkg = packageOf(name);
      others.set(pkg, (others.get(pkg) ?? 0) + pcs.length);
      continue;
    }
    frames.framesAt(holder, pcs, (inline, index) => {
      const { file, line } = inline[0]!;
      const rule = callees[index]!;
      calls.push({ function: name, file, line, allocator: rule.name, when: rule.when, count: 1, inline, pc: pcs[index]! });
    });
  }
  return {
    format: image.format,
    bytes: image.parts.size,
    goarch: image.goarch,
    symbols: image.hasSymbols,
    build,
    functionCount: functions.count,
    functions: wanted.functions,
    inlined: [...wanted.inlined].toSorted(compareText),
    callsKnown: knowsCalls(image.goarch),
    calls,
    otherCalls: [...others].map(([pkg, count]) => ({ package: pkg, calls: count })).toSorted((a, b) => compareText(a.package, b.package)),
  };
}

/** The bytes from the inline trees on: a part of the line table since Go 1.26, before that of what is only read. */
function readTrees(image: Image, { address, bytes }: LineTable, { functionData }: ModuleData): Buffer {
  const inTable = functionData - address;
  if (inTable >= 0 && inTable < bytes.length) return bytes.subarray(inTable);
  return readFrom(image, functionData, image.parts.size) ?? Buffer.alloc(0);
}

interface Wanted {
  /** Functions that are wanted, or that something wanted was inlined into. */
  readonly holders: ReadonlySet<number>;
  readonly functions: readonly LinkedFunction[];
  readonly inlined: ReadonlySet<string>;
}

function findWanted(functions: FunctionTable, frames: FrameReader, wants: (symbol: string) => boolean): Wanted {
  const holders = new Set<number>();
  const found: LinkedFunction[] = [];
  const inlined = new Set<string>();
  const known = new Map<number, boolean>();
  const isWanted = (name: number): boolean => {
    let is = known.get(name);
    if (is === undefined) known.set(name, (is = wants(functions.name(name))));
    return is;
  };
  for (let index = 0; index < functions.count; index++) {
    const name = functions.nameOf(index);
    if (isWanted(name)) {
      holders.add(index);
      found.push({ name: functions.name(name), file: frames.fileOf(index), line: functions.record(index).line });
    }
    for (const inner of frames.inlinedInto(index)) {
      if (!isWanted(inner)) continue;
      holders.add(index);
      inlined.add(functions.name(inner));
    }
  }
  return { holders, functions: found, inlined };
}

/** Go's linker puts a branch between a call and what lies too far: `runtime.newobject+0-tramp0` (cmd/link/internal/arm64/asm.go). */
const trampoline = /\+[0-9a-f]+-tramp\d+$/;

function* callsByHolder(
  image: Image,
  functions: FunctionTable,
  rules: ReadonlyMap<string, AllocatorRule>,
): Generator<{ readonly holder: number; readonly pcs: readonly number[]; readonly callees: readonly AllocatorRule[] }> {
  const entries = new Map<number, AllocatorRule>();
  for (let index = 0; index < functions.count; index++) {
    const name = functions.name(functions.nameOf(index));
    const rule = rules.get(name.includes('-tramp') ? name.replace(trampoline, '') : name);
    if (rule?.effect === 'allocates') entries.set(index, rule);
  }
  const { pcs, targets, holders } = findCalls(image, functions, entries.keys());
  for (let from = 0; from < pcs.length;) {
    const holder = holders[from]!;
    let to = from + 1;
    while (to < pcs.length && holders[to] === holder) to++;
    // Of an allocator's own wrapper for another calling convention, and of branches, the caller is what counts.
    if (!entries.has(holder))
      yield { holder, pcs: pcs.slice(from, to), callees: targets.slice(from, to).map((target) => entries.get(target)!) };
    from = to;
  }
}
