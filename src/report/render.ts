import type { Report } from '../model/report.ts';
import { renderJson } from './json.ts';
import type { ListOptions, RenderOptions } from './render-options.ts';
import { renderText } from './text.ts';

export const formats = ['text', 'json'] as const;
export type Format = (typeof formats)[number];

/** Renders in pieces, so that a large document is never one string. */
export function render(format: Format, report: Report, options: RenderOptions): Iterable<string> {
  switch (format) {
    case 'text':
      return renderText(report, options);
    case 'json':
      return renderJson(select(report, options.list));
    default:
      return format satisfies never;
  }
}

function select(report: Report, { where, whereCall }: ListOptions): Report {
  const { callees } = report;
  return {
    ...report,
    ...(where ? { sites: report.sites.filter(where) } : {}),
    ...(callees && whereCall ? { callees: { ...callees, calls: callees.calls.filter(whereCall) } } : {}),
  };
}
