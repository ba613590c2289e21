import { corrupt } from './archive-error.ts';
import {
  packageIndex,
  refKey,
  refNameAt,
  refNameKey,
  refNameSize,
  symbolKind,
  symbolName,
  symbolOf,
  symbolSize,
  u32,
} from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { nameMark } from './release-index.ts';
import type { ReleaseIndex } from './release-index.ts';

/** Names and classes of what one object refers to. Names are decoded when they are asked for. */
export interface ObjectSymbols {
  /** Class of a callee (see release-index.ts). */
  classOf(pkg: number, symbol: number): number;
  /** Undefined for a symbol of another package that this object does not call but has inlined: only its number is known here. */
  nameOf(pkg: number, symbol: number): string | undefined;
  /** Whether a reference names a type symbol (`type:…`). */
  isType(pkg: number, symbol: number): boolean;
}

const typePrefix = 'type:';

/** Indexes the references of an object. Only names whose length may be an allocator's are decoded, and nothing before it is asked for. */
export function indexSymbols(object: GoObject, release: ReleaseIndex): ObjectSymbols {
  const { bytes, base } = object;
  let classes: Uint16Array | undefined;
  let others: References | undefined;
  let records: Map<number, number> | undefined;
  const names = new Map<number, string>();

  const recordOf = (key: number): number | undefined => {
    if (records === undefined) {
      records = new Map();
      for (let n = 0; n < object.refNameCount; n++) records.set(refNameKey(object, n), n);
    }
    return records.get(key);
  };

  return {
    classOf(pkg, symbol) {
      if (pkg === packageIndex.builtin) return release.builtinClasses[symbol] ?? 0;
      const place = symbolOf(object, pkg, symbol);
      if (place >= 0) return (classes ??= classify(object, release))[place]!;
      return (others ??= readReferences(object, release)).classes.get(refKey(pkg, symbol)) ?? 0;
    },
    nameOf(pkg, symbol) {
      if (pkg === packageIndex.builtin) {
        const name = release.builtins[symbol];
        if (name === undefined) throw corrupt('builtin index', object.base);
        return name;
      }
      const place = symbolOf(object, pkg, symbol);
      // One map for both: places are small, keys of other packages' symbols are 2^32 and more.
      const key = place >= 0 ? place : refKey(pkg, symbol);
      let name = names.get(key);
      if (name === undefined) {
        const record = place >= 0 ? undefined : recordOf(key);
        if (place < 0 && record === undefined) return undefined;
        name = record === undefined ? symbolName(object, place) : refNameAt(object, record);
        names.set(key, name);
      }
      return name;
    },
    isType(pkg, symbol) {
      if (pkg === packageIndex.builtin) return release.builtins[symbol]?.startsWith(typePrefix) ?? false;
      const place = symbolOf(object, pkg, symbol);
      if (place < 0) return (others ??= readReferences(object, release)).types.has(refKey(pkg, symbol));
      const at = object.symbols + place * symbolSize;
      return startsWithType(bytes, base + u32(bytes, at + 4), u32(bytes, at));
    },
  };
}

/** Classes of the object's own symbols, by place. */
function classify(object: GoObject, release: ReleaseIndex): Uint16Array {
  const places = object.definedCount + object.nonPackageRefCount;
  const classes = new Uint16Array(places);
  for (let place = 0; place < places; place++) {
    const at = object.symbols + place * symbolSize;
    if (!mayBeKnown(object, release, at)) continue;
    if (place < object.definedCount && release.isText[symbolKind(object, place)] !== 1) continue;
    classes[place] = release.classes.get(symbolName(object, place)) ?? 0;
  }
  return classes;
}

/** Symbols of other packages, by key. */
interface References {
  readonly classes: ReadonlyMap<number, number>;
  readonly types: ReadonlySet<number>;
}

function readReferences(object: GoObject, release: ReleaseIndex): References {
  const { bytes, base } = object;
  const classes = new Map<number, number>();
  const types = new Set<number>();
  for (let n = 0; n < object.refNameCount; n++) {
    const at = object.refNames + n * refNameSize + 8;
    if (mayBeKnown(object, release, at)) {
      const found = release.classes.get(refNameAt(object, n));
      if (found !== undefined) classes.set(refNameKey(object, n), found);
    }
    if (startsWithType(bytes, base + u32(bytes, at + 4), u32(bytes, at))) types.add(refNameKey(object, n));
  }
  return { classes, types };
}

/** Whether the name that a reference (length, offset) at `at` names may be one that the release knows. */
function mayBeKnown({ bytes, base }: GoObject, release: ReleaseIndex, at: number): boolean {
  const length = u32(bytes, at);
  const from = base + u32(bytes, at + 4);
  return release.marks[nameMark(length, bytes[from] ?? 0, bytes[from + length - 1] ?? 0)] === 1;
}

/** `type:` as bytes; `type:.eq.…` and other helpers of types are no types. */
export function startsWithType(bytes: Uint8Array, at: number, length: number): boolean {
  return (
    length > 5 &&
    bytes[at] === 0x74 &&
    bytes[at + 1] === 0x79 &&
    bytes[at + 2] === 0x70 &&
    bytes[at + 3] === 0x65 &&
    bytes[at + 4] === 0x3a &&
    bytes[at + 5] !== 0x2e
  );
}
