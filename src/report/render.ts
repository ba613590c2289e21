import type { Report } from '../model/report.ts';
import { renderGithub } from './ci/github.ts';
import { renderGitlab } from './ci/gitlab.ts';
import { judgedReport } from './ci/judged.ts';
import { renderJunit } from './ci/junit.ts';
import { commentBytes, renderMarkdown, summaryBytes } from './ci/markdown.ts';
import { renderOpenmetrics } from './ci/openmetrics.ts';
import { renderRdjsonl } from './ci/rdjsonl.ts';
import { renderSarif } from './ci/sarif.ts';
import { formatsOf, type FormatOf } from './formats.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import type { ListOptions, RenderOptions } from './render-options.ts';
import { renderSvg } from './svg.ts';
import { renderText } from './text.ts';

export type Format = FormatOf<'report'>;
/** The forms that a report can be given, as `check -f` takes them. */
export const formats: readonly Format[] = formatsOf('report');

const renderers: { readonly [F in Format]: (report: Report, options: RenderOptions) => Iterable<string> } = {
  text: renderText,
  json: (report, { list }) => renderJson(select(report, list)),
  html: renderHtml,
  svg: renderSvg,
  markdown: (report, options) => renderMarkdown(judgedReport(report, options), options, commentBytes),
  'markdown-summary': (report, options) => renderMarkdown(judgedReport(report, options), options, summaryBytes),
  sarif: (report, options) => renderSarif(judgedReport(report, options), options),
  junit: (report, options) => renderJunit(judgedReport(report, options), options),
  gitlab: (report, options) => renderGitlab(judgedReport(report, options), options),
  github: (report, options) => renderGithub(judgedReport(report, options), options),
  rdjsonl: (report, options) => renderRdjsonl(judgedReport(report, options), options),
  openmetrics: (report, options) => renderOpenmetrics(judgedReport(report, options)),
};

/** Renders in pieces, so that a large document is never one string. */
export function render(format: Format, report: Report, options: RenderOptions): Iterable<string> {
  return renderers[format](report, options);
}

function select(report: Report, { where, whereCall }: ListOptions): Report {
  const { callees } = report;
  return {
    ...report,
    ...(where ? { sites: report.sites.filter(where) } : {}),
    ...(callees && whereCall ? { callees: { ...callees, calls: callees.calls.filter(whereCall) } } : {}),
  };
}
