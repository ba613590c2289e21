import { ruleNames } from '../rules/rule.ts';
import { causeCodes } from '../model/causes.ts';

/** The one table of commands: parsing, help, completion and the reference come from it. Their flags: flags.ts. */
export const commandNames = [
  'check',
  'serve',
  'explain',
  'gate',
  'diff',
  'compare',
  'baseline create',
  'baseline prune',
  'baseline accept',
  'baseline explain',
  'baseline rebase',
  'baseline merge',
  'bench',
  'debug gather',
  'debug analyze',
  'debug render',
  'cache info',
  'cache clear',
  'doctor',
  'rules',
  'completion',
] as const;
export type CommandName = (typeof commandNames)[number];

export interface CommandRow {
  readonly name: CommandName;
  readonly arguments: string;
  /** What completion offers for them. */
  readonly completes: 'packages' | 'files' | 'folders' | readonly string[];
  readonly summary: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
}

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export const commands: readonly CommandRow[] = [
  {
    name: 'check',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'List the places in your code that allocate on the heap: what, when and why.',
    examples: [
      ['stackward check', 'all packages of the module you stand in'],
      ['stackward check -C ../service ./internal/...', 'a part of another module'],
      ["stackward check --where 'hidden:yes in:loop'", 'what allocates in loops though the compiler does not say so'],
      ['stackward check --watch ./store', 'again after each save, with what came and went'],
      ['stackward check -f json --facts ./... > facts.json', 'everything that was read, for programs'],
      ['stackward check --tests --profile heap.out', 'what it costs: after go test -bench . -memprofile heap.out'],
      ["stackward check --cover c.out --where 'executed:no'", 'what no test executes: after go test -coverprofile c.out ./...'],
      ['stackward check --go 1.24 --goarch arm64', 'another Go release and architecture'],
      ['stackward check --goarch amd64,arm64 --tags= --tags purego', 'four builds in one report: where does each allocate?'],
      ['stackward check --deps golang.org/x/... --deps net/http', 'sites in some dependencies too'],
    ],
  },
  {
    name: 'serve',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'Show the report as a page in your browser, built again after each save.',
    examples: [
      ['stackward serve', 'all packages of the module you stand in; open the address that it prints'],
      ['stackward serve --profile heap.out ./store/...', 'with what a profile measured'],
    ],
  },
  {
    name: 'explain',
    arguments: 'TARGET…',
    completes: 'files',
    summary: 'Say why a line or function allocates, how the value comes to the heap, and what would remove it.',
    examples: [
      ['stackward explain store/order.go:42', 'a line; with :COL one place in it'],
      ["stackward explain store.New '(*Store).Add'", 'a function and a method'],
      ['stackward explain --raw store/order.go:42', 'with what the compiler wrote'],
      ['stackward explain --profile heap.out store/order.go:42', 'with what it costs'],
      ['stackward explain --from /tmp/bundle store/order.go:42', 'on a bundle of `debug gather`, without Go'],
    ],
  },
  {
    name: 'gate',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'Say whether the working tree allocates where the base does not: new and worse places, each with its reason.',
    examples: [
      ['stackward gate', 'against the merge base with the target branch'],
      ['stackward gate --base v1.4.0 ./store/...', 'some packages against a revision'],
      ['stackward gate -f json -o gate.json', 'the whole comparison, for programs'],
    ],
  },
  {
    name: 'diff',
    arguments: 'A B',
    completes: 'files',
    summary: 'Compare two saved results, reports or bundles, as `gate` does. Needs no Go.',
    examples: [
      ['stackward diff before.json after.json', 'reports of `check -f json`: identities decide'],
      ['stackward diff before.bundle after.bundle', 'bundles of `debug gather`: with sources and reasons'],
    ],
  },
  {
    name: 'compare',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'Compare builds of the same code: what a Go release, a profile, tags, a flag or a revision changes, with the reason.',
    examples: [
      ['stackward compare --go 1.24.13,1.26.8', 'two releases; more make more columns'],
      ['stackward compare --from 1.24 --to 1.27 -f markdown', 'what to read before an upgrade'],
      ['stackward compare --pgo cpu.pprof,off', 'with a profile and without'],
      ['stackward compare --gcflags=-l --gcflags=-N', 'each against the plain build'],
      ['stackward compare --race ./store/...', 'one flag against the plain build, of some packages'],
      ['stackward compare --tags= --tags purego', 'without and with a build tag'],
      ['stackward compare --goarch amd64,386', 'two architectures'],
      ["stackward compare --production 'CGO_ENABLED=0 go build -tags=netgo ./cmd/app'", 'what is true of the program that is shipped'],
      ['stackward compare --rev v1.4.0,HEAD', 'two revisions, each with its own go.mod'],
      ['stackward compare --binary ./app', 'a program that `go build` linked, stripped or not'],
      ['stackward compare --binary app.exe -f markdown ./internal/...', 'one for another system, against some packages'],
    ],
  },
  {
    name: 'baseline create',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'Write down which allocations are there already, so that `check` and `gate` judge only others.',
    examples: [
      ['stackward baseline create', 'stackward.baseline.jsonl, of all packages of the module you stand in'],
      ['stackward check --baseline stackward.baseline.jsonl', 'judge what is not in it'],
    ],
  },
  {
    name: 'baseline prune',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'Take out of a baseline what is gone from the code. Nothing comes in.',
    examples: [['stackward baseline prune', 'after allocations were removed']],
  },
  {
    name: 'baseline accept',
    arguments: 'ID [packages]',
    completes: [],
    summary: 'Accept one allocation on purpose, with a reason, until a day or for good.',
    examples: [
      ['stackward baseline accept 3f9c --reason "made once at start"', 'the beginning of an id is enough'],
      ['stackward baseline accept 3f9c --reason "until the rewrite" --until 2026-12-31', 'counts as new again afterwards'],
    ],
  },
  {
    name: 'baseline explain',
    arguments: 'ID',
    completes: [],
    summary: 'Say what a baseline knows of one allocation. Needs no Go.',
    examples: [['stackward baseline explain 3f9c', 'accepted or legacy, by whom it is known again']],
  },
  {
    name: 'baseline rebase',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'Make a baseline fit another toolchain or other flags. What is new there stays new.',
    examples: [['stackward baseline rebase', 'after an update of Go']],
  },
  {
    name: 'baseline merge',
    arguments: 'BASE OURS THEIRS',
    completes: 'files',
    summary: 'Merge two versions of a baseline into OURS: the merge driver for git. Needs no Go.',
    examples: [
      [
        "git config merge.stackward.driver 'stackward baseline merge %O %A %B'",
        'once in each clone; docs/baseline.md has the line for .gitattributes',
      ],
    ],
  },
  {
    name: 'bench',
    arguments: '[packages]',
    completes: 'packages',
    summary:
      'Run benchmarks and say where the allocs/op and B/op of each come from; or compare the results of two runs, with the statistics of benchstat.',
    examples: [
      ['stackward bench', 'all benchmarks of the module you stand in'],
      ["stackward bench ./store --bench 'Put|Get'", 'some of one package'],
      ['stackward bench --benchtime 5000x --cpu 1,4', 'with so many operations, on one processor and on four'],
      ['stackward bench -f json -o bench.json', 'kept; `debug render bench.json` shows it again'],
      ['stackward bench --compare old.txt new.txt', 'two outputs of go test -bench . -count 10'],
      ['go test -bench . -count 10 | stackward bench --compare old.txt -', 'the new one from standard input'],
      ['stackward bench --compare main HEAD ./store', 'two revisions, built and run in turn, and which places make the difference'],
      ['stackward bench --compare old.txt new.txt -f markdown', 'tables for a comment'],
    ],
  },
  {
    name: 'debug gather',
    arguments: '[packages]',
    completes: 'packages',
    summary: 'Write what the readers found into a folder that needs no Go to be looked at again.',
    examples: [['stackward debug gather -o /tmp/bundle ./...', 'make a bundle, for a bug report or another machine']],
  },
  {
    name: 'debug analyze',
    arguments: 'DIR',
    completes: 'folders',
    summary: 'Show the report of a bundle. Needs no Go.',
    examples: [['stackward debug analyze /tmp/bundle -f json', 'the report as JSON']],
  },
  {
    name: 'debug render',
    arguments: 'FILE|DIR|-',
    completes: 'files',
    summary: 'Show a document that was saved: of `check -f json`, of `explain -f json`, or the report in a bundle. Needs no Go.',
    examples: [
      ['stackward debug render report.json --group cause', 'a report as text, with the flags of its list'],
      ['stackward debug render answer.json -f mermaid', 'an answer of `explain` as a diagram'],
      ['stackward debug render - < report.json', 'from standard input'],
    ],
  },
  {
    name: 'cache info',
    arguments: '',
    completes: [],
    summary: 'Say where results are kept between runs, and how much it is.',
    examples: [['stackward cache info', 'the folder, what it holds, its limit']],
  },
  {
    name: 'cache clear',
    arguments: '',
    completes: [],
    summary: 'Remove what is kept between runs; the next run reads everything again.',
    examples: [['stackward cache clear', 'for instance to give the room back']],
  },
  {
    name: 'doctor',
    arguments: '',
    completes: [],
    summary: 'Look at Go, its folders and settings, the module and all else that `check` needs, and say what to do.',
    examples: [
      ['stackward doctor', 'one line each; exit code 0 when `check` would work'],
      ['stackward doctor -C ../service -f json', 'of another module, for programs and bug reports'],
    ],
  },
  {
    name: 'rules',
    arguments: '[CODE]',
    completes: [...causeCodes, ...ruleNames],
    summary: 'List the causes that a report can name and the rules of the policy; with a code say all about one.',
    examples: [
      ['stackward rules', 'one line for each'],
      ['stackward rules budget', 'a rule: what it judges, what an entry takes, an example'],
      ['stackward rules passed-to-parameter', 'what it means, when it does not matter, the ways out'],
      ['stackward rules -f json', 'for programs'],
    ],
  },
  {
    name: 'completion',
    arguments: shells.join('|'),
    completes: shells,
    summary: 'Write a completion script for a shell.',
    examples: [
      ['source <(stackward completion bash)', 'in this bash; put the line into ~/.bashrc for each new one'],
      ['source <(stackward completion zsh)', 'in this zsh, after compinit; the line belongs into ~/.zshrc'],
      ['stackward completion fish > ~/.config/fish/completions/stackward.fish', 'for each fish from now on'],
    ],
  },
];

/** First words of commands that have two. */
export const commandGroups: readonly string[] = [...new Set(commandNames.flatMap((name) => name.match(/^\S+(?= )/) ?? []))];
