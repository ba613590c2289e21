import type { BuildComparison } from '../model/build-comparison.ts';
import type { BuildComparisonOptions } from './build-comparison-render.ts';

export function* renderBuildComparisonMarkdown(_comparison: BuildComparison, _options: BuildComparisonOptions): Iterable<string> {
  yield '';
}
