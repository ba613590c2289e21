import type { RenderOptions } from '../render-options.ts';
import { renderGithub } from './github.ts';
import { renderGitlab } from './gitlab.ts';
import type { Judged } from './judged.ts';
import { renderJunit } from './junit.ts';
import { commentBytes, renderMarkdown, summaryBytes } from './markdown.ts';
import { renderOpenmetrics } from './openmetrics.ts';
import { renderRdjsonl } from './rdjsonl.ts';
import { renderSarif } from './sarif.ts';

type Options = Pick<RenderOptions, 'readSource' | 'lineHash'>;
type Render = (judged: Judged, options: Options) => Iterable<string>;

/** The forms of findings, of whatever document they are. */
export const findingFormats = ['markdown', 'markdown-summary', 'sarif', 'junit', 'gitlab', 'github', 'rdjsonl', 'openmetrics'] as const;
export type FindingFormat = (typeof findingFormats)[number];

const renderers: { readonly [F in FindingFormat]: Render } = {
  markdown: (judged) => renderMarkdown(judged, commentBytes),
  'markdown-summary': (judged) => renderMarkdown(judged, summaryBytes),
  sarif: renderSarif,
  junit: renderJunit,
  gitlab: renderGitlab,
  github: renderGithub,
  rdjsonl: renderRdjsonl,
  openmetrics: renderOpenmetrics,
};

export function isFindingFormat(format: string): format is FindingFormat {
  return Object.hasOwn(renderers, format);
}

/** Findings in one of these forms. */
export function renderFindings(format: FindingFormat, judged: Judged, options: Options): Iterable<string> {
  return renderers[format](judged, options);
}
