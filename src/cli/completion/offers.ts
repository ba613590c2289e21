import { commands, type CommandName, type CommandRow } from '../commands.ts';
import type { FlagRow } from '../flags.ts';

/** What a shell offers for the value of a flag. Nothing at all: a value that nobody can guess. */
export interface Offers {
  readonly words: readonly string[];
  readonly names: 'files' | 'folders' | 'none';
}

/** Undefined for a switch, which takes no value. */
export function offersOf(flag: FlagRow): Offers | undefined {
  if (flag.kind === 'switch') return undefined;
  const names =
    flag.value === 'DIR' ? 'folders' : flag.value === 'FILE' || flag.value === 'PATH' || flag.kind === 'pair' ? 'files' : 'none';
  return { words: flag.choices ?? flag.offers ?? [], names };
}

/** The first words of the command line with the words that may follow them: `check` none, `debug` its commands. */
export function firstWords(): ReadonlyMap<string, readonly CommandRow[]> {
  const words = new Map<string, CommandRow[]>();
  for (const command of commands) {
    const [first = ''] = command.name.split(' ');
    words.set(first, [...(words.get(first) ?? []), command]);
  }
  return words;
}

/** `gather` of `debug gather`, '' of a command of one word. */
export function secondWord(name: CommandName): string {
  return name.split(' ')[1] ?? '';
}

/** The first sentence of a command's help, or what the commands of a group are. */
export function describeWord(word: string, of: readonly CommandRow[]): string {
  const [only] = of;
  return only && secondWord(only.name) === '' ? only.summary : `${word} ${of.map((command) => secondWord(command.name)).join('|')}`;
}
