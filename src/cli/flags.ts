import { benchmarkFlags } from './benchmark-flags.ts';
import { commandNames, type CommandName } from './commands.ts';
import { formatTable, formatsOf } from '../report/formats.ts';
import { settingNamed, type SettingName } from '../config/settings.ts';

/**
 * The one table of flags: parsing, help and completion come from it. Commands: commands.ts. Flags that are settings too take their row from
 * there.
 */
export interface FlagRow {
  readonly name: string;
  readonly short?: string;
  readonly kind: 'switch' | 'text' | 'pair' | 'list' | 'choice' | 'seconds' | 'whole' | 'fraction';
  /** What stands for the value in help; `DIR`, `FILE` and `PATH` are completed as such. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** Of a choice: each may be given with a file, `sarif=FILE`; then it may be repeated. */
  readonly files?: true;
  /** Values that completion offers where others are right too. */
  readonly offers?: readonly string[];
  /** Of a whole number. */
  readonly range?: { readonly least: number; readonly most: number; readonly zero?: true };
  readonly help: string;
  readonly commands: readonly CommandName[];
}

const keeping: readonly CommandName[] = ['baseline create', 'baseline prune', 'baseline accept', 'baseline rebase'];
const building: readonly CommandName[] = ['check', 'serve', 'explain', 'gate', ...keeping, 'debug gather'];
/** … and run what they built, here. */
const compiling: readonly CommandName[] = [...building, 'bench'];
/** … one build or several, each with its own flags. */
const comparing: readonly CommandName[] = [...compiling, 'compare'];
const configured: readonly CommandName[] = [...comparing, 'baseline explain'];
const showing: readonly CommandName[] = ['check', 'debug analyze', 'debug render'];
/** Commands that hold measurements against sites. */
const measuring: readonly CommandName[] = ['check', 'serve', 'explain', 'debug gather', 'debug analyze'];
/** … of a comparison those of its head; its base is a revision. */
const measuringHeads: readonly CommandName[] = [...measuring, 'gate', 'compare'];
const running: readonly CommandName[] = [...comparing, 'debug analyze', 'debug render'];

