import { addRow, createInt64Builder, exactAt, setExact } from '../base/int64-column.ts';
import type { Int64Builder, Int64Column } from '../base/int64-column.ts';
import type { Mapping, Profile } from '../model/profile.ts';
import { fitColumn, grow } from './grow.ts';
import { createSampleTable } from './sample-table.ts';

type Tables = Pick<Profile, 'strings' | 'samples' | 'locations' | 'lines' | 'functions' | 'mappings'>;

/** Takes profiles one after the other. */
export interface Merger {
  /** Adds the values of a profile, or takes them away. */
  add(profile: Profile, sign: 1 | -1): void;
  finish(): Tables;
}

/**
 * Merges by content: each string, function, location and label is looked up by a text that says all of it, so that no two that
 * differ can fall together and nobody can choose profiles that make the look-up slow; samples by the rows of their stacks and labels ({@link createSampleTable}).
 */
export function createMerger(types: number): Merger {
  const strings = createTable();
  strings.row('');
  const functions = createTable();
  const locations = createTable();
  const labels = createTable();
  const samples = createSampleTable();
  const mappingRows = createTable();
  const mappings: Mapping[] = [];
  const functionColumns = { names: [] as number[], systemNames: [] as number[], files: [] as number[] };
  const startLines = createInt64Builder(64);
  const addresses: bigint[] = [];
  const locationMappings: number[] = [];
  const folded: number[] = [];
  const lineStarts = [0];
  const lineFunctions: number[] = [];
  const numbers = createInt64Builder(64);
  const columns = createInt64Builder(64);
  const labelColumns = { keys: [] as number[], texts: [] as number[], units: [] as number[] };
  const labelNumbers = createInt64Builder(64);
  const values = createInt64Builder(64);

  function add(profile: Profile, sign: 1 | -1): void {
    const textOf = remember(profile.strings.length, (row) => strings.row(profile.strings[row]!).row);
    const functionOf = remember(profile.functions.count, (row) => addFunction(profile, row, textOf));
    const mappingOf = remember(profile.mappings.length, (row) => addMapping(profile.mappings[row]!));
    // The first mapping is the program; it stays the first.
    if (profile.mappings.length > 0) mappingOf(0);
    // Asked for each frame of each stack, so without a call where it is known.
    const locationRows = new Int32Array(profile.locations.count).fill(-1);
    const { samples: from } = profile;
    const labelOf = rememberLabels(profile, textOf);
    let scratch = new Uint32Array(64);
    for (let sample = 0; sample < from.count; sample++) {
      if (isZero(from.values, sample * types, types)) continue;
      const start = from.stackStarts[sample]!;
      const depth = from.stackStarts[sample + 1]! - start;
      const firstLabel = from.labelStarts[sample]!;
      const labelCount = from.labelStarts[sample + 1]! - firstLabel;
      const length = 1 + depth + labelCount;
      scratch = grow(scratch, length);
      scratch[0] = depth;
      for (let at = 0; at < depth; at++) {
        const location = from.locations[start + at]!;
        let known = locationRows[location]!;
        if (known < 0) known = locationRows[location] = addLocation(profile, location, functionOf, mappingOf);
        scratch[1 + at] = known;
      }
      for (let at = 0; at < labelCount; at++) scratch[1 + depth + at] = labelOf(firstLabel + at);
      if (labelCount > 1) sortLabels(scratch, 1 + depth, length);
      const row = samples.row(scratch, length);
      values.near = grow(values.near, (row + 1) * types);
      for (let type = 0; type < types; type++) addRow(values, row * types + type, from.values, sample * types + type, sign);
    }
  }

  function addFunction({ functions: from }: Profile, row: number, textOf: (row: number) => number): number {
    const [name, systemName, file] = [textOf(from.names[row]!), textOf(from.systemNames[row]!), textOf(from.files[row]!)];
    const startLine = exactAt(from.startLines, row);
    const { row: to, isNew } = functions.row(`${name},${systemName},${file},${startLine}`);
    if (isNew) {
      functionColumns.names.push(name);
      functionColumns.systemNames.push(systemName);
      functionColumns.files.push(file);
      push(startLines, to, startLine);
    }
    return to;
  }

  function addMapping(mapping: Mapping): number {
    const { buildId, file, offset, start, limit } = mapping;
    // Sizes are rounded to pages, as in pprof: they differ a little between runs.
    const pages = (BigInt.asUintN(64, limit - start) + 0xfffn) >> 12n;
    const { row, isNew } = mappingRows.row(`${pages},${offset},${buildId === '' ? file : buildId}`);
    if (isNew) mappings.push(mapping);
    return row;
  }

  function addLocation(
    { locations: from, lines, mappings: old }: Profile,
    row: number,
    functionOf: (row: number) => number,
    mappingOf: (row: number) => number,
  ): number {
    const oldMapping = from.mappings[row]!;
    const mapping = oldMapping < 0 ? -1 : mappingOf(oldMapping);
    const moved = oldMapping < 0 ? 0n : mappings[mapping]!.start - old[oldMapping]!.start;
    const address = BigInt.asUintN(64, from.addresses[row]! + moved);
    const first = from.lineStarts[row]!;
    const last = from.lineStarts[row + 1]!;
    let key = `${mapping},${address},${from.isFolded[row]}`;
    for (let line = first; line < last; line++)
      key += `|${functionOf(lines.functions[line]!)},${exactAt(lines.numbers, line)},${exactAt(lines.columns, line)}`;
    const { row: to, isNew } = locations.row(key);
    if (!isNew) return to;
    addresses.push(address);
    locationMappings.push(mapping);
    folded.push(from.isFolded[row]!);
    for (let line = first; line < last; line++) {
      push(numbers, lineFunctions.length, exactAt(lines.numbers, line));
      push(columns, lineFunctions.length, exactAt(lines.columns, line));
      lineFunctions.push(functionOf(lines.functions[line]!));
    }
    lineStarts.push(lineFunctions.length);
    return to;
  }

  /** The row of a label. Nearly all labels of a heap profile are sizes of objects, of which there are some dozens. */
  function rememberLabels({ samples: { labels: from } }: Profile, textOf: (row: number) => number): (row: number) => number {
    const sizes = new Map<number, number>();
    const [sizeKey, sizeUnit] = [from.keys[0], from.units[0]];
    const find = (row: number): number => {
      const [key, text, unit] = [textOf(from.keys[row]!), textOf(from.texts[row]!), textOf(from.units[row]!)];
      const number = exactAt(from.numbers, row);
      const { row: to, isNew } = labels.row(`${key},${text},${unit},${number}`);
      if (isNew) {
        labelColumns.keys.push(key);
        labelColumns.texts.push(text);
        labelColumns.units.push(unit);
        push(labelNumbers, to, number);
      }
      return to;
    };
    return (row) => {
      const number = from.numbers.near[row]!;
      if (from.keys[row] !== sizeKey || from.units[row] !== sizeUnit || from.texts[row] !== 0 || !Number.isSafeInteger(number))
        return find(row);
      let known = sizes.get(number);
      if (known === undefined) sizes.set(number, (known = find(row)));
      return known;
    };
  }

  /** By the key's text, for the order of labels says nothing, and rows depend on which profile came first; those of one key stay as they are. */
  function sortLabels(rows: Uint32Array, from: number, to: number): void {
    const keyOf = (label: number): string => strings.keys()[labelColumns.keys[label]!]!;
    rows.set(
      [...rows.subarray(from, to)].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)),
      from,
    );
  }

  return {
    add,
    finish() {
      return {
        strings: strings.keys(),
        samples: keepSamples(),
        locations: {
          count: addresses.length,
          lineStarts: Uint32Array.from(lineStarts),
          addresses: BigUint64Array.from(addresses),
          mappings: Int32Array.from(locationMappings),
          isFolded: Uint8Array.from(folded),
        },
        lines: {
          count: lineFunctions.length,
          functions: Uint32Array.from(lineFunctions),
          numbers: fitColumn(numbers, lineFunctions.length),
          columns: fitColumn(columns, lineFunctions.length),
        },
        functions: {
          count: functionColumns.names.length,
          names: Uint32Array.from(functionColumns.names),
          systemNames: Uint32Array.from(functionColumns.systemNames),
          files: Uint32Array.from(functionColumns.files),
          startLines: fitColumn(startLines, functionColumns.names.length),
        },
        mappings,
      };
    },
  };

  /** Samples that did not come to nothing. */
  function keepSamples(): Profile['samples'] {
    const [words, starts] = [samples.words(), samples.starts()];
    let count = 0;
    let frames = 0;
    let labelCount = 0;
    for (let row = 0; row < samples.count(); row++) {
      if (isZero(values, row * types, types)) continue;
      const depth = words[starts[row]!]!;
      count++;
      frames += depth;
      labelCount += starts[row + 1]! - starts[row]! - 1 - depth;
    }
    const [stackStarts, labelStarts] = [new Uint32Array(count + 1), new Uint32Array(count + 1)];
    const stacks = new Uint32Array(frames);
    const [keys, texts, units] = [new Uint32Array(labelCount), new Uint32Array(labelCount), new Uint32Array(labelCount)];
    const newNumbers = createInt64Builder(labelCount);
    const newValues = createInt64Builder(count * types);
    let to = 0;
    let frame = 0;
    let label = 0;
    for (let row = 0; row < samples.count(); row++) {
      if (isZero(values, row * types, types)) continue;
      for (let type = 0; type < types; type++) addRow(newValues, to * types + type, values, row * types + type, 1);
      const first = starts[row]! + 1;
      const last = first + words[first - 1]!;
      for (let at = first; at < last; at++) stacks[frame++] = words[at]!;
      for (let at = last; at < starts[row + 1]!; at++, label++) {
        const from = words[at]!;
        keys[label] = labelColumns.keys[from]!;
        texts[label] = labelColumns.texts[from]!;
        units[label] = labelColumns.units[from]!;
        setExact(newNumbers, label, exactAt(labelNumbers, from));
      }
      stackStarts[++to] = frame;
      labelStarts[to] = label;
    }
    return {
      count,
      values: newValues,
      stackStarts,
      locations: stacks,
      labelStarts,
      labels: { keys, texts, numbers: newNumbers, units },
    };
  }
}

function isZero({ near }: Int64Column, first: number, types: number): boolean {
  for (let type = 0; type < types; type++) if (near[first + type] !== 0) return false;
  return true;
}

function push(column: Int64Builder, row: number, value: bigint): void {
  column.near = grow(column.near, row + 1);
  setExact(column, row, value);
}

/** Rows by texts, in the order in which they were met. */
function createTable(): { row: (key: string) => { readonly row: number; readonly isNew: boolean }; keys: () => readonly string[] } {
  const rows = new Map<string, number>();
  const keys: string[] = [];
  return {
    row(key) {
      const known = rows.get(key);
      if (known !== undefined) return { row: known, isNew: false };
      rows.set(key, keys.length);
      return { row: keys.push(key) - 1, isNew: true };
    },
    keys: () => keys,
  };
}

/** The new row of an old one, found out once. */
function remember(count: number, find: (row: number) => number): (row: number) => number {
  const known = new Int32Array(count).fill(-1);
  return (row) => {
    if (known[row] === -1) known[row] = find(row);
    return known[row]!;
  };
}
