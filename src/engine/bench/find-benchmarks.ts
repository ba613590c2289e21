import type { UnmeasuredState } from '../../model/bench.ts';
import { readBenchRun, type BenchRun } from '../../profile/read-bench-run.ts';
import { UserError } from '../../base/user-error.ts';
import { benchPattern, type TestRun } from '../../toolchain/test-binary.ts';

/** Runs the test binary of a package with some arguments. */
export type RunTests = (args: readonly string[]) => Promise<TestRun>;

export interface FoundBenchmark {
  /** Without `Benchmark` and processors. */
  readonly name: string;
  /** Of the only operation that was run: a first idea. */
  readonly nanoseconds: number;
}
export interface BenchTrouble {
  readonly name: string;
  readonly state: UnmeasuredState;
  readonly output: string;
}

/**
 * Finds the benchmarks of a package, sub-benchmarks too: by running each once. On one processor their names are those of the source, without a `-8` that may be a part of
 * them. Where the process does not come to its end, each of those that are left has one of its own.
 */
export async function findBenchmarks(run: RunTests, bench: string): Promise<{ found: FoundBenchmark[]; troubles: BenchTrouble[] }> {
  const whole = await run(once(bench));
  const first = readEnded(whole);
  if (first.isWhole) return gather([first]);
  const names = await listNames(run, bench);
  // The pattern behind the first part is one of sub-benchmarks.
  const below = bench.includes('/') ? bench.slice(bench.indexOf('/')) : '';
  const seen = new Set([...first.results, ...first.troubles].map(({ name }) => topOf(name)));
  const ends: Ended[] = [first];
  for (const name of names) if (!seen.has(name)) ends.push(readEnded(await run(once(`${benchPattern(name)}${below}`)), name));
  return gather(ends);
}

function once(pattern: string): string[] {
  return ['-test.run=^$', `-test.bench=${pattern}`, '-test.benchtime=1x', '-test.cpu=1', '-test.benchmem', '-test.v=true'];
}

async function listNames(run: RunTests, bench: string): Promise<string[]> {
  const { text } = await run([`-test.list=${bench.split('/')[0] ?? '.'}`]);
  return text.split('\n').flatMap((line) => /^Benchmark(\S+)$/.exec(line)?.[1] ?? []);
}

interface Ended extends BenchRun {
  readonly isWhole: boolean;
  /** Of the whole process. */
  readonly trouble?: BenchTrouble;
}

/** `only`: the one that was run. */
function readEnded({ how, text }: TestRun, only?: string): Ended {
  const read = readBenchRun(text);
  const name = read.unfinished ?? only;
  const state = endOf({ how, text });
  if (state === undefined) return { ...read, isWhole: true };
  // In a process of many it is told by the second try, in a process of its own.
  if (only === undefined) return { ...read, isWhole: false };
  if (state === 'failed' && read.troubles.length > 0) return { ...read, isWhole: true };
  return { ...read, isWhole: true, ...(name === undefined ? {} : { trouble: { name, state, output: lastWords(text) } }) };
}

/** How a process came to an end that was not its own; undefined where it was. Exit code 1 is that of a benchmark that failed. Throws UserError `cancelled`. */
export function endOf({ how, text }: TestRun): 'failed' | 'panicked' | 'timed-out' | 'no-result' | undefined {
  switch (how.how) {
    case 'exited':
      if (how.code === 0) return /^PASS$/m.test(text) || !/^Benchmark\S+$/m.test(text) ? undefined : 'no-result';
      return how.code === 1 && !/^(?:panic|fatal error): /m.test(text) ? (/^FAIL$/m.test(text) ? undefined : 'failed') : 'panicked';
    case 'timed-out':
      return 'timed-out';
    case 'aborted':
      throw new UserError('cancelled');
    case 'signalled':
    case 'missing':
      return 'panicked';
    default:
      return how satisfies never;
  }
}

const wordsKept = 2000;
const framesKept = 5;

/** What a process said last: of a panic its words and where it happened, without addresses, which are others each time. */
export function lastWords(text: string): string {
  const panic = /^(?:panic|fatal error): /m.exec(text)?.index;
  if (panic === undefined) {
    const own = text.split('\n').filter((line) => !/^(?:(?:goos|goarch|pkg|cpu): |Benchmark\S+$|PASS$|FAIL$)/.test(line));
    return own.join('\n').trim().slice(-wordsKept);
  }
  const [said = '', ...stack] = text.slice(panic).split('\n\n');
  const frames = [...stack.join('\n').matchAll(/^(\S.*)\(.*\)\n\t(@root\/\S+:\d+)/gm)].slice(0, framesKept);
  return [said.slice(0, wordsKept).trim(), ...frames.map(([, name = '', at = '']) => `${at.slice('@root/'.length)} ${name}`)].join('\n');
}

function gather(ends: readonly Ended[]): { found: FoundBenchmark[]; troubles: BenchTrouble[] } {
  const found = new Map<string, FoundBenchmark>();
  const troubles = new Map<string, BenchTrouble>();
  for (const { results, troubles: some, trouble } of ends) {
    for (const { name, nanoseconds } of results) found.set(name, { name, nanoseconds });
    for (const one of trouble ? [...some, trouble] : some) troubles.set(one.name, one);
  }
  return { found: [...found.values()], troubles: [...troubles.values()] };
}

function topOf(name: string): string {
  return name.split('/')[0] ?? name;
}
