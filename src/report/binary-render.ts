import type { BinaryResult } from '../model/binary.ts';
import { renderBinaryMarkdown } from './binary-markdown.ts';
import { renderBinaryText } from './binary-text.ts';
import type { FormatOf } from './formats.ts';
import { renderJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

export type BinaryFormat = FormatOf<'binary'>;

const renderers: { readonly [F in BinaryFormat]: (result: BinaryResult, options: Omit<RenderOptions, 'list'>) => Iterable<string> } = {
  text: renderBinaryText,
  json: renderJson,
  markdown: renderBinaryMarkdown,
};

/** A program against its module in one of its forms, in pieces. */
export function renderBinary(format: BinaryFormat, result: BinaryResult, options: Omit<RenderOptions, 'list'>): Iterable<string> {
  return renderers[format](result, options);
}
