import type { Report } from '../model/report.ts';
import { judgedReport } from './ci/judged.ts';
import { isFindingFormat, renderFindings, type FindingFormat } from './ci/finding-renderers.ts';
import { formatsOf, type FormatOf } from './formats.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import type { ListOptions, RenderOptions } from './render-options.ts';
import { renderSvg } from './svg.ts';
import { renderText } from './text.ts';

export type Format = FormatOf<'report'>;
/** The forms that a report can be given, as `check -f` takes them. */
export const formats: readonly Format[] = formatsOf('report');

const renderers: { readonly [F in Exclude<Format, FindingFormat>]: (report: Report, options: RenderOptions) => Iterable<string> } = {
  text: renderText,
  json: (report, { list }) => renderJson(select(report, list)),
  html: renderHtml,
  svg: renderSvg,
};

/** Renders in pieces, so that a large document is never one string. */
export function render(format: Format, report: Report, options: RenderOptions): Iterable<string> {
  return isFindingFormat(format) ? renderFindings(format, judgedReport(report, options), options) : renderers[format](report, options);
}

function select(report: Report, { where, whereCall }: ListOptions): Report {
  const { callees } = report;
  return {
    ...report,
    ...(where ? { sites: report.sites.filter(where) } : {}),
    ...(callees && whereCall ? { callees: { ...callees, calls: callees.calls.filter(whereCall) } } : {}),
  };
}
