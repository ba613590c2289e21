import type { BuildComparison } from '../model/build-comparison.ts';
import { renderBuildComparisonMarkdown } from './build-comparison-markdown.ts';
import { renderBuildComparisonText } from './build-comparison-text.ts';
import type { FormatOf } from './formats.ts';
import { renderBuildComparisonHtml } from './html.ts';
import { renderJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

export type BuildComparisonFormat = FormatOf<'build-comparison'>;

/** How a comparison of builds is written: its list has at most `top` rows, unless `all`. */
export type BuildComparisonOptions = Omit<RenderOptions, 'list'> & { readonly top: number };

const renderers: {
  readonly [F in BuildComparisonFormat]: (comparison: BuildComparison, options: BuildComparisonOptions) => Iterable<string>;
} = {
  text: renderBuildComparisonText,
  json: renderJson,
  html: renderBuildComparisonHtml,
  markdown: renderBuildComparisonMarkdown,
};

/** Several builds side by side in one of their forms. */
export function renderBuildComparison(
  format: BuildComparisonFormat,
  comparison: BuildComparison,
  options: BuildComparisonOptions,
): Iterable<string> {
  return renderers[format](comparison, options);
}
