import type { Explanation, FlowReason, FlowStep, NameFile, Position } from '../model/facts.ts';
import { rememberNames } from './name-cache.ts';
import { namePosition, nowhere } from './name-position.ts';
import { readHeading, type Heading } from './read-heading.ts';
import { newLinePosition, scanPosition, scanWholePosition, type LinePosition } from './scan-position.ts';
import { startRecord } from './start-record.ts';
import { arrowLength, findReason, flowStart, fromStart, hasBytes, isFlow, newArrow, oldArrow, truncatedLine } from './step-shape.ts';
import { viewBytes } from './view-bytes.ts';

export interface ExplanationOptions {
  readonly nameFile: NameFile;
}

/**
 * Reads the explanation at start to end of a block's bytes, a pair of `TextFacts.explanations`. Never throws, whatever the bytes: lines
 * that are no steps are passed over, and a first line that is no heading becomes the subject.
 */
export function readExplanation(bytes: Uint8Array, start: number, end: number, { nameFile }: ExplanationOptions): Explanation {
  const view = viewBytes(bytes);
  const stop = Math.min(end, view.length);
  const at = newLinePosition();
  const first = endOfLine(view, start, stop);
  const isPlaced = scanPosition(view, start, first.end, at);
  const prefix = isPlaced ? at.message - start : 0;
  const position = isPlaced ? namePosition(view, at, nameFile) : nowhere;
  const text = view.toString('utf8', start + prefix, first.end);
  const heading = readHeading(text) ?? { kind: 'escapes', subject: text };
  // Both changed in Go 1.25: the heading's form tells which arrow to look for.
  const arrow = heading.function === undefined ? oldArrow : newArrow;

  const steps: (FlowStep & { readonly from: FlowReason[] })[] = [];
  let truncated = false;
  for (let line = first; line.next < stop;) {
    const body = line.next + prefix;
    line = endOfLine(view, line.next, stop);
    if (hasBytes(view, body, line.end, flowStart)) {
      if (isFlow(view, body + flowStart.length, line.end)) steps.push(readFlow(view, body + flowStart.length, line.end - 1, arrow));
    } else if (hasBytes(view, body, line.end, fromStart)) {
      const reason = readReason(view, body + fromStart.length, line.end, at, nameFile);
      if (reason) steps.at(-1)?.from.push(reason);
    } else if (hasBytes(view, body, line.end, truncatedLine)) truncated = true;
  }
  return makeExplanation(position, heading, steps, truncated);
}

/**
 * All explanations of a block, or all of one kind, one by one in the order of the text; `nameFile` is asked once for each name. Leaks are two
 * thirds of them: where only escapes are wanted, their steps are not read.
 */
export function* readAllExplanations(
  bytes: Uint8Array,
  ranges: Int32Array,
  { nameFile, kind }: ExplanationOptions & { readonly kind?: Explanation['kind'] },
): Generator<Explanation> {
  const options = { nameFile: rememberNames(nameFile) };
  const view = viewBytes(bytes);
  const at = newLinePosition();
  for (let index = 0; index + 1 < ranges.length; index += 2) {
    const start = ranges[index] ?? 0;
    const end = ranges[index + 1] ?? 0;
    if (kind === undefined || kindAt(view, start, end, at) === kind) yield readExplanation(view, start, end, options);
  }
}

function kindAt(view: Buffer, start: number, end: number, at: LinePosition): Explanation['kind'] {
  const first = endOfLine(view, start, Math.min(end, view.length));
  const message = scanPosition(view, start, first.end, at) ? at.message : start;
  return readHeading(view.toString('utf8', message, first.end))?.kind ?? 'escapes';
}

function makeExplanation(at: Position, heading: Heading, steps: readonly FlowStep[], truncated: boolean): Explanation {
  const record = startRecord<Explanation>(at.file, at.line, at.column ?? 0);
  record.kind = heading.kind;
  record.subject = heading.subject;
  if (heading.function !== undefined) record.function = heading.function;
  if (heading.to !== undefined) record.to = heading.to;
  if (heading.derefs !== undefined) record.derefs = heading.derefs;
  record.steps = steps;
  record.truncated = truncated;
  return record;
}

/** `DST = OPS SRC` or `DST ← OPS SRC`; OPS is `&`, or a `*` for each dereference. */
function readFlow(bytes: Buffer, start: number, end: number, arrow: number): FlowStep & { readonly from: FlowReason[] } {
  const found = findArrow(bytes, start, end, arrow);
  const cut = found < 0 ? findArrow(bytes, start, end, arrow === oldArrow ? newArrow : oldArrow) : found;
  let source = cut + arrowLength(bytes, cut);
  const ops = source;
  while (source < end - 1 && bytes[source] === 42) source++;
  const isAddress = bytes[ops] === 38 && source < end - 1;
  return {
    destination: bytes.toString('utf8', start, cut),
    derefs: isAddress ? -1 : source - ops,
    source: bytes.toString('utf8', isAddress ? source + 1 : source, end),
    from: [],
  };
}

const storage = Buffer.from('{storage for ');

/**
 * The arrow that parts destination and source: the first, unless the destination is a `{storage for EXPR}`, whose text may hold arrows in
 * strings (`"a = b: " + s`): then the first behind a `}` with a source to its right. −1: there is none of this length.
 */
function findArrow(bytes: Buffer, start: number, end: number, arrow: number): number {
  let first = -1;
  const isStorage = hasBytes(bytes, start, end, storage);
  for (let at = start + 1; at + arrow < end; at++) {
    if (arrowLength(bytes, at) !== arrow) continue;
    if (!isStorage) return at;
    if (first < 0) first = at;
    if (bytes[at - 1] === 125 && isSource(bytes, at + arrow, end)) return at;
  }
  return first;
}

/** A name without spaces, or text in braces. */
function isSource(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (bytes[at] === 42 || bytes[at] === 38) at++;
  if (bytes[at] === 123) return bytes[end - 1] === 125;
  const gap = bytes.indexOf(32, at);
  return gap < 0 || gap >= end;
}

function readReason(bytes: Buffer, start: number, end: number, at: LinePosition, nameFile: NameFile): FlowReason | undefined {
  const open = findReason(bytes, start, end);
  if (open < 0) return undefined;
  const close = bytes.indexOf(41, open);
  return {
    expression: bytes.toString('utf8', start, open - 1),
    reason: bytes.toString('utf8', open + 1, close),
    at: scanWholePosition(bytes, close + ') at '.length, end, at) ? namePosition(bytes, at, nameFile) : nowhere,
  };
}

function endOfLine(bytes: Buffer, start: number, limit: number): { readonly end: number; readonly next: number } {
  const newline = bytes.indexOf(10, start);
  if (newline < 0 || newline >= limit) return { end: limit, next: limit };
  return { end: newline > start && bytes[newline - 1] === 13 ? newline - 1 : newline, next: newline + 1 };
}
