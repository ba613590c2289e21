import type { When } from '../model/facts.ts';
import { relocationKinds } from './relocation-kinds.ts';

/** What the numbers of one Go release mean. `releaseTables` of model/tables makes it for known releases. */
export interface ArchiveTables {
  /** Symbol names by index in the builtin package. */
  readonly builtins: readonly string[];
  /** Names by relocation type; 0 is ''. */
  readonly relocations: readonly string[];
  /** Names by symbol kind. */
  readonly symbolKinds: readonly string[];
}

/** What has to be known of a runtime function: those with the effect `allocates` are looked for. */
export interface AllocatorRule {
  readonly name: string;
  readonly effect: 'allocates' | 'uncounted' | 'none';
  readonly when: readonly When[];
  /** `operand`: it takes the type that it allocates as an argument. */
  readonly type: 'operand' | 'none';
  /** Which argument that is, counted in words from 0: all before it are one word wide. */
  readonly typeArgument?: number;
}

/** An allocator and where its type is passed (−1: it takes none, or the place is not known). */
export interface Allocator {
  readonly rule: AllocatorRule;
  readonly takesType: boolean;
  readonly typeArgument: number;
}

/** Class of a callee: 0 for the many others, `barrier`, or from `firstAllocator` on an allocator. */
export const barrierClass = 1;
export const firstAllocator = 2;

/** The tables of a release, ready for lookups by number. */
export interface ReleaseIndex {
  readonly builtins: readonly string[];
  readonly kinds: Uint8Array;
  /** Relocation type that notes a method called through an interface. */
  readonly interfaceMethod: number;
  /** 1 for the symbol kinds of functions. */
  readonly isText: Uint8Array;
  readonly allocators: readonly Allocator[];
  readonly classes: ReadonlyMap<string, number>;
  readonly builtinClasses: Uint16Array;
  /** 1 for the `nameMark` of each name in `classes`: a name with another mark need not be decoded. */
  readonly marks: Uint8Array;
}

/** Length, first and last byte of a name in 16 bits. Of 190,000 names of a large module 1 % share one with an allocator. */
export function nameMark(length: number, first: number, last: number): number {
  return ((length & 255) << 8) | ((first * 5 + last) & 255);
}

const made = new WeakMap<ArchiveTables, Map<ReadonlyMap<string, AllocatorRule>, ReleaseIndex>>();

/** Made once per pair of tables. */
export function indexRelease(tables: ArchiveTables, rules: ReadonlyMap<string, AllocatorRule>): ReleaseIndex {
  const known = made.get(tables)?.get(rules);
  if (known) return known;
  const allocators: Allocator[] = [];
  const classes = new Map<string, number>();
  for (const rule of rules.values()) {
    if (rule.effect !== 'allocates') continue;
    classes.set(rule.name, firstAllocator + allocators.length);
    allocators.push({ rule, takesType: rule.type === 'operand', typeArgument: rule.typeArgument ?? -1 });
  }
  for (let n = 1; n <= 8; n++) classes.set(`runtime.gcWriteBarrier${n}`, barrierClass);
  const marks = new Uint8Array(0x1_0000);
  for (const name of classes.keys()) marks[nameMark(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1))] = 1;
  const isText = new Uint8Array(256);
  for (const [kind, name] of tables.symbolKinds.entries()) if (name === 'STEXT' || name === 'STEXTFIPS') isText[kind] = 1;
  const index: ReleaseIndex = {
    builtins: tables.builtins,
    kinds: relocationKinds(tables.relocations),
    interfaceMethod: tables.relocations.indexOf('R_USEIFACEMETHOD'),
    isText,
    allocators,
    classes,
    builtinClasses: Uint16Array.from(tables.builtins, (name) => classes.get(name) ?? 0),
    marks,
  };
  const ofTables = made.get(tables) ?? new Map<ReadonlyMap<string, AllocatorRule>, ReleaseIndex>();
  made.set(tables, ofTables.set(rules, index));
  return index;
}
