import { UserError } from '../base/user-error.ts';
import { valueNames } from '../model/cost.ts';
import type { Profile } from '../model/profile.ts';
import type { Stacks } from '../model/stacks.ts';

/** Stacks written out may have so many times the numbers of the tables: of a chain of nodes with a sample at each every one is another stack. Real ones have twice as many. */
const longest = 64;
const alwaysAllowed = 1 << 20;

/**
 * The profile that folded stacks are of, without addresses. `file` is named in errors. Throws UserError `bundle-damaged` where the tables contradict themselves.
 */
export function unfoldStacks(stacks: Stacks, file: string): Profile {
  const { strings, functions, frames, nodes, samples } = stacks;
  const check = (isRight: boolean, reason: string): void => {
    if (!isRight) throw new UserError('bundle-damaged', { file, reason });
  };
  const isRow = (value: number | undefined, rows: number): boolean => Number.isInteger(value) && value! >= 0 && value! < rows;
  check(strings[0] === '', 'the first text is not empty');
  check(functions.length % 3 === 0 && frames.length % 3 === 0 && nodes.length % 2 === 0 && samples.length % 6 === 0, 'a table ends early');
  const counts = { functions: functions.length / 3, frames: frames.length / 3, nodes: nodes.length / 2, samples: samples.length / 6 };
  for (let at = 0; at < functions.length; at += 3)
    check(
      isRow(functions[at], strings.length) && isRow(functions[at + 1], strings.length) && isRow(functions[at + 2], Number.MAX_SAFE_INTEGER),
      `function ${at / 3} names what is not there`,
    );
  for (let at = 0; at < frames.length; at += 3)
    check(
      isRow(frames[at], counts.functions) && isRow(frames[at + 1], Number.MAX_SAFE_INTEGER) && isRow(frames[at + 2], 2),
      `frame ${at / 3} names what is not there`,
    );
  const depths = new Uint32Array(counts.nodes);
  for (let node = 0; node < counts.nodes; node++) {
    const parent = nodes[2 * node]!;
    // A caller stands before what it calls: so there are no circles.
    check(parent === -1 || isRow(parent, node), `node ${node} has no caller`);
    check(isRow(nodes[2 * node + 1], counts.frames), `node ${node} names what is not there`);
    depths[node] = 1 + (parent === -1 ? 0 : depths[parent]!);
  }
  let length = 0;
  for (let sample = 0; sample < counts.samples; sample++) {
    const node = samples[6 * sample]!;
    check(node === -1 || isRow(node, counts.nodes), `sample ${sample} has no node`);
    for (let value = 1; value < 6; value++) check(Number.isFinite(samples[6 * sample + value]), `sample ${sample} has no values`);
    check(samples[6 * sample + 1]! >= 0, `sample ${sample} has no size`);
    length += node === -1 ? 0 : depths[node]!;
  }
  check(length <= alwaysAllowed + longest * (nodes.length + samples.length), 'its stacks are longer than its tables are worth');
  return buildProfile(stacks, counts, length);
}

function buildProfile(
  { strings, functions, frames, nodes, samples, rate, delta, base }: Stacks,
  counts: { readonly functions: number; readonly frames: number; readonly samples: number },
  length: number,
): Profile {
  // A location is a frame with those that are inlined into it, so it is told by its innermost node's way up to the first that is not.
  const locations: number[][] = [];
  const known = new Map<string, number>();
  const stackStarts = new Uint32Array(counts.samples + 1);
  const stack = new Uint32Array(length);
  const near = new Float64Array(4 * counts.samples);
  const sizes = new Float64Array(counts.samples);
  let at = 0;
  for (let sample = 0; sample < counts.samples; sample++) {
    for (let node = samples[6 * sample]!; node >= 0;) {
      const lines: number[] = [];
      for (let isInlined = true; isInlined && node >= 0; node = nodes[2 * node]!) {
        const frame = nodes[2 * node + 1]!;
        lines.push(frame);
        isInlined = frames[3 * frame + 2] === 1;
      }
      const key = lines.join(' ');
      let row = known.get(key);
      if (row === undefined) known.set(key, (row = locations.push(lines) - 1));
      stack[at++] = row;
    }
    stackStarts[sample + 1] = at;
    sizes[sample] = samples[6 * sample + 1]!;
    for (let value = 0; value < 4; value++) near[4 * sample + value] = samples[6 * sample + 2 + value]!;
  }
  const lineStarts = new Uint32Array(locations.length + 1);
  for (const [row, lines] of locations.entries()) lineStarts[row + 1] = lineStarts[row]! + lines.length;
  const lines = locations.flat();
  const sizeLabel = strings.includes('bytes') ? strings.indexOf('bytes') : strings.length;
  const column = (values: Float64Array): Profile['samples']['values'] => ({ near: values, wide: new Map() });
  const every = (from: readonly number[], columns: number, index: number): Uint32Array =>
    Uint32Array.from({ length: from.length / columns }, (_, row) => from[columns * row + index]!);
  return {
    types: valueNames.map((type) => ({ type, unit: type.endsWith('space') ? 'bytes' : 'count' })),
    defaultType: 3,
    strings: sizeLabel < strings.length ? strings : [...strings, 'bytes'],
    samples: {
      count: counts.samples,
      values: column(near),
      stackStarts,
      locations: stack.subarray(0, at),
      labelStarts: Uint32Array.from({ length: counts.samples + 1 }, (_, row) => row),
      labels: {
        // A label without a name where the size is not known.
        keys: Uint32Array.from(sizes, (size) => (size === 0 ? 0 : sizeLabel)),
        texts: new Uint32Array(counts.samples),
        numbers: column(sizes),
        units: new Uint32Array(counts.samples),
      },
    },
    locations: {
      count: locations.length,
      lineStarts,
      addresses: new BigUint64Array(locations.length),
      mappings: new Int32Array(locations.length).fill(-1),
      isFolded: new Uint8Array(locations.length),
    },
    lines: {
      count: lines.length,
      functions: Uint32Array.from(lines, (frame) => frames[3 * frame]!),
      numbers: column(Float64Array.from(lines, (frame) => frames[3 * frame + 1]!)),
      columns: column(new Float64Array(lines.length)),
    },
    functions: {
      count: counts.functions,
      names: every(functions, 3, 0),
      systemNames: every(functions, 3, 0),
      files: every(functions, 3, 1),
      startLines: column(Float64Array.from({ length: counts.functions }, (_, row) => functions[3 * row + 2]!)),
    },
    mappings: [],
    periodType: rate === undefined ? undefined : { type: 'space', unit: 'bytes' },
    period: BigInt(Math.round(rate ?? 0)),
    timeNanos: 0n,
    // Go writes a duration into deltas only.
    durationNanos: delta || base ? 1n : 0n,
    comments: [],
    dropFrames: '',
    keepFrames: '',
    docUrl: '',
  };
}
