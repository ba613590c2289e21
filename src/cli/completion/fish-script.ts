import { commands, type CommandName } from '../commands.ts';
import { flagsOf, type FlagRow } from '../flags.ts';
import { describeWord, firstWords, offersOf, secondWord } from './offers.ts';

const named = {
  packages: `-a '"./..." (__fish_complete_directories)'`,
  files: '-F',
  folders: "-a '(__fish_complete_directories)'",
} as const;

/** The completion script of fish, 3.0 and newer. */
export function fishScript(): string {
  const lines: string[] = [];
  for (const [word, of] of firstWords()) {
    lines.push(`complete -c stackward -n '__stackward_at 1' -a ${word} -d ${quoted(describeWord(word, of))}`);
    for (const command of of) {
      const second = secondWord(command.name);
      if (second === '') continue;
      lines.push(`complete -c stackward -n '__stackward_at 2; and __stackward_is ${word}' -a ${second} -d ${quoted(command.summary)}`);
    }
  }
  for (const command of commands) {
    for (const flag of flagsOf(command.name)) lines.push(flagLine(command.name, flag));
    const { completes } = command;
    const others = typeof completes === 'string' ? named[completes] : `-a '${completes.join(' ')}'`;
    lines.push(`complete -c stackward -n '__stackward_is ${command.name}' ${others}`);
  }
  return `# Completion of stackward for fish: stackward completion fish > ~/.config/fish/completions/stackward.fish

# Whether the first words are these.
function __stackward_is
    set -l words (commandline -opc)
    set -l last (math 1 + (count $argv))
    test (count $words) -ge $last; and test "$words[2..$last]" = "$argv"
end

# Whether so many words stand before the one that is completed.
function __stackward_at
    test (count (commandline -opc)) -eq $argv[1]
end

complete -c stackward -f
${lines.join('\n')}
`;
}

function flagLine(command: CommandName, flag: FlagRow): string {
  const offers = offersOf(flag);
  const short = flag.short === undefined ? '' : ` -s ${flag.short}`;
  const folders = offers?.names === 'folders' ? ['(__fish_complete_directories)'] : [];
  const words = [...(offers?.words ?? []), ...folders].join(' ');
  const value = !offers ? '' : offers.names === 'files' ? ' -r -F' : ' -x';
  return `complete -c stackward -n '__stackward_is ${command}' -l ${flag.name}${short}${value}${words === '' ? '' : ` -a '${words}'`} -d ${quoted(flag.help)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
