import type { BenchComparison } from '../model/benchmark-comparison.ts';
import { renderBenchComparisonMarkdown } from './bench-comparison-markdown.ts';
import { renderBenchComparisonText } from './bench-comparison-text.ts';
import type { FormatOf } from './formats.ts';
import { renderJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

export type BenchComparisonFormat = FormatOf<'bench-comparison'>;

const renderers: {
  readonly [F in BenchComparisonFormat]: (
    comparison: BenchComparison,
    options: Pick<RenderOptions, 'width' | 'color' | 'nameFile'>,
  ) => Iterable<string>;
} = {
  text: renderBenchComparisonText,
  json: renderJson,
  markdown: renderBenchComparisonMarkdown,
};

/** A comparison of benchmarks in one of its forms, in pieces. */
export function renderBenchComparison(
  format: BenchComparisonFormat,
  comparison: BenchComparison,
  options: Pick<RenderOptions, 'width' | 'color' | 'nameFile'>,
): Iterable<string> {
  return renderers[format](comparison, options);
}
