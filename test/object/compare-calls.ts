import type { ArchiveFacts } from '../../src/model/facts.ts';
import type { AllocatorRule } from '../../src/object/release-index.ts';
import type { OracleCall } from './objdump-oracle.ts';

export interface Comparison {
  /** Calls in objdump's text, and how many of them the reader does not have, and how many it has besides. */
  readonly calls: number;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** Calls that take a type: both say the same; they say different ones; only the reader says one; only the oracle does; neither. */
  readonly same: number;
  readonly wrong: readonly string[];
  readonly unconfirmed: readonly string[];
  readonly missed: readonly string[];
  readonly unknown: number;
}

const unknown = '?';

/** For the oracles: the number of the argument with the type, −1 where an allocator takes none, undefined for what is no allocator. */
export function argumentsOf(rules: ReadonlyMap<string, AllocatorRule>): (callee: string) => number | undefined {
  return (callee) => {
    const rule = rules.get(callee);
    if (rule?.effect !== 'allocates') return undefined;
    return rule.typeArgument ?? -1;
  };
}

/** Compares calls by (function, file's last part and line, callee) and, within equal ones, types; `facts` with raw file names. */
export function compareCalls(
  oracleCalls: readonly OracleCall[],
  facts: ArchiveFacts,
  rules: ReadonlyMap<string, AllocatorRule>,
): Comparison {
  const argumentOf = argumentsOf(rules);
  const oracle = new Map<string, string[]>();
  const add = (groups: Map<string, string[]>, key: string, types: string[]): void =>
    void groups.set(key, [...(groups.get(key) ?? []), ...types]);
  for (const call of oracleCalls) {
    const type = call.type === undefined || call.type === 'conflict' || call.type === 'nil' ? unknown : call.type;
    add(oracle, [call.function, call.position, call.allocator].join(' '), [type]);
  }
  const ours = new Map<string, string[]>();
  for (const call of facts.calls) {
    const position = `${call.file.slice(call.file.lastIndexOf('/') + 1)}:${call.line}`;
    add(ours, [call.function, position, call.allocator].join(' '), new Array<string>(call.count).fill(call.type ?? unknown));
  }
  const result = {
    calls: 0,
    missing: [] as string[],
    extra: [] as string[],
    same: 0,
    wrong: [] as string[],
    unconfirmed: [] as string[],
    missed: [] as string[],
    unknown: 0,
  };
  for (const key of new Set([...oracle.keys(), ...ours.keys()])) {
    const theirs = oracle.get(key) ?? [];
    const mine = ours.get(key) ?? [];
    result.calls += theirs.length;
    for (let n = mine.length; n < theirs.length; n++) result.missing.push(key);
    for (let n = theirs.length; n < mine.length; n++) result.extra.push(key);
    if (mine.length === theirs.length && argumentOf(key.slice(key.lastIndexOf(' ') + 1)) !== -1) compareTypes(key, mine, theirs, result);
  }
  return result;
}

function compareTypes(
  key: string,
  mine: readonly string[],
  theirs: readonly string[],
  result: { same: number; wrong: string[]; unconfirmed: string[]; missed: string[]; unknown: number },
): void {
  const left = [...theirs];
  const rest: string[] = [];
  for (const type of mine) {
    const at = left.indexOf(type);
    if (at < 0) {
      rest.push(type);
      continue;
    }
    left.splice(at, 1);
    if (type === unknown) result.unknown++;
    else result.same++;
  }
  // What is left over on both sides differs; a known type against an unknown one is no contradiction.
  for (const type of rest.filter((one) => one !== unknown)) {
    const at = left.indexOf(unknown);
    if (at >= 0) {
      left.splice(at, 1);
      result.unconfirmed.push(`${key}: ${type}`);
    } else result.wrong.push(`${key}: ${type}, objdump: ${left.join(', ')}`);
  }
  if (rest.includes(unknown)) for (const type of left) if (type !== unknown) result.missed.push(`${key}: ${type}`);
}
