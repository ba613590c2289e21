import { commands, type CommandRow } from '../../src/cli/commands.ts';
import { flagsOf, type FlagRow } from '../../src/cli/flags.ts';
import { settings } from '../../src/config/settings.ts';
import { code, table } from './markdown.ts';

/** The text of docs/commands.md: every command and flag, from the table that the command line is parsed with. */
export function writeCommandDocs(): string {
  return [
    '# Commands and flags',
    '',
    'Made by `npm run docs` from `src/cli/commands.ts` and `src/cli/flags.ts`; `stackward COMMAND --help` says the same. Words that are not known are errors, with the near one named.',
    'A switch can be set off as Go writes it: `--tests=false`. Results are written to standard output, all else to standard error.',
    '[Exit codes](exit-codes.md) are the same for all commands.',
    '',
    table(
      ['command', 'does'],
      commands.map((row) => [`[${code(usage(row))}](#${anchor(row.name)})`, row.summary]),
    ),
    '',
    ...commands.flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function section(row: CommandRow): string[] {
  const flags = flagsOf(row.name);
  return [
    `## ${row.name}`,
    '',
    row.summary,
    '',
    '```',
    `stackward ${usage(row)} [flags]`,
    '```',
    '',
    table(
      ['flag', 'does'],
      flags.map((flag) => [spelled(flag), `${flag.help}${isSetting(flag) && takesConfig(flags) ? ' (setting)' : ''}`]),
    ),
    '',
    ...row.examples.map(([line, what]) => `- ${code(line)}: ${what}`),
    '',
    ...(takesConfig(flags) ? ['Flags marked as settings can stand in [stackward.jsonc](configuration.md).', ''] : []),
  ];
}

function usage({ name, arguments: takes }: CommandRow): string {
  return `${name} ${takes}`.trim();
}

function spelled({ name, short, value, choices }: FlagRow): string {
  const long = `--${name}${choices && value === undefined ? `=${choices.join('|')}` : value === undefined ? '' : `=${value}`}`;
  return `${short === undefined ? '' : `${code(`-${short}`)} `}${code(long)}`;
}

function takesConfig(flags: readonly FlagRow[]): boolean {
  return flags.some(({ name }) => name === 'config');
}

function isSetting({ name }: FlagRow): boolean {
  return settings.some((row) => row.name === name);
}

function anchor(heading: string): string {
  return heading.replaceAll(' ', '-');
}
