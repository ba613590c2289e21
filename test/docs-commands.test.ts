import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandNames } from '../src/cli/commands.ts';
import { flagsOf } from '../src/cli/flags.ts';
import { parseCommand } from '../src/cli/parse.ts';
import { commandsIn, docCommands, splitLine } from './support/doc-commands.ts';
import { root } from './support/repo.ts';

// Every command that a document names is one. Those of stackward are read by the real parser; those in blocks are run too, in docs-run.go.test.ts.
const all = await docCommands();
const of = (program: string): typeof all => all.filter(({ words }) => words.find((word) => !/^[A-Z]+=/.test(word)) === program);
const name = ({ words, file }: (typeof all)[number]): string => `${words.join(' ')} (${file})`;

/** What stands for something in a sentence. */
const placeholders: Readonly<Record<string, string>> = { COMMAND: 'check', N: '3', CODE: 'returned' };

describe('stackward', () => {
  const commands = of('stackward').filter(({ words }) => words.length > 1);

  test('there are many', () => expect(commands.length).toBeGreaterThan(40));

  test.each([...new Map(commands.map((one) => [one.words.join(' '), one])).values()].map((one) => [name(one), one] as const))(
    '%s',
    async (_, { words: [, ...words] }) => {
      if (['--help', '--version', 'help'].includes(words[0] ?? '')) return;
      await parseCommand(words.map((word) => placeholders[word] ?? word));
    },
  );
});

describe('npm', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  // `ci` and `pack` are run by test/package.test.ts and test/tools/setup.test.ts. `install` changes what the machine has, and the service of
  // `audit` cannot be asked everywhere.
  const builtIn = new Set(['ci', 'pack', 'install', 'audit']);

  test.each(of('npm').map((one) => [name(one), one.words] as const))('%s', (_, [, verb = '', script = '']) => {
    if (builtIn.has(verb)) return;
    expect(Object.keys(scripts)).toContain(verb === 'run' ? script : verb);
  });
});

test.each(of('npx').map((one) => [name(one), one.words] as const))('%s', (_, words) => {
  const [, tool, verb, ...rest] = words.filter((word) => !/^[A-Z]+=/.test(word));
  // What it would install is what test/package.test.ts installs and runs.
  if (words.includes('--package')) return;
  expect([tool, verb]).toEqual(['vitest', 'run']);
  expect(rest.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test.each(
  of('node')
    .filter(({ words }) => words.length > 1)
    .map((one) => [name(one), one.words] as const),
)('%s', (_, words) => {
  const program = words.find((word) => /\.m?js$/.test(word)) ?? '';
  expect([root, path.join(root, 'examples/shop')].some((folder) => existsSync(path.join(folder, program)))).toBe(true);
});

/** Flags of others that the documents speak of. */
const foreign = new Set([
  // Of npm, node and Go.
  '--offline',
  '--import',
  '--global',
  '--yes',
  '--package',
  '--trimpath',
  '--count',
  // Of git.
  '--add',
  '--auto',
  '--deepen',
  '--init',
  '--oneline',
  '--recursive',
  // Of `npm run fuzz`.
  '--seed',
  '--seconds',
  '--target',
  '--list',
]);

test('every flag that stands in a document is one of some command', async () => {
  const known = new Set(commandNames.flatMap((command) => flagsOf(command).map((flag) => `--${flag.name}`)));
  const files = [...new Set(all.map(({ file }) => file))];
  const named = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/(?<=[`\s(])--[a-z][a-z-]+/g)].map(([flag]) => ({ file, flag })),
  );
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter(({ flag }) => !known.has(flag) && flag !== '--version' && !foreign.has(flag))).toEqual([]);
});

test('commands are found and split as a shell does', () => {
  expect(splitLine(`cd a && stackward check --where 'x y' -o "b c" > out.json | head  # why`)).toEqual([
    ['cd', 'a'],
    ['stackward', 'check', '--where', 'x y', '-o', 'b c'],
    ['head'],
  ]);
  const text =
    'See `stackward check` and `go-vet`.\n```\nstackward rules  # all\n```\n```json\nnpm no\n```\n```text\n$ stackward explain a.go:1\nstackward no\n```\n';
  expect(commandsIn('f', text).map(({ where, words }) => [where, words.join(' ')])).toEqual([
    ['block', 'stackward rules'],
    ['shown', 'stackward explain a.go:1'],
    ['sentence', 'stackward check'],
  ]);
});
