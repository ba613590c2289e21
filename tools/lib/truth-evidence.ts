import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { root } from './root.ts';
import { readCoverage } from './truth-coverage.ts';
import type { Block } from './truth-coverage.ts';
import { readCallees, readRawProfile } from './truth-profile.ts';
import type { ProfiledCall } from './truth-profile.ts';

/** What the tests of one package did. */
export interface TestRun {
  readonly package: string;
  /** Names of tests that failed; they ran all the same. */
  readonly failed: readonly string[];
  /** Tests that ended the whole run by a panic, and were left out of all runs. */
  readonly skipped: readonly string[];
  /** Symbols of functions that are in the test binary. */
  readonly symbols: ReadonlySet<string>;
  readonly calls: readonly ProfiledCall[];
}

export interface Evidence {
  readonly folder: string;
  readonly report: Report;
  readonly tests: readonly TestRun[];
  /** Blocks by file relative to the module root. */
  readonly blocks: ReadonlyMap<string, readonly Block[]>;
  /** The lines of a file of the module. */
  readonly linesOf: (file: string) => readonly string[];
  /** Turns an absolute file name into the one that a report has. */
  readonly nameFile: (file: string) => string;
  /** The same tests on a runtime that gives each tiny object its own block. Undefined where the runtime is not as expected. */
  readonly withoutTiny: () => readonly TestRun[] | undefined;
}

/**
 * Analyses a module and runs its tests: once for coverage, once for heap profiles at rate 1 from the first instruction on. Neither
 * sees the other's flags: the profiled binaries are compiled with the user's flags alone, so they inline and escape as analysed. What Go
 * did is kept in `cache`, by its version, and used again; the report is always new.
 */
export function gatherEvidence(folder: string, cache: string, settings: { readonly short: boolean }): Evidence {
  const env: NodeJS.ProcessEnv = { ...process.env, GOWORK: 'off', GOFLAGS: '' };
  const go = (args: readonly string[]): string => execFileSync('go', args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 29 });
  const report = analyse(folder, env);
  const [goroot = '', modcache = '', version = ''] = go(['env', 'GOROOT', 'GOMODCACHE', 'GOVERSION']).split('\n');
  const store = path.join(cache, `${version}${settings.short ? '-short' : ''}`);
  mkdirSync(store, { recursive: true });
  const packages = go(['list', '-f', '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}\t{{.Dir}}{{end}}', './...'])
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
  const allocators = new Set(report.sites.flatMap((site) => site.places.flatMap((place) => place.calls.map((call) => call.allocator))));
  const own = [...new Set(report.packages.map((pkg) => `${pkg.path.replaceAll('.', String.raw`\.`)}(_test)?\\.`)), 'main\\.'].join('|');
  const profiled = { ...env, GODEBUG: [env['GODEBUG'], 'memprofilerate=1'].filter(Boolean).join(',') };
  const runAll = (kind: string, flags: readonly string[]): TestRun[] =>
    packages.map(([name = '', dir = ''], index) => {
      const base = path.join(store, `${index}-${kind}`);
      const binary = keep(`${base}.test`, (to) => void go(['test', '-c', ...flags, '-o', to, name]));
      const args = (to: string): string[] => [
        `-test.memprofile=${to}`,
        '-test.memprofilerate=1',
        ...(settings.short ? ['-test.short'] : []),
      ];
      const { file, failed, skipped } = runTests(binary, { dir, env: profiled, args, file: `${base}.mem` });
      const symbols = go(['tool', 'nm', '-type', binary]).matchAll(/^ *[0-9a-f]+ [Tt] (.+)$/gm);
      return {
        package: name,
        failed,
        skipped,
        symbols: new Set([...symbols].map((match) => match[1] ?? '')),
        calls: readRawProfile(
          go(['tool', 'pprof', '-raw', file]),
          (symbol) => allocators.has(symbol),
          readCallees(go(['tool', 'objdump', '-s', `^(${own})`, binary])),
        ),
      };
    });
  const tests = runAll('plain', []);
  const coverage = packages.map(([name = '', dir = ''], index) => {
    const base = path.join(store, `${index}-cover`);
    const flags = ['-cover', '-covermode=count', '-coverpkg=./...'];
    const binary = keep(`${base}.test`, (to) => void go(['test', '-c', ...flags, '-o', to, name]));
    const skip = tests[index]?.skipped ?? [];
    const args = (to: string): string[] => [`-test.coverprofile=${to}`, ...(settings.short ? ['-test.short'] : [])];
    return readFileSync(runTests(binary, { dir, env, args, file: `${base}.txt`, skip }).file, 'utf8');
  });
  return {
    folder,
    report,
    tests,
    blocks: nameBlocks(readCoverage(coverage.join('\n')), report),
    linesOf: readLines(folder),
    nameFile: (file) => {
      for (const [prefix, name] of [
        [`${folder}/`, ''],
        [`${goroot}/`, '$GOROOT/'],
        [`${modcache}/`, '$GOMODCACHE/'],
      ] as const) {
        if (file.startsWith(prefix)) return name + file.slice(prefix.length);
      }
      return file;
    },
    withoutTiny: () => {
      const overlay = overlayRuntime(goroot, store);
      return overlay === undefined ? undefined : runAll('no-tiny', [`-overlay=${overlay}`]);
    },
  };
}

