import type { createColors } from 'picocolors';
import type { Finding } from '../model/finding.ts';
import { findingMessage } from '../view/messages/en/findings.ts';
import { showPosition } from '../view/positions.ts';
import { safeText } from '../view/safe-text.ts';
import { cutTo } from './cut.ts';
import type { RenderOptions } from './render-options.ts';
import { wrapShown } from './wrap-shown.ts';

/** Where sentences are broken when nothing says how wide they may be. */
const readable = 100;

/** Names may be of any length; a sentence is not. */
const longest = 2000;

/** What pins, policy or a comparison object to, for people: each with its place, what else it speaks of, and the next step. */
export function* findingLines(
  findings: readonly Finding[],
  { nameFile, width = readable }: Pick<RenderOptions, 'nameFile' | 'width'>,
  paint: ReturnType<typeof createColors>,
): Iterable<string> {
  const signs = { error: paint.red('error'), warning: paint.yellow('warning'), note: paint.cyan('note') };
  for (const { code, args, severity, anchor, related, known } of findings) {
    const { what, next } = findingMessage(code, args);
    yield `${known ? paint.dim('known') : signs[severity]}: ${paint.cyan(showPosition(anchor, nameFile))}`;
    for (const part of wrapShown(cutTo(safeText(what), longest), Math.max(20, width - 4))) yield `    ${part}`;
    if (known)
      yield paint.dim(`    ${known.by}: ${safeText(known.reason)}${known.until === undefined ? '' : `, until ${safeText(known.until)}`}`);
    for (const one of related) {
      const name = one.function === undefined ? '' : `  ${safeText(one.function)}`;
      yield paint.dim(`    ${one.code} ${showPosition(one.at, nameFile)}${name}`);
    }
    for (const [index, part] of wrapShown(next === undefined ? '' : cutTo(safeText(next), longest), Math.max(20, width - 6)).entries())
      if (part !== '') yield `    ${index === 0 ? '→' : ' '} ${part}`;
  }
}
