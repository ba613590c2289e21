import type { Profile } from '../../src/model/profile.ts';

/** The place of a stack's frame. Columns are left out: Go's runtime writes none. */
export interface ProfileFrame {
  readonly function: string;
  readonly file: string;
  /** 0 where it is not known. */
  readonly line: number;
  /** Where the function begins; 0 where it is not known. */
  readonly startLine: number;
}

/** Stands for a location without lines: an address that was not made readable. */
export const unknownFrame = -1;

/**
 * Fills `into` with the frames of a sample, innermost first, inlined ones included, and gives how many there are: rows of `profile.lines`, or
 * {@link unknownFrame}. A row is the same place wherever it stands, so whatever is found out of it is found out once ({@link frameAt}). Rows
 * that do not fit are left out: `into` should have {@link deepestStack} elements, and is used again for each sample.
 */
export function fillFrames({ samples, locations }: Profile, sample: number, into: Int32Array): number {
  let count = 0;
  const end = samples.stackStarts[sample + 1] ?? 0;
  for (let at = samples.stackStarts[sample] ?? 0; at < end; at++) {
    const location = samples.locations[at] ?? 0;
    const from = locations.lineStarts[location] ?? 0;
    const to = locations.lineStarts[location + 1] ?? 0;
    if (from === to) into[count++] = unknownFrame;
    for (let line = from; line < to; line++) into[count++] = line;
  }
  return Math.min(count, into.length);
}

/** The most frames that a sample has, inlined ones included. */
export function deepestStack({ samples, locations }: Profile): number {
  let deepest = 0;
  for (let sample = 0; sample < samples.count; sample++) {
    let depth = 0;
    const end = samples.stackStarts[sample + 1] ?? 0;
    for (let at = samples.stackStarts[sample] ?? 0; at < end; at++) {
      const location = samples.locations[at] ?? 0;
      depth += Math.max(1, (locations.lineStarts[location + 1] ?? 0) - (locations.lineStarts[location] ?? 0));
    }
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The place that a row of `profile.lines` names. */
export function frameAt({ lines, functions, strings }: Profile, row: number): ProfileFrame {
  const index = lines.functions[row] ?? 0;
  return {
    function: strings[functions.names[index] ?? 0] ?? '',
    file: strings[functions.files[index] ?? 0] ?? '',
    line: lines.numbers.near[row] ?? 0,
    startLine: functions.startLines.near[index] ?? 0,
  };
}