/** With tests: a test binary holds the variant of its package that is compiled together with the test files, and that is analysed too. */
function analyse(folder: string, env: NodeJS.ProcessEnv): Report {
  const args = [path.join(root, 'bin', 'stackward.js'), 'check', '--tests', '-f', 'json', '--facts', '--quiet', './...'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (stdout === '') throw new Error(`no report of ${folder}: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

interface Run {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly args: (to: string) => readonly string[];
  /** What the run writes. What it said is kept beside it. */
  readonly file: string;
  readonly skip?: readonly string[];
}

/** Runs a test binary until it gets to its end, without the tests that panic (some do when they are run by root). */
function runTests(binary: string, run: Run): Pick<TestRun, 'failed' | 'skipped'> & { readonly file: string } {
  const said = `${run.file}.json`;
  const skipped = [...(run.skip ?? [])];
  keep(run.file, (to) => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const skip = skipped.length === 0 ? [] : [`-test.skip=^(${skipped.join('|')})$`];
      const args = [...run.args(to), '-test.timeout=20m', ...skip];
      const { stdout } = spawnSync(binary, args, { cwd: run.dir, env: run.env, encoding: 'utf8', maxBuffer: 1 << 29 });
      const failed = [...stdout.matchAll(/^--- FAIL: (\S+)/gm)].map((match) => match[1] ?? '');
      writeFileSync(said, JSON.stringify({ failed: [...new Set(failed)], skipped }));
      const culprit = failed.at(-1)?.split('/')[0];
      if (existsSync(to) || culprit === undefined) break;
      skipped.push(culprit);
    }
  });
  return { ...(JSON.parse(readFileSync(said, 'utf8')) as Pick<TestRun, 'failed' | 'skipped'>), file: run.file };
}

/** Makes a file unless it is there; one that is half made never has its name. */
function keep(file: string, make: (to: string) => void): string {
  if (existsSync(file)) return file;
  make(`${file}.part`);
  if (!existsSync(`${file}.part`)) throw new Error(`not made: ${file}`);
  renameSync(`${file}.part`, file);
  return file;
}

/** Coverage names files by import path; a report by their way from the root. */
function nameBlocks(blocks: ReadonlyMap<string, readonly Block[]>, report: Report): ReadonlyMap<string, readonly Block[]> {
  const files = new Map<string, readonly Block[]>();
  for (const { path: pkg, dir } of report.packages) {
    for (const [name, list] of blocks) {
      if (path.posix.dirname(name) === pkg) files.set(path.posix.join(dir, path.posix.basename(name)), list);
    }
  }
  return files;
}

function readLines(folder: string): (file: string) => readonly string[] {
  const files = new Map<string, readonly string[]>();
  return (file) => {
    const known = files.get(file);
    if (known) return known;
    const full = path.join(folder, file);
    const lines = existsSync(full) ? readFileSync(full, 'utf8').split('\n') : [];
    files.set(file, lines);
    return lines;
  };
}

/**
 * Pointer-free objects below 16 bytes share blocks, and a profile knows of them only when one takes a new block. This turns that
 * off in a copy of the runtime. Only the runtime is other code: the module's own packages are compiled as before.
 */
function overlayRuntime(goroot: string, store: string): string | undefined {
  const file = path.join(goroot, 'src', 'runtime', 'malloc.go');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(/size < maxTinySize(?=( && gp\.secret == 0)? \{)/, 'size < 0');
  if (changed === text) return undefined;
  const copy = path.join(store, 'malloc.go');
  const overlay = path.join(store, 'overlay.json');
  writeFileSync(copy, changed);
  writeFileSync(overlay, JSON.stringify({ Replace: { [file]: copy } }));
  return overlay;
}
