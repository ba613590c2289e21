import { settings } from '../config/settings.ts';
import { wrap } from '../view/wrap.ts';
import { commands, type CommandName } from './commands.ts';
import { flagsOf, type FlagRow } from './flags.ts';

/** `stackward --help` */
export function generalHelp(): string {
  return [
    ...wrap('stackward: where does this Go program allocate on the heap, why, and what does it cost?', 78),
    '',
    'Usage: stackward COMMAND [flags] [arguments]',
    '',
    'Commands:',
    ...commands.flatMap(summary),
    '',
    'Examples:',
    ...commands.flatMap((command) => command.examples.slice(0, 2).map(([line]) => `  ${line}`)),
    '',
    ...wrap('`stackward COMMAND --help` shows the flags of a command. `stackward --version` shows the version.', 78),
    ...wrap('Exit codes: 0 nothing to object, 1 findings, 2 usage or incomplete evidence, 3 the Go build or the environment failed.', 78),
    '',
  ].join('\n');
}

/** `stackward debug --help`: the commands of two words that start so. */
export function groupHelp(group: string): string {
  return [
    `Usage: stackward ${group} COMMAND [flags] [arguments]`,
    '',
    'Commands:',
    ...commands.filter(({ name }) => name.startsWith(`${group} `)).flatMap(summary),
    '',
    ...wrap(`\`stackward ${group} COMMAND --help\` shows the flags of a command.`, 78),
    '',
  ].join('\n');
}

/** `stackward check --help` */
export function commandHelp(name: CommandName): string {
  const command = commands.find((row) => row.name === name);
  if (!command) throw new Error(`no row for command ${name}`);
  return [
    ...wrap(command.summary, 78),
    '',
    `Usage: stackward ${usage(command)} [flags]`,
    '',
    'Flags:',
    ...flagsOf(name).flatMap(describe),
    ...configuration(name),
    '',
    'Examples:',
    ...command.examples.flatMap(([line, what]) => [`  ${line}`, `      ${what}`]),
    '',
  ].join('\n');
}

/** Which of its flags can stand in the configuration file, of commands that read one. */
function configuration(name: CommandName): string[] {
  const flags = new Set(flagsOf(name).map((flag) => flag.name));
  if (!flags.has('config')) return [];
  const names = settings.map((row) => row.name).filter((setting) => setting === 'packages' || flags.has(setting));
  return ['', ...wrap(`Settings in stackward.jsonc at the module’s root; flags win over it: ${names.join(', ')}.`, 78)];
}

function summary(command: (typeof commands)[number]): string[] {
  return [`  ${usage(command)}`, ...wrap(command.summary, 72).map((line) => `      ${line}`)];
}

function usage(command: { readonly name: string; readonly arguments: string }): string {
  return `${command.name} ${command.arguments}`.trimEnd();
}

function describe(flag: FlagRow): string[] {
  const value = flag.choices && !flag.value ? ` ${flag.choices.join('|')}` : flag.value ? ` ${flag.value}` : '';
  const names = `${flag.short ? `-${flag.short}, ` : '    '}--${flag.name}${value}`;
  return [`  ${names}`, ...wrap(flag.help, 68).map((line) => `          ${line}`)];
}
