import type { Comparison } from '../model/comparison.ts';
import { isFindingFormat, renderFindings, type FindingFormat } from './ci/finding-renderers.ts';
import { judgedComparison } from './ci/judged.ts';
import { renderComparisonText } from './comparison-text.ts';
import type { FormatOf } from './formats.ts';
import { renderComparisonHtml } from './html.ts';
import { renderJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

export type ComparisonFormat = FormatOf<'comparison'>;

const renderers: {
  readonly [F in Exclude<ComparisonFormat, FindingFormat>]: (
    comparison: Comparison,
    options: Omit<RenderOptions, 'list'>,
  ) => Iterable<string>;
} = {
  text: renderComparisonText,
  json: renderJson,
  html: renderComparisonHtml,
};

/** A comparison of two builds in one of its forms. */
export function renderComparison(format: ComparisonFormat, comparison: Comparison, options: Omit<RenderOptions, 'list'>): Iterable<string> {
  return isFindingFormat(format) ? renderFindings(format, judgedComparison(comparison), options) : renderers[format](comparison, options);
}
