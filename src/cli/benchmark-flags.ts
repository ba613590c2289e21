import type { CommandName } from './commands.ts';
import type { FlagRow } from './flags.ts';

/** Commands that run benchmarks. */
const measured: readonly CommandName[] = ['bench', 'gate', 'compare'];

/** The part of the table of flags that is of benchmarks: how they are run, and how two sides are compared. */
export const benchmarkFlags: readonly FlagRow[] = [
  {
    name: 'bench',
    kind: 'text',
    value: 'REGEXP',
    help: 'run the benchmarks that match, as for `go test -bench` (default .); sub-benchmarks behind /',
    commands: ['bench'],
  },
  {
    name: 'bench',
    kind: 'text',
    value: 'REGEXP',
    help: 'run the benchmarks that match on both sides, in turn, and judge their allocs/op and B/op (`worse-benchmark` of the policy, and budgets); --bench . runs all',
    commands: ['gate'],
  },
  {
    name: 'bench',
    kind: 'text',
    value: 'REGEXP',
    help: 'run the benchmarks that match, of packages in which something is gained, in the two builds that say most, in turn, and compare them as `bench --compare` does; --bench . runs all',
    commands: ['compare'],
  },
  {
    name: 'bench-result',
    kind: 'text',
    value: 'FILE',
    help: 'judge these results of this code: text of `go test -bench . -benchmem`, or of `bench -f json`, which says where it allocates; budgets of benchmarks need it',
    commands: ['check', 'gate'],
  },
  {
    name: 'bench-base',
    kind: 'text',
    value: 'FILE',
    help: 'with --bench-result: results of the base, of the same kind',
    commands: ['gate'],
  },
  {
    name: 'benchtime',
    kind: 'text',
    value: 'TIME',
    help: 'operations of a run (1000x), or how long it may take (500ms), of which their number follows (default 500ms); a second run has twice as many',
    commands: measured,
  },
  {
    name: 'count',
    kind: 'whole',
    value: 'N',
    range: { least: 1, most: 1000 },
    help: 'measure each benchmark N times; amounts are the mean. With --compare and two revisions: runs of each (default 6)',
    commands: ['bench'],
  },
  {
    name: 'count',
    kind: 'whole',
    value: 'N',
    range: { least: 1, most: 1000 },
    help: 'with --bench: runs of each benchmark on each side (default 6); less than 4 bear no statistics',
    commands: ['gate', 'compare'],
  },
  { name: 'cpu', kind: 'text', value: 'LIST', help: 'measure with each of these values of GOMAXPROCS: 1,2,4', commands: measured },
  {
    name: 'no-race',
    kind: 'switch',
    help: 'do not build with the race detector to tell objects apart that share blocks of 16 bytes; they are then one line',
    commands: measured,
  },
  {
    name: 'compare',
    kind: 'pair',
    value: 'OLD NEW',
    help: 'two texts of `go test -bench`, two results of `bench -f json`, or two revisions, which are built and run in turn; - is standard input',
    commands: ['bench'],
  },
  {
    name: 'ignore',
    kind: 'list',
    value: 'KEYS',
    help: 'configuration that does not part results, such as cpu or commit; several are parted by commas',
    commands: ['bench'],
  },
  {
    name: 'alpha',
    kind: 'fraction',
    value: 'P',
    help: 'a difference is one when chance alone makes it with a probability of at most P (default 0.05)',
    commands: ['bench'],
  },
  { name: 'confidence', kind: 'fraction', value: 'LEVEL', help: 'level of the intervals behind ± (default 0.95)', commands: ['bench'] },
];
