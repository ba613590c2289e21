import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BenchResult, MeasuredBenchmark } from '../../src/model/bench.ts';
import { root } from './repo.ts';
import { runCli } from './run-cli.ts';
import { parseTxtar } from './txtar.ts';

/** Writes a program of test/bench into a folder. */
export function writeBenchProgram(folder: string, name = 'programs'): void {
  for (const { name: file, data } of parseTxtar(readFileSync(path.join(root, `test/bench/${name}.txtar`), 'utf8')).files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), data);
  }
}

/** What `// op: Name=objects` comments say: `file:line` → benchmark → objects. */
export function knownOperations(folder: string, files: readonly string[]): Map<string, Map<string, number>> {
  const known = new Map<string, Map<string, number>>();
  for (const file of files)
    for (const [index, line] of readFileSync(path.join(folder, file), 'utf8').split('\n').entries()) {
      const said = / \/\/ op: (.*)$/.exec(line)?.[1];
      if (said === undefined) continue;
      const pairs = said.split(' ').map((pair): [string, number] => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])]);
      known.set(`${file}:${index + 1}`, new Map(pairs));
    }
  return known;
}

export async function runBench(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ result: BenchResult; code: number; stderr: string }> {
  const { stdout, stderr, code } = await runCli(['bench', '-f', 'json', ...args], { cwd: folder, env, timeout: 1_200_000 });
  if (!stdout.startsWith('{')) throw new Error(`exit code ${code}: ${stderr}`);
  return { result: JSON.parse(stdout) as BenchResult, code: code ?? -1, stderr };
}

export function measuredOf(result: BenchResult): MeasuredBenchmark[] {
  return result.benchmarks.filter((one): one is MeasuredBenchmark => one.state === 'measured');
}

/** Objects of an operation by `file:line`, of sites and calls. */
export function objectsByLine(result: BenchResult, { sites, calls }: MeasuredBenchmark): Map<string, number> {
  const places = new Map(result.sites.map(({ id, at }) => [id, at]));
  const lines = new Map<string, number>();
  const add = (at: { file: string; line: number } | undefined, objects: number): void => {
    const key = `${at?.file}:${at?.line}`;
    lines.set(key, (lines.get(key) ?? 0) + objects);
  };
  for (const { site, objects } of sites) add(places.get(site), objects);
  for (const call of calls) add(call, call.objects);
  return lines;
}

/** The parts that a benchmark's sum is made of, those outside of the timer taken off. */
export function sumOfParts({ sites, calls, rest }: MeasuredBenchmark): { objects: number; bytes: number } {
  const all = [...sites, ...calls, ...rest];
  return { objects: all.reduce((sum, one) => sum + one.objects, 0), bytes: all.reduce((sum, one) => sum + one.bytes, 0) };
}
