import { flagsOf } from './flags.ts';
import type { Asked } from './parse.ts';

/**
 * The command line again, for a bundle that others read: `debug gather --tests -o DIR ./internal/...`. Folders and files of the user are named by what
 * help calls them. Settings that come from the configuration stand in it as if they had been given.
 */
export function shownCommand(asked: Asked): string {
  const words = [asked.command as string];
  for (const { name, value: meaning, offers = [] } of flagsOf(asked.command)) {
    if (asked.switches.has(name)) words.push(`--${name}`);
    const text = asked.texts.get(name);
    for (const value of [...(text === undefined ? [] : [text]), ...(asked.lists.get(name) ?? [])]) {
      const isPath = meaning === 'DIR' || meaning === 'FILE' || meaning === 'PATH';
      words.push(`--${name}=${isPath && !offers.includes(value) ? meaning : withoutPaths(value)}`);
    }
  }
  return [...words, ...asked.arguments.map(withoutPaths)].join(' ');
}

/** Absolute paths hold names of people: `-gcflags=-d=pgo=/home/me/x`, a pattern that is written out. */
function withoutPaths(word: string): string {
  return word.replaceAll(/(^|[=,:\s"'])(?:[A-Za-z]:[\\/]|\/|~)[^\s,"']*/g, '$1PATH');
}
