import type { createColors } from 'picocolors';
import type { BaselineCounts } from '../model/baseline.ts';
import type { Finding } from '../model/finding.ts';
import { baselineWords, knownBecause, knownWords, moreFindingsWords } from '../view/finding-words.ts';
import { findingMessage } from '../view/messages/en/findings.ts';
import { showPosition } from '../view/positions.ts';
import { safeText } from '../view/safe-text.ts';
import type { RenderOptions } from './render-options.ts';
import { wrapShown } from './wrap-shown.ts';

/** Where sentences are broken when nothing says how wide they may be. */
const readable = 100;

/** Names may be of any length; a sentence is not. */
const longest = 2000;

/**
 * What pins, policy or a comparison object to, for people: each with its place, what else it speaks of, and the next step; the gravest first. What is known is
 * told behind it, of a baseline as a count: there may be hundreds. A long list is cut and says so.
 */
export function* findingLines(
  findings: readonly Finding[],
  {
    nameFile,
    width = readable,
    all,
    list,
  }: Pick<RenderOptions, 'nameFile' | 'width' | 'all'> & { readonly list: { readonly top: number } },
  paint: ReturnType<typeof createColors>,
): Iterable<string> {
  const signs = { error: paint.red('error'), warning: paint.yellow('warning'), note: paint.cyan('note') };
  const told = [...findings.filter(({ known }) => !known), ...findings.filter(({ known }) => known && known.by !== 'baseline')];
  const shown = all ? told : told.slice(0, list.top);
  const wrapped = function* (text: string, first: string, indent: string): Iterable<string> {
    for (const [index, part] of wrapShown(text, Math.max(20, width - indent.length)).entries())
      yield `${index === 0 ? first : indent}${part}`;
  };
  for (const { code, args, severity, anchor, related, known } of shown) {
    const { what, next } = findingMessage(code, args);
    const place = anchor.file === '' ? '' : `${paint.cyan(showPosition(anchor, nameFile))}  `;
    yield* wrapped(`${known ? paint.dim('known') : signs[severity]}: ${place}${sentence(what)}`, '', '    ');
    if (known) yield paint.dim(`    ${knownBecause(known)}`);
    for (const one of related) {
      const name = one.function === undefined ? '' : `  ${safeText(one.function)}`;
      yield paint.dim(`    ${one.code} ${showPosition(one.at, nameFile)}${name}`);
    }
    if (next !== undefined) yield* wrapped(sentence(next), '    → ', '      ');
  }
  if (shown.length < told.length) yield paint.dim(moreFindingsWords(told.length - shown.length));
  const inBaseline = findings.filter(({ known }) => known?.by === 'baseline').length;
  if (inBaseline > 0) yield* wrapped(knownWords(inBaseline), '', '');
}

/** How the sites stand to the baseline, in a sentence. */
export function* baselineLines(counts: BaselineCounts | undefined, { width = readable }: Pick<RenderOptions, 'width'>): Iterable<string> {
  if (!counts || counts.incomparable) return;
  for (const text of baselineWords(counts)) yield* wrapShown(safeText(text), width);
}

/** Cut before it is looked at: names of a megabyte would take seconds. */
function sentence(text: string): string {
  return safeText(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
