import type { Comparison } from '../model/comparison.ts';
import { renderComparisonText } from './comparison-text.ts';
import type { FormatOf } from './formats.ts';
import { renderComparisonHtml } from './html.ts';
import { renderJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

export type ComparisonFormat = FormatOf<'comparison'>;

const renderers: { readonly [F in ComparisonFormat]: (comparison: Comparison, options: Omit<RenderOptions, 'list'>) => Iterable<string> } =
  {
    text: renderComparisonText,
    json: renderJson,
    html: renderComparisonHtml,
  };

/** A comparison of two builds in one of its forms. */
export function renderComparison(format: ComparisonFormat, comparison: Comparison, options: Omit<RenderOptions, 'list'>): Iterable<string> {
  return renderers[format](comparison, options);
}
