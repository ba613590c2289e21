import { compareText } from '../base/order.ts';
import type { Profile } from '../model/profile.ts';
import { stacksSchemaName, type Stacks } from '../model/stacks.ts';
import type { HeapValues } from './heap-values.ts';

/** What a bundle keeps of a profile besides its tables. */
export type StacksHead = Pick<Stacks, 'files' | 'digest' | 'base' | 'rate' | 'delta' | 'per' | 'binary'>;

/**
 * Folds the stacks of a heap profile into one tree; samples of one stack and size are one. Functions of the `whole`, of which the profile may be a
 * difference, are kept also where they have no sample: they tell whose code it is.
 */
export function foldStacks(profile: Profile, rows: HeapValues, head: StacksHead, whole: Profile = profile): Stacks {
  const { samples, locations, lines } = profile;
  const used = new Set<string>(['']);
  for (const { functions, strings: texts } of [whole, profile])
    for (let row = 0; row < functions.count; row++) used.add(texts[functions.names[row]!]!).add(texts[functions.files[row]!]!);
  const strings = [...used].toSorted(compareText);
  const rowOfText = new Map(strings.map((text, row) => [text, row]));

  const functionTable = createTable(3);
  const addFunctions = ({ functions, strings: texts }: Profile): Uint32Array =>
    Uint32Array.from({ length: functions.count }, (_, row) =>
      functionTable.row([
        rowOfText.get(texts[functions.names[row]!]!)!,
        rowOfText.get(texts[functions.files[row]!]!)!,
        functions.startLines.near[row]!,
      ]),
    );
  if (whole !== profile) addFunctions(whole);
  const functionRows = addFunctions(profile);
  const newFunctions = functionTable.sort();
  const frameTable = createTable(3);
  /** By row of `lines`: the frame of a line that is the outermost of its location, and of one that is not. */
  const frameRows = new Int32Array(2 * lines.count).fill(-1);
  const frameOf = (line: number, isInlined: 0 | 1): number => {
    const at = 2 * line + isInlined;
    if (frameRows[at] === -1)
      frameRows[at] = frameTable.row([newFunctions[functionRows[lines.functions[line]!]!]!, lines.numbers.near[line]!, isInlined]);
    return frameRows[at]!;
  };

  const parents: number[] = [];
  const frames: number[] = [];
  const children = new Map<number, Map<number, number>>();
  const childOf = (parent: number, frame: number): number => {
    let of = children.get(parent);
    if (!of) children.set(parent, (of = new Map<number, number>()));
    let node = of.get(frame);
    if (node === undefined) {
      of.set(frame, (node = parents.push(parent) - 1));
      frames.push(frame);
    }
    return node;
  };
  const sizeOf = sizeLabels(profile);
  const sums = new Map<string, number[]>();
  const columns = [rows.allocObjects, rows.allocSpace, rows.inuseObjects, rows.inuseSpace];
  for (let sample = 0; sample < samples.count; sample++) {
    const first = sample * profile.types.length;
    if (columns.every((row) => samples.values.near[first + row] === 0)) continue;
    let node = -1;
    for (let at = samples.stackStarts[sample + 1]! - 1; at >= samples.stackStarts[sample]!; at--) {
      const location = samples.locations[at]!;
      const from = locations.lineStarts[location]!;
      const to = locations.lineStarts[location + 1]!;
      for (let line = to - 1; line >= from; line--) node = childOf(node, frameOf(line, line === to - 1 ? 0 : 1));
    }
    const size = sizeOf(sample);
    const key = `${node} ${size}`;
    let sum = sums.get(key);
    if (!sum) sums.set(key, (sum = [node, size, 0, 0, 0, 0]));
    for (const [index, row] of columns.entries()) sum[2 + index]! += samples.values.near[first + row]!;
  }
  const newFrames = frameTable.sort();
  const { nodes, rowOf } = orderNodes(frames, children, newFrames);
  const folded = [...sums.values()].map(([node = -1, ...rest]) => [node < 0 ? -1 : rowOf[node]!, ...rest]);
  return {
    schema: stacksSchemaName,
    ...head,
    strings,
    functions: functionTable.flat(),
    frames: frameTable.flat(),
    nodes,
    samples: folded.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!).flat(),
  };
}

/** Rows of so many numbers, each once. */
function createTable(columns: number): {
  row: (values: readonly number[]) => number;
  /** Puts the rows in order; gives the new place of each. */
  sort: () => Uint32Array;
  flat: () => number[];
} {
  const known = new Map<string, number>();
  let rows: (readonly number[])[] = [];
  return {
    row(values) {
      const key = values.join(' ');
      let row = known.get(key);
      if (row === undefined) known.set(key, (row = rows.push(values) - 1));
      return row;
    },
    sort() {
      const order = rows.map((_, row) => row).toSorted((a, b) => compareRows(rows[a]!, rows[b]!, columns));
      const places = new Uint32Array(rows.length);
      for (const [place, row] of order.entries()) places[row] = place;
      rows = order.map((row) => rows[row]!);
      return places;
    },
    flat: () => rows.flat(),
  };
}

function compareRows(a: readonly number[], b: readonly number[], columns: number): number {
  for (let column = 0; column < columns; column++) if (a[column] !== b[column]) return a[column]! - b[column]!;
  return 0;
}

/** The tree from its roots on, callers before what they call, by frame. */
function orderNodes(
  frames: readonly number[],
  children: ReadonlyMap<number, ReadonlyMap<number, number>>,
  places: Uint32Array,
): { nodes: number[]; rowOf: Int32Array } {
  const nodes: number[] = [];
  const rowOf = new Int32Array(frames.length);
  const byFrame = (parent: number): number[] =>
    [...(children.get(parent)?.values() ?? [])].toSorted((a, b) => places[frames[b]!]! - places[frames[a]!]!);
  const left = byFrame(-1).map((node) => ({ node, parent: -1 }));
  for (let next = left.pop(); next; next = left.pop()) {
    const row = nodes.length / 2;
    rowOf[next.node] = row;
    nodes.push(next.parent, places[frames[next.node]!]!);
    for (const node of byFrame(next.node)) left.push({ node, parent: row });
  }
  return { nodes, rowOf };
}

/** The label `bytes` of each sample, 0 where there is none. */
function sizeLabels({ samples: { labelStarts, labels }, strings }: Profile): (sample: number) => number {
  const key = strings.indexOf('bytes');
  return (sample) => {
    for (let at = labelStarts[sample]!; at < labelStarts[sample + 1]!; at++)
      if (labels.keys[at] === key && labels.texts[at] === 0) return labels.numbers.near[at]!;
    return 0;
  };
}
