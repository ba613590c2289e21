import { commands, flagsOf, type CommandName, type FlagRow } from './flags.ts';

/** `stackward --help` */
export function generalHelp(): string {
  return [
    'stackward: where does this Go program allocate on the heap, why, and what does it cost?',
    '',
    'Usage: stackward COMMAND [flags] [arguments]',
    '',
    'Commands:',
    ...commands.flatMap((command) => [`  ${usage(command)}`, ...wrap(command.summary, 72).map((line) => `      ${line}`)]),
    '',
    'Examples:',
    ...commands.flatMap((command) => command.examples.slice(0, 2).map(([line]) => `  ${line}`)),
    '',
    '`stackward COMMAND --help` shows the flags of a command. `stackward --version` shows the version.',
    'Exit codes: 0 nothing to object, 1 findings, 2 usage or incomplete evidence, 3 the Go build or the environment failed.',
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
    '',
    'Examples:',
    ...command.examples.flatMap(([line, what]) => [`  ${line}`, `      ${what}`]),
    '',
  ].join('\n');
}

function usage(command: { readonly name: string; readonly arguments: string }): string {
  return `${command.name} ${command.arguments}`;
}

function describe(flag: FlagRow): string[] {
  const value = flag.choices ? ` ${flag.choices.join('|')}` : flag.value ? ` ${flag.value}` : '';
  const names = `${flag.short ? `-${flag.short}, ` : '    '}--${flag.name}${value}`;
  return [`  ${names}`, ...wrap(flag.help, 68).map((line) => `          ${line}`)];
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
