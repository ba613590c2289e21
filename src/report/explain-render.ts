import type { Explained } from '../model/explanation.ts';
import { renderExplainMermaid } from './explain-mermaid.ts';
import { renderExplainText } from './explain-text.ts';
import { renderJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

export type ExplainFormat = 'text' | 'json' | 'mermaid';

/** The answers of `explain` in one of its forms, in pieces. */
export function renderExplain(
  format: ExplainFormat,
  explained: Explained,
  options: Pick<RenderOptions, 'width' | 'color' | 'nameFile'>,
): Iterable<string> {
  switch (format) {
    case 'text':
      return renderExplainText(explained, options);
    case 'json':
      return renderJson(explained);
    case 'mermaid':
      return renderExplainMermaid(explained);
    default:
      return format satisfies never;
  }
}
