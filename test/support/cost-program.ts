import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { profileOf as profileOfReport, type Cost, type ProfileMeasurement, type ValueName, type Values } from '../../src/model/cost.ts';
import type { Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { root } from './repo.ts';
import { runCli } from './run-cli.ts';
import { parseTxtar } from './txtar.ts';

/** So each run of the program allocates the same. */
export const steady = { GOMAXPROCS: '1', GOGC: 'off' } as const;
/** Functions of the program, in Go's regular expressions. */
export const ownFunctions = String.raw`^(main|example\.com/costs\.app/v2(/[a-z/]+)?)\.`;

/** Writes test/costs/app.txtar into a folder. */
export function writeProgram(folder: string): void {
  for (const { name, data } of parseTxtar(readFileSync(path.join(root, 'test/costs/app.txtar'), 'utf8')).files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), data);
  }
}

/** What `// cost: OBJECTS BYTES` comments say: `base.go:line` → the two. */
export function knownCosts(
  folder: string,
  files: readonly string[],
  word = 'cost',
): Map<string, readonly [objects: number, bytes: number]> {
  const known = new Map<string, readonly [number, number]>();
  for (const file of files)
    for (const [index, line] of readFileSync(path.join(folder, file), 'utf8').split('\n').entries()) {
      const [, objects, bytes] = new RegExp(`// ${word}: (\\d+) (\\d+)$`).exec(line) ?? [];
      if (objects !== undefined) known.set(`${path.basename(file)}:${index + 1}`, [Number(objects), Number(bytes)]);
    }
  return known;
}

/** Builds a program and runs it; gives the profile that it wrote. `also` are further arguments of the program. */
export function profileOf(
  folder: string,
  file: string,
  env: NodeJS.ProcessEnv,
  flags: readonly string[] = [],
  pkg = '.',
  also: readonly string[] = [],
): string {
  const program = `${file}.exe`;
  execFileSync('go', ['build', ...flags, '-o', program, pkg], { cwd: folder, env });
  execFileSync(program, [file, ...also], { cwd: folder, env: { ...env, ...steady } });
  return file;
}

export interface Measured {
  readonly report: Report;
  readonly measurement: ProfileMeasurement;
  readonly sites: readonly (Site & { readonly cost: readonly [Cost] })[];
  /** Of sites and calls, `base.go:line` → values. What the profile cannot tell apart counts once: as the site that can have made most. */
  readonly lines: ReadonlyMap<string, Values>;
}

/** `check -f json --profile …` of the built command. */
export async function measure(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Measured> {
  const { stdout, stderr, code } = await runCli(['check', '--quiet', '-f', 'json', ...args], { cwd: folder, env, timeout: 1_200_000 });
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  const report = JSON.parse(stdout) as Report;
  const measurement = profileOfReport(report.measurements);
  if (!measurement) throw new Error('nothing measured');
  const sites = report.sites.filter((site): site is Measured['sites'][number] => site.cost !== undefined);
  const lines = new Map<string, Record<ValueName, number>>();
  const among = new Map<string, Cost>();
  const add = ({ file, line }: { file: string; line: number }, values: Values): void => {
    const key = `${path.posix.basename(file)}:${line}`;
    const sum = lines.get(key) ?? { alloc_objects: 0, alloc_space: 0, inuse_objects: 0, inuse_space: 0 };
    lines.set(key, sum);
    for (const name of Object.keys(sum) as ValueName[]) sum[name] += values[name];
  };
  for (const { at, cost } of sites) {
    if (!cost[0].among) add(at, cost[0].values);
    // Of sites that may have made the same objects one may have made them all.
    else if ((among.get(`${at.file}:${at.line}`)?.values.alloc_space ?? 0) <= cost[0].values.alloc_space)
      among.set(`${at.file}:${at.line}`, cost[0]);
  }
  for (const [line, { values }] of among) add({ file: line.replace(/:\d+$/, ''), line: Number(line.split(':').at(-1)) }, values);
  for (const call of measurement.calls) add(call, call.values);
  return { report, measurement, sites, lines };
}

/** The sum of all parts of the whole. */
export function partsOf({ sites, calls, unplaced }: ProfileMeasurement, name: ValueName): number {
  return [sites, ...calls.map(({ values }) => values), ...unplaced.map(({ values }) => values)].reduce(
    (sum, values) => sum + values[name],
    0,
  );
}