const flags: readonly FlagRow[] = [
  severalFormats(formatsOf('report'), ['check', 'debug analyze']),
  format(formatsOf('explained'), ['explain'], '; mermaid draws the chains'),
  severalFormats(formatsOf('comparison'), ['gate', 'diff']),
  severalFormats(formatsOf('build-comparison'), ['compare']),
  {
    name: 'from',
    kind: 'text',
    value: 'VERSION',
    help: 'the Go release to upgrade from (default: the installed one)',
    commands: ['compare'],
  },
  {
    name: 'to',
    kind: 'text',
    value: 'VERSION',
    help: 'the Go release to upgrade to (default: the installed one)',
    commands: ['compare'],
  },
  { name: 'rev', kind: 'text', value: 'REV,…', help: 'compare these revisions; a single one with the working tree', commands: ['compare'] },
  {
    name: 'pgo-inline-budget',
    kind: 'text',
    value: 'N,…',
    help: 'what a hot function may cost to be inlined with a profile (-d=pgoinlinebudget, 2000 without it)',
    commands: ['compare'],
  },
  {
    name: 'production',
    kind: 'text',
    value: 'COMMAND',
    help: 'compare what this `go build` command ships with what `check` builds, and with what -gcflags="-m -l" tells',
    commands: ['compare'],
  },
  {
    name: 'binary',
    kind: 'text',
    value: 'FILE',
    help: 'the linked program, ELF, Mach-O or PE, of Go 1.22 or later; what is built here is built for its platform and with its tags, unless flags say otherwise',
    commands: ['compare'],
  },
  {
    name: 'self-test',
    kind: 'switch',
    help: 'plant allocations in a copy of HEAD, and move them: prove that this gate goes red, and only when it should',
    commands: ['gate'],
  },
  {
    name: 'incomparable',
    kind: 'choice',
    choices: ['pass', 'fail'],
    help: 'what two builds that cannot be compared end with: 0 (default pass) or 2',
    commands: ['diff'],
  },
  {
    name: 'base',
    kind: 'text',
    value: 'REV',
    help: 'compare with the merge base of this revision (default: of the branch that the CI names, else of the default branch)',
    commands: ['gate'],
  },
  severalFormats(
    formatTable.map(({ name }) => name),
    ['debug render'],
    '; mermaid is of answers of `explain`, markdown of reports and `bench`',
  ),
  {
    name: 'fingerprint',
    kind: 'choice',
    choices: ['semantic', 'codeql'],
    help: 'with -f sarif: what GitHub tells results apart by (default semantic, which no edit around changes); codeql is what its upload action works out, which then does not warn',
    commands: [...showing, 'gate', 'diff'],
  },
  format(['text', 'json'], ['rules', 'cache info', 'doctor']),
  format(formatsOf('bench'), ['bench'], '; markdown is for a comment'),
  ...benchmarkFlags,
  { name: 'raw', kind: 'switch', help: 'add what the compiler wrote of the line or function', commands: ['explain'] },
  { name: 'from', kind: 'text', value: 'DIR', help: 'explain from a bundle of `debug gather` instead of building', commands: ['explain'] },
  {
    name: 'facts',
    kind: 'switch',
    help: 'with -f json: add every verdict, call and inlining decision that was read',
    commands: ['check', 'debug analyze'],
  },
  {
    name: 'callees',
    kind: 'switch',
    help: 'add the calls to functions outside the module that allocate or may, with the way to the allocator; reads the archives of what is called, which takes about half as long again; --where chooses by pkg, module, func, file, line and words',
    commands: ['check'],
  },
  { name: 'watch', kind: 'switch', help: 'check again after each save, until Ctrl-C', commands: ['check'] },
  {
    name: 'profile',
    kind: 'list',
    value: 'FILE',
    help: 'order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up',
    commands: measuringHeads,
  },
  {
    name: 'base',
    kind: 'text',
    value: 'FILE',
    help: 'with --profile: an earlier profile of the same program, taken off',
    commands: measuring,
  },
  {
    name: 'cover',
    kind: 'list',
    value: 'PATH',
    help: 'say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated',
    commands: measuringHeads,
  },
  setting('baseline', ['check', 'gate', 'serve', ...keeping, 'baseline explain']),
  { name: 'reason', kind: 'text', value: 'TEXT', help: 'why it may stay', commands: ['baseline accept'] },
  {
    name: 'until',
    kind: 'text',
    value: 'DATE',
    help: 'the last day on which it is accepted, as 2026-12-31 (default: for good)',
    commands: ['baseline accept'],
  },
  { name: 'with-new', kind: 'switch', help: 'add what allocates here and is not in it, as legacy', commands: ['baseline rebase'] },
  {
    name: 'incomparable',
    kind: 'choice',
    choices: ['pass', 'fail'],
    help: 'whether a baseline of another toolchain or other flags is told only, or ends with 2 (default pass)',
    commands: ['check', 'gate', 'serve'],
  },
  {
    name: 'binary',
    kind: 'text',
    value: 'FILE',
    help: 'with --profile: the program that wrote it; another build id is refused, and how it was built is shown',
    commands: measuringHeads.filter((name) => name !== 'compare'),
  },
  {
    name: 'per',
    kind: 'list',
    value: 'NAME=N',
    help: 'with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated',
    commands: measuringHeads,
  },
  {
    name: 'path-map',
    kind: 'list',
    value: 'FROM=TO',
    help: 'files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated',
    commands: measuringHeads,
  },
  setting('where', [...showing, 'compare']),
  setting('sort', showing),
  setting('group', showing),
  setting('top', [...showing, 'compare']),
  { name: 'all', kind: 'switch', help: 'list every site that matches', commands: showing },
  { name: 'all', kind: 'switch', help: 'explain every new place, not only the first ones', commands: ['gate', 'diff'] },
  {
    name: 'all',
    kind: 'switch',
    help: 'list every place that differs, those in words only too; with --binary every site that is gone or not known, and every call at no site',
    commands: ['compare'],
  },
  { name: 'all', kind: 'switch', help: 'list every place of each benchmark', commands: ['bench'] },
  { name: 'all', kind: 'switch', help: 'name every entry that is taken out', commands: ['baseline prune', 'baseline rebase'] },
  {
    name: 'output',
    short: 'o',
    kind: 'text',
    value: 'PATH',
    help: 'write the result to a file',
    commands: ['check', 'explain', 'gate', 'diff', 'compare', 'bench', 'debug analyze', 'debug render'],
  },
  { name: 'output', short: 'o', kind: 'text', value: 'DIR', help: 'the folder to write, new or empty', commands: ['debug gather'] },
  { name: 'no-source', kind: 'switch', help: 'keep no source text, only spans and hashes', commands: ['debug gather'] },
  {
    name: 'port',
    kind: 'whole',
    value: 'N',
    range: { least: 1, most: 65535 },
    help: 'listen on this port of this machine (default: one that is free)',
    commands: ['serve'],
  },
  { name: 'no-source', kind: 'switch', help: 'with -f html: put no source text into the page', commands: ['check', 'gate'] },
  {
    name: 'directory',
    short: 'C',
    kind: 'text',
    value: 'DIR',
    help: 'run as if started in DIR',
    commands: [...configured, 'doctor'],
  },
  {
    name: 'config',
    kind: 'text',
    value: 'FILE',
    help: 'take settings from this file, not from stackward.jsonc',
    commands: [...configured, 'diff'],
  },
  { name: 'no-config', kind: 'switch', help: 'take no settings from a file', commands: [...configured, 'diff'] },
  setting('tests', [...building, 'compare']),
  {
    name: 'deps',
    kind: 'list',
    value: 'PATTERN',
    offers: ['std', 'all'],
    help: 'look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated',
    commands: comparing,
  },
  {
    name: 'go',
    kind: 'text',
    value: 'VERSION',
    help: 'use this Go release (1.24, 1.24.13); Go fetches it when it is not there',
    commands: compiling,
  },
  {
    name: 'go',
    kind: 'text',
    value: 'VERSION,…',
    help: 'compare these Go releases (1.24, 1.24.13), which Go fetches where they are not there; a single one with the installed Go',
    commands: ['compare'],
  },
  setting('goos', [...building, 'compare'], ['linux', 'darwin', 'windows', 'freebsd', 'js', 'wasip1']),
  setting('goarch', [...building, 'compare'], ['amd64', 'arm64', '386', 'arm', 'riscv64', 'wasm', 'loong64', 'ppc64le', 's390x']),
  {
    ...setting('tags', comparing),
    kind: 'list',
    help: 'build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)',
  },
  { name: 'race', kind: 'switch', help: 'build with the race detector', commands: comparing },
  {
    name: 'pgo',
    kind: 'text',
    value: 'FILE',
    offers: ['auto', 'off'],
    help: 'profile for PGO, `auto` or `off`, as for `go build`',
    commands: compiling,
  },
  {
    name: 'pgo',
    kind: 'text',
    value: 'FILE,…',
    offers: ['auto', 'off'],
    help: 'compare builds with these profiles for PGO, `auto` or `off`; a single one with the plain build',
    commands: ['compare'],
  },
  {
    name: 'overlay',
    kind: 'text',
    value: 'FILE',
    help: 'overlay file, as for `go build`',
    commands: comparing.filter((name) => name !== 'gate'),
  },
  {
    name: 'mod',
    kind: 'text',
    value: 'MODE',
    offers: ['readonly', 'vendor', 'mod'],
    help: 'readonly, vendor or mod, as for `go build`',
    commands: comparing,
  },
  setting('gcflags', comparing),
  {
    name: 'allow-broken',
    kind: 'switch',
    help: 'let packages that do not compile not decide the exit code; the report then says first what is not in it',
    commands: ['check', 'serve', 'debug gather'],
  },
  {
    name: 'no-cache',
    kind: 'switch',
    help: 'read everything again: take nothing from the cache of results and put nothing into it',
    commands: ['check', 'serve', 'explain', 'gate', 'compare', 'bench', ...keeping],
  },
  { name: 'timeout', kind: 'seconds', value: 'SECONDS', help: 'end a Go command that takes longer', commands: [...building, 'compare'] },
  {
    name: 'timeout',
    kind: 'seconds',
    value: 'SECONDS',
    help: 'end a Go command that takes longer, and a run of a benchmark (those after 120 without this flag)',
    commands: ['bench'],
  },
  setting('width', [...showing, 'rules', 'explain', 'gate', 'diff', 'compare', 'doctor', 'bench']),
  {
    name: 'color',
    kind: 'choice',
    choices: ['auto', 'always', 'never'],
    help: 'colours (default auto: only on a terminal, honours NO_COLOR)',
    commands: [...running, 'diff'],
  },
  { name: 'quiet', short: 'q', kind: 'switch', help: 'no progress and no hints on standard error', commands: [...running, 'diff'] },
  { name: 'timing', kind: 'switch', help: 'print how long each stage took on standard error', commands: comparing },
  { name: 'help', short: 'h', kind: 'switch', help: 'show this help', commands: commandNames },
];

