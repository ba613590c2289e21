/** What `go test` and `go tool pprof` say of a benchmark's operation, without any code of src/. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pprofFigures } from './pprof-lines.ts';

export interface BenchAsked {
  /** Of the module. */
  readonly folder: string;
  /** `./store` */
  readonly pkg: string;
  /** `Put/small`; no other one may begin so and go on with `/`, for Go runs it too. */
  readonly name: string;
  readonly operations: number;
  /** A regular expression of Go for the functions of the module. */
  readonly own: string;
  /** For profiles. */
  readonly scratch: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Objects of one operation by `base.go:line`: what a run of 2 N operations has more than one of N, which has the same set-up, as pprof subtracts them. */
export function operationsByPprof(asked: BenchAsked): Map<string, number> {
  const [fewer, more] = [asked.operations, 2 * asked.operations].map((operations) => {
    const profile = path.join(asked.scratch, `${operations}.pb.gz`);
    goTest(asked, [
      `-benchtime=${operations}x`,
      '-memprofilerate=1',
      `-memprofile=${profile}`,
      '-o',
      path.join(asked.scratch, 'bench.test'),
    ]);
    return profile;
  });
  const { lines } = pprofFigures(more ?? '', asked.own, asked.env, fewer);
  return new Map([...lines].map(([line, { alloc_objects: objects }]) => [line, objects / asked.operations]));
}

/** allocs/op as `-benchmem` prints it. */
export function reportedByGo(asked: BenchAsked): number {
  const printed = goTest(asked, [`-benchtime=${asked.operations}x`, '-benchmem']);
  const found = / (\d+) allocs\/op$/m.exec(printed)?.[1];
  if (found === undefined) throw new Error(`no allocs/op in ${printed}`);
  return Number(found);
}

function goTest({ folder, pkg, name, env }: BenchAsked, flags: readonly string[]): string {
  const pattern = `Benchmark${name}`.split('/').map((part) => `^${part.replaceAll(/[.+*?()[\]{}|^$\\]/g, String.raw`\$&`)}$`);
  return execFileSync('go', ['test', '-run=^$', `-bench=${pattern.join('/')}`, ...flags, pkg], { cwd: folder, env, encoding: 'utf8' });
}
