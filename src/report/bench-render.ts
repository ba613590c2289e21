import type { BenchResult } from '../model/bench.ts';
import { renderBenchMarkdown } from './bench-markdown.ts';
import { renderBenchText } from './bench-text.ts';
import type { FormatOf } from './formats.ts';
import { renderJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

export type BenchFormat = FormatOf<'bench'>;

const renderers: { readonly [F in BenchFormat]: (result: BenchResult, options: Omit<RenderOptions, 'list'>) => Iterable<string> } = {
  text: renderBenchText,
  json: renderJson,
  markdown: renderBenchMarkdown,
};

/** The result of `bench` in one of its forms, in pieces. */
export function renderBench(format: BenchFormat, result: BenchResult, options: Omit<RenderOptions, 'list'>): Iterable<string> {
  return renderers[format](result, options);
}
