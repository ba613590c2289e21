import { commands, type CommandRow } from '../commands.ts';
import { flagsOf, type FlagRow } from '../flags.ts';
import { firstWords, offersOf, secondWord } from './offers.ts';

const named = {
  packages: '_stackward_packages "$cur"',
  files: '_stackward_names "$cur" -f',
  folders: '_stackward_names "$cur" -d',
} as const;

/** The completion script of bash, 3.2 (macOS) and newer. */
export function bashScript(): string {
  const groups = [...firstWords()].filter(([, of]) => of.some((command) => secondWord(command.name) !== ''));
  return `# Completion of stackward for bash: source <(stackward completion bash)

_stackward_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$2" -- "$1")
}

_stackward_names() {
  local name
  # Marks folders and quotes; bash before 4 has no compopt.
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$2" -- "$1")
}

_stackward_packages() {
  [[ -n $1 ]] || COMPREPLY+=(./...)
  [[ $1 != */ ]] || COMPREPLY+=("$1...")
  _stackward_names "$1" -d
}

_stackward() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _stackward_words "$cur" '${[...firstWords().keys(), '--help', '--version'].join(' ')}'
    return
  fi
${groups.map(([word, of]) => group(word, of)).join('')}  # Bash splits --flag=value at the =.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case "$command $prev" in
${commands.flatMap(valuesOf).join('\n')}
  esac
  case "$command" in
${commands.map(wordsOf).join('\n')}
  esac
}

complete -F _stackward stackward
`;
}

function group(word: string, of: readonly CommandRow[]): string {
  return `  if [[ $command == ${word} ]]; then
    if ((COMP_CWORD == 2)); then
      _stackward_words "$cur" '${of.map((command) => secondWord(command.name)).join(' ')}'
      return
    fi
    command="${word} \${COMP_WORDS[2]}"
  fi
`;
}

/** One case for each flag that takes a value. */
function valuesOf(command: CommandRow): string[] {
  return flagsOf(command.name).flatMap((flag) => {
    const offers = offersOf(flag);
    if (!offers) return [];
    const actions = [
      ...(offers.words.length === 0 ? [] : [`_stackward_words "$cur" '${offers.words.join(' ')}'`]),
      ...(offers.names === 'none' ? [] : [named[offers.names]]),
      'return',
    ];
    return [
      `    ${namesOf(flag)
        .map((name) => `'${command.name} ${name}'`)
        .join(' | ')}) ${actions.join('; ')} ;;`,
    ];
  });
}

function wordsOf(command: CommandRow): string {
  const flags = flagsOf(command.name).map((flag) => `--${flag.name}`);
  const { completes } = command;
  const others = typeof completes === 'string' ? named[completes] : `_stackward_words "$cur" '${completes.join(' ')}'`;
  return `    '${command.name}')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '${flags.join(' ')}'
      else
        ${others}
      fi
      ;;`;
}

function namesOf(flag: FlagRow): string[] {
  return [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])];
}
