import type { Explained } from '../model/explanation.ts';
import { renderExplainMermaid } from './explain-mermaid.ts';
import { renderExplainText } from './explain-text.ts';
import type { FormatOf } from './formats.ts';
import { renderJson } from './json.ts';
import { renderExplainSvg } from './svg.ts';
import type { RenderOptions } from './render-options.ts';

export type ExplainFormat = FormatOf<'explained'>;

const renderers: {
  readonly [F in ExplainFormat]: (explained: Explained, options: Pick<RenderOptions, 'width' | 'color' | 'nameFile'>) => Iterable<string>;
} = {
  text: renderExplainText,
  json: renderJson,
  mermaid: renderExplainMermaid,
  svg: renderExplainSvg,
};

/** The answers of `explain` in one of its forms, in pieces. */
export function renderExplain(
  format: ExplainFormat,
  explained: Explained,
  options: Pick<RenderOptions, 'width' | 'color' | 'nameFile'>,
): Iterable<string> {
  return renderers[format](explained, options);
}