/** Too many for one line, and each may have a file of its own. */
function severalFormats(choices: readonly string[], of: readonly CommandName[], more = ''): FlagRow {
  return {
    ...format(choices, of),
    value: 'FORMAT[=FILE]',
    files: true,
    help: `form of the result: ${choices.join(', ')} (default text)${more}; with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif`,
  };
}

function format(choices: readonly string[], of: readonly CommandName[], more = ''): FlagRow {
  return { name: 'format', short: 'f', kind: 'choice', choices, help: `form of the result (default text)${more}`, commands: of };
}

/** The flag that overrules a setting: the same name, kind, range and sentence. */
function setting(name: Exclude<SettingName, 'packages' | 'policy'>, of: readonly CommandName[], offers?: readonly string[]): FlagRow {
  const { kind, value, range, choices, help } = settingNamed(name);
  return {
    name,
    kind: kind === 'texts' ? 'list' : kind === 'words' || kind === 'policy' ? 'text' : kind,
    ...(value === undefined ? {} : { value }),
    ...(range === undefined ? {} : { range }),
    ...(choices === undefined ? {} : { choices }),
    ...(offers === undefined ? {} : { offers }),
    help: kind === 'texts' ? `${help}; may be repeated` : help,
    commands: of,
  };
}

/** The rows of the flags that a command takes. */
export function flagsOf(command: CommandName): readonly FlagRow[] {
  return flags.filter((flag) => flag.commands.includes(command));
}
