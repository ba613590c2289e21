/**
 * What Go's own tools say of the archives of a module: calls of allocators with their positions and types, calls through registers, sizes of
 * types. Shares no code with src/object but the table of allocators.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { allocatorsOf } from '../../src/model/tables/index.ts';
import type { GoRelease } from '../../tools/lib/go-releases.ts';
import { argumentsOf } from './compare-calls.ts';
import { countListedIndirectCalls, findListedCalls } from './listing-oracle.ts';
import { findOracleCalls, objdumpKnows, readObjdump, runObjdump } from './objdump-oracle.ts';
import { readOracleSizes } from './size-oracle.ts';

export interface ProbeTarget {
  readonly goos: string;
  readonly goarch: string;
}

/** function, position, allocator, type ('' where the text does not show one). */
export type ExpectedCall = readonly [string, string, string, string];

export interface ExpectedArchives {
  readonly go: string;
  readonly goos: string;
  readonly goarch: string;
  /** Innermost positions, with types, sorted. */
  readonly calls: readonly ExpectedCall[];
  /** Outermost positions, sorted: where the inline chain ends. */
  readonly outermost: readonly ExpectedCall[];
  /** Calls through registers by function. */
  readonly indirect: Readonly<Record<string, number>>;
  /** Bytes of named types, as go/types computes them for the target. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** amd64, arm64, 386 and riscv64 (whose relocation numbers move) of each release; the others of Go 1.26. */
export function probeTargets(release: string): ProbeTarget[] {
  const linux = [
    'amd64',
    'arm64',
    '386',
    'riscv64',
    ...(release === '1.26' ? ['arm', 'loong64', 'mips64le', 'mipsle', 'ppc64le', 's390x'] : []),
  ];
  return [...linux.map((goarch) => ({ goos: 'linux', goarch })), ...(release === '1.26' ? [{ goos: 'js', goarch: 'wasm' }] : [])];
}

/** Compiles the module's packages for the target and returns their archives by import path. */
export function listProbeArchives(go: GoRelease, root: string, target: ProbeTarget): Map<string, string> {
  const flags = [`-gcflags=-trimpath=${root}=>@root`, `-asmflags=-trimpath=${root}=>@root`];
  const output = run(go, root, target, ['list', '-export', '-f={{.ImportPath}}\t{{.Export}}', ...flags, './...']).stdout;
  return new Map(
    output
      .trim()
      .split('\n')
      .map((line): [string, string] => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]),
  );
}

export function describeArchives(
  go: GoRelease,
  root: string,
  target: ProbeTarget,
  archives: ReadonlyMap<string, string>,
): ExpectedArchives {
  const argumentOf = argumentsOf(allocatorsOf(go.version));
  const listing = listingOf(go, root, target, '-S');
  const innermost = objdumpKnows(target.goarch, go.version)
    ? [...archives.values()].flatMap((file) =>
        findOracleCalls(readObjdump(runObjdump(file, environment(go, target))), argumentOf, target.goarch),
      )
    : findListedCalls(listing, argumentOf, target.goarch);
  const shown = (type: string | undefined): string => (type === undefined || type === 'conflict' || type === 'nil' ? '' : type);
  return {
    go: go.version,
    ...target,
    calls: innermost.map((call): ExpectedCall => [call.function, call.position, call.allocator, shown(call.type)]).sort(byText),
    outermost: findListedCalls(listingOf(go, root, target, '-S=2'), argumentOf, target.goarch)
      .map((call): ExpectedCall => [call.function, call.position, call.allocator, ''])
      .sort(byText),
    indirect: Object.fromEntries([...countListedIndirectCalls(listing)].sort(([a], [b]) => (a < b ? -1 : 1))),
    sizes: readOracleSizes(root, environment(go, target), target.goarch, [...archives.keys()]),
  };
}

function byText(a: ExpectedCall, b: ExpectedCall): number {
  return a.join('\t') < b.join('\t') ? -1 : 1;
}

/** The compiler's listing of all packages. */
function listingOf(go: GoRelease, root: string, target: ProbeTarget, flag: string): string {
  return run(go, root, target, ['build', `-gcflags=${flag} -trimpath=${root}=>@root`, './...']).stderr;
}

function environment(go: GoRelease, target: ProbeTarget): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: `${path.join(go.goroot, 'bin')}${path.delimiter}${process.env.PATH}`,
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-buildvcs=false',
    GOWORK: 'off',
    CGO_ENABLED: '0',
    GOOS: target.goos,
    GOARCH: target.goarch,
  };
}

function run(go: GoRelease, cwd: string, target: ProbeTarget, args: readonly string[]): { stdout: string; stderr: string } {
  const done = spawnSync('go', args, { cwd, env: { ...environment(go, target), PWD: cwd }, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`go ${args.join(' ')} ended with ${done.status}\n${done.stderr.slice(-2000)}`);
  return done;
}
