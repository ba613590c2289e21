import type { createColors } from 'picocolors';
import type { MeasurementHead } from '../model/cost.ts';
import type { Span } from '../model/span.ts';
import { wrapShown } from './wrap-shown.ts';

/** What the parts of an answer are written with. */
export interface Pen {
  readonly paint: ReturnType<typeof createColors>;
  /** Columns of the terminal; undefined where lines are not cut. */
  readonly columns: number | undefined;
  /** Columns that sentences are wrapped to. */
  readonly width: number;
  /** A position as it can be clicked. */
  readonly show: (span: Span) => string;
  /** Of the document. */
  readonly measurements: readonly MeasurementHead[];
}

const fieldWidth = 10;

/** A line of a site with its name in front, such as `why`. */
export function field(indent: string, name: string, text: string, pen: Pen): Iterable<string> {
  return block(`${indent}  ${name.padEnd(fieldWidth)}`, `${indent}  ${' '.repeat(fieldWidth)}`, text, pen);
}

/** A sentence over several lines, with what stands in front of the first and of the others. */
export function* block(first: string, next: string, text: string, pen: Pen): Iterable<string> {
  for (const [index, line] of wrapShown(text, Math.max(20, pen.width - first.length)).entries())
    yield `${index === 0 ? first : next}${line}`;
}

/** Positions of lines, with how many more there are. */
export function listSpans(spans: readonly Span[], most: number, pen: Pen, more: (count: number) => string): string {
  const shown = spans.slice(0, most).map(({ file, line }) => pen.show({ file, line }));
  return `${shown.join(', ')}${spans.length > most ? ` ${more(spans.length - most)}` : ''}`;
}
