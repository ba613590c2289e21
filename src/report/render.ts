import type { Report } from '../model/report.ts';
import { renderJson } from './json.ts';
import { renderText } from './text.ts';

export interface RenderOptions {
  /** Columns to cut lines at; undefined where lines are not cut (a pipe, a file). */
  readonly width?: number;
  readonly color: boolean;
  /** Every site, not only the first ones. */
  readonly all: boolean;
  /** From where the user stands to the root, so that positions can be clicked; '' when they stand in the root. */
  readonly toRoot: string;
}

export const formats = ['text', 'json'] as const;
export type Format = (typeof formats)[number];

/** Renders in pieces, so that a large document is never one string. */
export function render(format: Format, report: Report, options: RenderOptions): Iterable<string> {
  switch (format) {
    case 'text':
      return renderText(report, options);
    case 'json':
      return renderJson(report);
    default:
      return format satisfies never;
  }
}
