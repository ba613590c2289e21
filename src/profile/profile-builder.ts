import { createInt64Builder, setExact } from '../base/int64-column.ts';
import type { Profile, ValueType } from '../model/profile.ts';
import { fitColumn, grow } from './grow.ts';

/** A line of a location that is being added. */
export interface BuiltLine {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

export interface ProfileBuilder {
  /** The row of a location; the same one for the same address and lines. Several lines are inlined calls, the last the outermost. */
  location(address: bigint, lines: readonly BuiltLine[]): number;
  /** `values` in the order of the types; `stack` are rows of locations, innermost first. */
  sample(values: readonly bigint[], stack: readonly number[], labels: readonly { readonly key: string; readonly number: bigint }[]): void;
  finish(): Profile;
}

interface Head {
  readonly types: readonly ValueType[];
  readonly periodType: ValueType;
  readonly period: bigint;
}

/** Makes a profile row by row, for texts. */
export function createProfileBuilder({ types, periodType, period }: Head): ProfileBuilder {
  const strings = new Map<string, number>([['', 0]]);
  const functions = new Map<string, number>();
  const locationRows = new Map<string, number>();
  const names: number[] = [];
  const files: number[] = [];
  const lineStarts: number[] = [0];
  const addresses: bigint[] = [];
  const lineFunctions: number[] = [];
  const lineNumbers: number[] = [];
  const stackStarts: number[] = [0];
  const labelStarts: number[] = [0];
  const keys: number[] = [];
  let stacks = new Uint32Array(64);
  let stackLength = 0;
  const values = createInt64Builder(64);
  const numbers = createInt64Builder(16);

  const text = (value: string): number => intern(strings, value, () => strings.size);

  function functionRow(name: string, file: string): number {
    return intern(functions, `${name}\0${file}`, () => {
      files.push(text(file));
      return names.push(text(name)) - 1;
    });
  }

  return {
    location(address, lines) {
      const key = [address, ...lines.map((line) => `${line.function}\0${line.file}\0${line.line}`)].join('\n');
      return intern(locationRows, key, () => {
        for (const { function: name, file, line } of lines) {
          lineFunctions.push(functionRow(name, file));
          lineNumbers.push(line);
        }
        lineStarts.push(lineFunctions.length);
        return addresses.push(address) - 1;
      });
    },
    sample(sampleValues, stack, labels) {
      const first = (stackStarts.length - 1) * types.length;
      values.near = grow(values.near, first + types.length);
      for (const [index, value] of sampleValues.entries()) setExact(values, first + index, value);
      stacks = grow(stacks, stackLength + stack.length);
      stacks.set(stack, stackLength);
      stackStarts.push((stackLength += stack.length));
      for (const { key, number } of labels) {
        numbers.near = grow(numbers.near, keys.length + 1);
        setExact(numbers, keys.length, number);
        keys.push(text(key));
      }
      labelStarts.push(keys.length);
    },
    finish() {
      const count = stackStarts.length - 1;
      return {
        types,
        defaultType: types.length - 1,
        strings: [...strings.keys()],
        samples: {
          count,
          values: fitColumn(values, count * types.length),
          stackStarts: Uint32Array.from(stackStarts),
          locations: stacks.slice(0, stackLength),
          labelStarts: Uint32Array.from(labelStarts),
          labels: {
            keys: Uint32Array.from(keys),
            texts: new Uint32Array(keys.length),
            numbers: fitColumn(numbers, keys.length),
            units: new Uint32Array(keys.length),
          },
        },
        locations: {
          count: addresses.length,
          lineStarts: Uint32Array.from(lineStarts),
          addresses: BigUint64Array.from(addresses),
          mappings: new Int32Array(addresses.length).fill(-1),
          isFolded: new Uint8Array(addresses.length),
        },
        lines: {
          count: lineFunctions.length,
          functions: Uint32Array.from(lineFunctions),
          numbers: { near: Float64Array.from(lineNumbers), wide: new Map() },
          columns: createInt64Builder(lineFunctions.length),
        },
        functions: {
          count: names.length,
          names: Uint32Array.from(names),
          systemNames: Uint32Array.from(names),
          files: Uint32Array.from(files),
          startLines: createInt64Builder(names.length),
        },
        mappings: [],
        periodType,
        period,
        timeNanos: 0n,
        durationNanos: 0n,
        comments: [],
        dropFrames: '',
        keepFrames: '',
        docUrl: '',
      };
    },
  };
}

/** The number of a key; a new one is made by `make`, which is called before the key is there. */
function intern(table: Map<string, number>, key: string, make: () => number): number {
  const known = table.get(key);
  if (known !== undefined) return known;
  const made = make();
  table.set(key, made);
  return made;
}
