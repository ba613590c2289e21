import { commands, type CommandName, type CommandRow } from '../commands.ts';
import { flagsOf, type FlagRow } from '../flags.ts';
import { describeWord, firstWords, offersOf, secondWord } from './offers.ts';

const named = { packages: '_stackward_packages', files: '_files', folders: '_files -/', none: '' } as const;

/** The completion script of zsh, to be sourced after compinit or saved as `_stackward` in a folder of `fpath`. */
export function zshScript(): string {
  return `#compdef stackward
# Completion of stackward for zsh: source <(stackward completion zsh)

_stackward_packages() {
  compadd -- ./...
  _files -/
}

${commands.map(functionOf).join('\n')}
_stackward() {
  local -a offered
  if (( CURRENT == 2 )); then
    offered=(
${[...firstWords()].map(([word, of]) => `      ${described(word, describeWord(word, of))}`).join('\n')}
    )
    _describe -t commands command offered
    return
  fi
  case $words[2] in
${[...firstWords()].map(([word, of]) => caseOf(word, of)).join('\n')}
  esac
}

if [[ $funcstack[1] == _stackward ]]; then
  _stackward "$@"
else
  compdef _stackward stackward
fi
`;
}

function functionOf(command: CommandRow): string {
  const { completes } = command;
  const others = typeof completes === 'string' ? named[completes] : `(${completes.join(' ')})`;
  const specs = [...flagsOf(command.name).flatMap(specsOf), quoted(`*:${command.arguments.replaceAll(/[[\]:]/g, '')}:${others}`)];
  return `${functionName(command.name)}() {
  _arguments -s \\
${specs.map((spec) => `    ${spec}`).join(' \\\n')}
}
`;
}

/** \`_arguments\` specifications of a flag, one for each of its names. */
function specsOf(flag: FlagRow): string[] {
  const offers = offersOf(flag);
  const names = [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])];
  const other = flag.kind === 'list' ? '*' : `(${names.join(' ')})`;
  const help = flag.help.replaceAll(/[\\[\]]/g, '\\$&');
  if (!offers) return names.map((name) => quoted(`${other}${name}[${help}]`));
  const files = named[offers.names];
  const words = offers.words.length === 0 ? '' : `(${offers.words.join(' ')})`;
  const action = files === '' || words === '' ? files || words || ' ' : `{compadd -- ${offers.words.join(' ')}; ${files}}`;
  const value = (flag.value ?? flag.name).replaceAll(/[[\]:]/g, '');
  return names.map((name) => quoted(`${other}${name}${name.startsWith('--') ? '=' : '+'}[${help}]:${value}:${action}`));
}

function caseOf(word: string, of: readonly CommandRow[]): string {
  const [only] = of;
  if (only && secondWord(only.name) === '') return `    ${word}) shift words; (( CURRENT-- )); ${functionName(only.name)} ;;`;
  const seconds = of.map((command) => `          ${described(secondWord(command.name), command.summary)}`);
  const cases = of.map(
    (command) => `        ${secondWord(command.name)}) shift 2 words; (( CURRENT -= 2 )); ${functionName(command.name)} ;;`,
  );
  return `    ${word})
      if (( CURRENT == 3 )); then
        offered=(
${seconds.join('\n')}
        )
        _describe -t commands command offered
        return
      fi
      case $words[3] in
${cases.join('\n')}
      esac
      ;;`;
}

function functionName(name: CommandName): string {
  return `_stackward_${name.replaceAll(' ', '_')}`;
}

function described(word: string, text: string): string {
  return quoted(`${word}:${text.replaceAll(':', '\\:')}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
