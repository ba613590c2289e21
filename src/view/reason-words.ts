import type { Reason } from '../model/build-comparison.ts';
import type { Span } from '../model/span.ts';
import { code } from './cause-words.ts';
import { bytes } from './numbers.ts';
import { releaseFactWords } from './messages/en/release-facts.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { shortType } from './site-words.ts';

/** Why a step changes a place, as the end of a sentence. */
export function reasonWords(reason: Reason, show: (span: Span) => string): string {
  switch (reason.code) {
    case 'inlined':
    case 'not-inlined': {
      const { callee, at, cost, budget, words } = reason;
      const numbers = cost === undefined ? '' : budget === undefined ? ` (cost ${cost})` : ` (cost ${cost}, budget ${budget})`;
      const why = words === undefined ? '' : `: ${safeText(words)}`;
      return `${code(callee)} is inlined ${reason.code === 'inlined' ? 'now' : 'no more'}${at ? ` at ${show(at)}` : ''}${numbers}${why}`;
    }
    case 'constant':
      return `its value is a constant in one of the two: ${code(reason.from)} → ${code(reason.to)}`;
    case 'size-limit':
      return `${bytes(reason.size)} ${reason.exceeded === 'after' ? 'exceed' : 'exceeded'} the limit of ${bytes(reason.limit)} ${reason.exceeded === 'after' ? 'now' : 'before'}`;
    case 'type-size':
      return `${code(shortType(reason.type))} takes ${bytes(reason.to)}, and took ${bytes(reason.from)}`;
    case 'allocator':
      return `the compiler calls ${list(reason.to)} where it called ${list(reason.from)}`;
    case 'verdict':
      return `the compiler says ${said(reason.to)}, and said ${said(reason.from)}`;
    case 'parameter':
      return `${reason.parameter === undefined ? 'a parameter' : `the parameter ${code(reason.parameter)}`} of ${code(reason.callee)} ${reason.leaks === 'after' ? 'leaks now' : 'leaks no more'}`;
    case 'merged':
      return `it ${reason.merged === 'after' ? 'shares' : 'no more shares'} the allocation of another variable${reason.into ? ` at ${show(reason.into)}` : ''}`;
    case 'other-text':
      return `the text of ${reason.function === undefined ? safeText(reason.file) : `${code(reason.function)} in ${safeText(reason.file)}`} is another`;
    case 'edited':
      return `it was edited at ${show(reason.at)}`;
    case 'setting':
      return `${settingWords(reason.setting, reason.from, reason.to)}: ${code(reason.shows)}`;
    case 'release-fact':
      return `since Go ${safeText(reason.since)} ${rowOf(releaseFactWords, reason.fact)?.what ?? safeText(reason.fact)}`;
    default:
      return reason satisfies never;
  }
}

/** What of the build is otherwise: `-l is given`, `goarch 386, was amd64`. */
function settingWords(setting: string, from: string, to: string): string {
  if (setting === '-race') return `\`-race\` is ${to === 'on' ? 'given' : 'not given'}`;
  if (setting.startsWith('-')) {
    const flag = setting.startsWith('-d=') ? `-d=${to === '' ? from : to}` : to === '' ? from : to;
    return to === '' ? `${code(flag)} is not given` : from === '' ? `${code(flag)} is given` : `${code(flag)} is given, was ${code(from)}`;
  }
  return `${safeText(setting)} ${to === '' ? 'none' : safeText(to)}, was ${from === '' ? 'none' : safeText(from)}`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => safeText(name.replace(/^runtime\./, ''))).join(', ');
}

function said(words: string): string {
  return words === '' ? 'nothing' : code(words);
}
