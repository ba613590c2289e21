import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from '../base/user-error.ts';
import type { PolicySetting } from '../rules/metadata.ts';
import { commandGroups, commandNames, type CommandName } from './commands.ts';
import { flagsOf, type FlagRow } from './flags.ts';

/** What was asked, checked against the table; unknown words never get here. */
export interface Asked {
  readonly command: CommandName;
  readonly arguments: readonly string[];
  readonly switches: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /**
   * Names of the flags that were given, whatever their value: `--tests=false` too, and `packages` for arguments. What is not in it may come from
   * the configuration.
   */
  readonly given: ReadonlySet<string>;
  /** The arguments are those of the configuration. */
  readonly patternsFromConfig?: true;
  /** The policy of the configuration, with its file and the folder that it is relative to; absolute, slashes. */
  readonly policy?: { readonly setting: PolicySetting; readonly folder: string; readonly file: string };
}

/** Of an argument with a single `-`: a short flag may have a path right behind it. */
const longestGroup = 8192;

/** `check --tests ./...`. Throws UserError with the near word of the table where there is one. */
export async function parseCommand(argv: readonly string[]): Promise<Asked> {
  const { command, rest } = await splitCommand(argv);
  const table = flagsOf(command);
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const flag of table) {
    options[flag.name] = {
      type: flag.kind === 'switch' ? 'boolean' : 'string',
      ...(flag.short === undefined ? {} : { short: flag.short }),
      multiple: flag.kind === 'list',
    };
  }
  // Node takes each letter behind a single `-` for a flag, in quadratic time (77 kB: 8 s).
  const group = rest
    .slice(0, rest.includes('--') ? rest.indexOf('--') : undefined)
    .find((arg) => arg.length > longestGroup && /^-[^-]/.test(arg));
  if (group !== undefined) throw new UserError('unknown-flag', { flag: `${group.slice(0, 20)}…`, command });
  // Not strict: its errors name no near flag. The tokens are checked here instead.
  const { tokens } = parseArgs({ args: [...rest], options, allowPositionals: true, strict: false, tokens: true });
  const asked = {
    command,
    arguments: [] as string[],
    switches: new Set<string>(),
    texts: new Map<string, string>(),
    lists: new Map<string, string[]>(),
    given: new Set<string>(),
  };
  // A flag of two values that has one so far.
  let half: string[] | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      (half ?? asked.arguments).push(token.value);
      if (!half) asked.given.add('packages');
      half = undefined;
    }
    if (token.kind !== 'option') continue;
    const flag = table.find((row) => row.name === token.name);
    // `-q=3`: Node reads each character behind a short switch as a flag.
    if (token.name === '=')
      throw new UserError('flag-value', { flag: '-…', value: '=…', expected: 'a value behind a space, or --long=VALUE' });
    if (!flag) throw await unknownFlag(token.rawName, command, table);
    asked.given.add(flag.name);
    if (flag.kind === 'switch') {
      // Go's own form, so that a setting can be switched off.
      const { value = 'true' } = token;
      if (value !== 'true' && value !== 'false')
        throw new UserError('flag-value', { flag: token.rawName, value, expected: 'no value, =true or =false' });
      if (value === 'true') asked.switches.add(flag.name);
      else asked.switches.delete(flag.name);
      continue;
    }
    // A value in an argument of its own that looks like a flag is a forgotten value.
    const isInput = flag.kind === 'pair' && token.value === '-';
    if (token.value === undefined || (!token.inlineValue && token.value.startsWith('-') && flag.kind !== 'list' && !isInput)) {
      throw new UserError('flag-needs-value', { flag: token.rawName });
    }
    if (flag.files === true && token.value.includes('=')) {
      checkFile(flag, token.rawName, token.value);
      asked.lists.set(flag.name, [...(asked.lists.get(flag.name) ?? []), token.value]);
      continue;
    }
    checkValue(flag, token.rawName, token.value);
    const before = asked.texts.get(flag.name);
    if (flag.files === true && before !== undefined && before !== token.value)
      throw new UserError('formats-together', { one: before, other: token.value });
    if (flag.kind === 'pair') {
      half = [token.value];
      asked.lists.set(flag.name, half);
    } else if (flag.kind === 'list') asked.lists.set(flag.name, [...(asked.lists.get(flag.name) ?? []), token.value]);
    else asked.texts.set(flag.name, token.value);
  }
  return asked;
}

/** `sarif=out.sarif`. */
function checkFile(flag: FlagRow, raw: string, value: string): void {
  const format = value.slice(0, value.indexOf('='));
  checkValue(flag, raw, format);
  const file = value.slice(format.length + 1);
  if (file === '' || file === '-')
    throw new UserError('flag-value', { flag: raw, value, expected: `a file, ${format}=FILE, or ${format} alone for standard output` });
}

function checkValue(flag: FlagRow, raw: string, value: string): void {
  if (flag.choices && !flag.choices.includes(value))
    throw new UserError('flag-value', { flag: raw, value, expected: flag.choices.join(', ') });
  if (flag.kind === 'seconds' && !(Number(value) > 0 && Number(value) <= 86_400)) {
    throw new UserError('flag-value', { flag: raw, value, expected: 'a number of seconds above 0, at most 86400' });
  }
  if (flag.kind === 'fraction' && !(Number(value) > 0 && Number(value) < 1))
    throw new UserError('flag-value', { flag: raw, value, expected: 'a number between 0 and 1' });
  if (flag.kind === 'whole' && flag.range && !isInRange(value, flag.range)) {
    const { least, most, zero } = flag.range;
    throw new UserError('flag-value', { flag: raw, value, expected: `a whole number from ${least} to ${most}${zero ? ', or 0' : ''}` });
  }
}

function isInRange(value: string, { least, most, zero }: NonNullable<FlagRow['range']>): boolean {
  if (!/^\d{1,9}$/.test(value)) return false;
  const number = Number(value);
  return (number >= least && number <= most) || (zero === true && number === 0);
}

async function splitCommand(argv: readonly string[]): Promise<{ command: CommandName; rest: readonly string[] }> {
  for (const name of commandNames) {
    const words = name.split(' ');
    if (words.every((word, index) => argv[index] === word)) return { command: name, rest: argv.slice(words.length) };
  }
  const [first = '', second] = argv;
  const word = commandGroups.includes(first) && second !== undefined ? `${first} ${second}` : first;
  throw new UserError('unknown-command', { command: word, ...(await near(word, commandNames)) });
}

async function unknownFlag(raw: string, command: CommandName, table: readonly FlagRow[]): Promise<UserError> {
  return new UserError('unknown-flag', {
    flag: raw,
    command,
    ...(await near(
      raw,
      table.map((flag) => `--${flag.name}`),
    )),
  });
}

async function near(word: string, of: readonly string[]): Promise<{ near?: string }> {
  const begun = of.find((one) => one.startsWith(`${word} `));
  if (begun !== undefined) return { near: begun };
  // Loaded only when something is wrong: start-up pays for each module.
  const { nearOf } = await import('../base/nearest.ts');
  return nearOf(word, of);
}
