import type { Related, RelatedCode } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';

const words: Readonly<Record<RelatedCode, string>> = {
  caller: 'the caller',
  callee: 'the callee',
  allocation: 'the allocation',
  path: 'on the way',
  before: 'before the change',
};

/** What another position is to a finding: `the caller: Serve`. */
export function relatedWords({ code, function: name }: Pick<Related, 'code' | 'function'>): string {
  const word = rowOf(words, code) ?? safeText(code);
  return name === undefined ? word : `${word}: ${safeText(name)}`;
}

/** What a finding speaks of besides its place, as lines; a path is one line with arrows. */
export function relatedLines(related: readonly Related[], show: (span: Span) => string): string[] {
  const path = related.filter(({ code }) => code === 'path');
  const others = related.filter(({ code }) => code !== 'path').map((one) => `${relatedWords(one)}, ${show(one.at)}`);
  if (path.length === 0) return others;
  return [
    ...others,
    `path: ${path.map(({ function: name, at }) => (name === undefined ? show(at) : `${safeText(name)} (${show(at)})`)).join(' → ')}`,
  ];
}
