/**
 * The one table of commands and flags: parsing, help and completion come from it.
 */
export interface FlagRow {
  readonly name: string;
  readonly short?: string;
  readonly kind: 'switch' | 'text' | 'list' | 'choice' | 'seconds';
  /** What stands for the value in help. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly help: string;
  readonly commands: readonly CommandName[];
}

export const commandNames = ['check', 'explain', 'debug gather', 'debug analyze'] as const;
export type CommandName = (typeof commandNames)[number];

export interface CommandRow {
  readonly name: CommandName;
  readonly arguments: string;
  readonly summary: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
}

export const commands: readonly CommandRow[] = [
  {
    name: 'check',
    arguments: '[packages]',
    summary: 'List the calls that allocate on the heap, by written place, with the compiler’s lines there.',
    examples: [
      ['stackward check', 'all packages of the module you stand in'],
      ['stackward check -C ../service ./internal/...', 'a part of another module'],
      ['stackward check -f json --facts ./... > facts.json', 'everything that was read, for programs'],
      ['stackward check --go 1.24 --goarch arm64', 'another Go release and architecture'],
    ],
  },
  {
    name: 'explain',
    arguments: 'TARGET…',
    summary: 'Say why a line or function allocates, how the value comes to the heap, and what would remove it.',
    examples: [
      ['stackward explain store/order.go:42', 'a line; with :COL one place in it'],
      ["stackward explain store.New '(*Store).Add'", 'a function and a method'],
      ['stackward explain --raw store/order.go:42', 'with what the compiler wrote'],
      ['stackward explain --from /tmp/bundle store/order.go:42', 'on a bundle of `debug gather`, without Go'],
    ],
  },
  {
    name: 'debug gather',
    arguments: '[packages]',
    summary: 'Write what the readers found into a folder that needs no Go to be looked at again.',
    examples: [['stackward debug gather -o /tmp/bundle ./...', 'make a bundle, for a bug report or another machine']],
  },
  {
    name: 'debug analyze',
    arguments: 'DIR',
    summary: 'Show the report of a bundle. Needs no Go.',
    examples: [['stackward debug analyze /tmp/bundle -f json', 'the report as JSON']],
  },
];

const building: readonly CommandName[] = ['check', 'explain', 'debug gather'];
const showing: readonly CommandName[] = ['check', 'debug analyze'];
const every: readonly CommandName[] = commandNames;

const flags: readonly FlagRow[] = [
  { name: 'format', short: 'f', kind: 'choice', choices: ['text', 'json'], help: 'form of the result (default text)', commands: showing },
  {
    name: 'format',
    short: 'f',
    kind: 'choice',
    choices: ['text', 'json', 'mermaid'],
    help: 'form of the result (default text); mermaid draws the chains',
    commands: ['explain'],
  },
  { name: 'raw', kind: 'switch', help: 'add what the compiler wrote of the line or function', commands: ['explain'] },
  { name: 'from', kind: 'text', value: 'DIR', help: 'explain from a bundle of `debug gather` instead of building', commands: ['explain'] },
  { name: 'facts', kind: 'switch', help: 'with -f json: add every verdict, call and inlining decision that was read', commands: showing },
  { name: 'all', kind: 'switch', help: 'show every site; by default long lists are cut and say so', commands: showing },
  {
    name: 'output',
    short: 'o',
    kind: 'text',
    value: 'PATH',
    help: 'write the result to a file; of `debug gather`: the folder of the bundle',
    commands: every,
  },
  { name: 'no-source', kind: 'switch', help: 'keep no source text, only spans and hashes', commands: ['debug gather'] },
  { name: 'directory', short: 'C', kind: 'text', value: 'DIR', help: 'run as if started in DIR', commands: building },
  { name: 'tests', kind: 'switch', help: 'include test files and test variants', commands: building },
  {
    name: 'go',
    kind: 'text',
    value: 'VERSION',
    help: 'use this Go release (1.24, 1.24.13); Go fetches it when it is not there',
    commands: building,
  },
  { name: 'goos', kind: 'text', value: 'OS', help: 'analyse for this operating system', commands: building },
  { name: 'goarch', kind: 'text', value: 'ARCH', help: 'analyse for this architecture', commands: building },
  { name: 'tags', kind: 'text', value: 'LIST', help: 'build tags, as for `go build`', commands: building },
  { name: 'race', kind: 'switch', help: 'build with the race detector', commands: building },
  { name: 'pgo', kind: 'text', value: 'FILE', help: 'profile for PGO, `auto` or `off`, as for `go build`', commands: building },
  { name: 'overlay', kind: 'text', value: 'FILE', help: 'overlay file, as for `go build`', commands: building },
  { name: 'mod', kind: 'text', value: 'MODE', help: 'readonly, vendor or mod, as for `go build`', commands: building },
  {
    name: 'gcflags',
    kind: 'list',
    value: '[PATTERN=]FLAGS',
    help: 'compiler flags, put in front of those that stackward needs; may be repeated',
    commands: building,
  },
  { name: 'timeout', kind: 'seconds', value: 'SECONDS', help: 'end a Go command that takes longer', commands: building },
  {
    name: 'color',
    kind: 'choice',
    choices: ['auto', 'always', 'never'],
    help: 'colours (default auto: only on a terminal, honours NO_COLOR)',
    commands: every,
  },
  { name: 'quiet', short: 'q', kind: 'switch', help: 'no progress and no hints on standard error', commands: every },
  { name: 'timing', kind: 'switch', help: 'print how long each stage took on standard error', commands: building },
  { name: 'help', short: 'h', kind: 'switch', help: 'show this help', commands: every },
];

export function flagsOf(command: CommandName): readonly FlagRow[] {
  return flags.filter((flag) => flag.commands.includes(command));
}
