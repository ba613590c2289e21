/**
 * How much of what benchmarks measure the static order finds: `npm run build && node --import tsx tools/rank-check.mjs [MODULE@VERSION …]`.
 *
 * Each module's benchmarks run with every allocation sampled (`-memprofilerate=1`), a fixed number of times each. The measured top are
 * the lines of the module's own, non-test files with the most alloc_space; the static top are the lines of the first sites in the static
 * order; `file order` and `random` are what the same number of lines finds without it. Modules named `tuned` were looked at when the
 * weights were chosen; the others were not. Profiles are kept beside the copies, so a second run only ranks again.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rankSites } from '../dist/analysis/rank.js';
import { copyModule } from './lib/open-modules.ts';
import { readAllocatedLines } from './lib/read-allocated-lines.ts';
import { root } from './lib/root.ts';

const top = 20;
const iterations = 20;
const tuned = ['go.uber.org/zap@v1.28.0', 'github.com/gin-gonic/gin@v1.12.0'];
const others = ['github.com/prometheus/client_golang@v1.25.0', 'github.com/expr-lang/expr@v1.17.5', 'github.com/go-chi/chi/v5@v5.2.3'];
const asked = process.argv.slice(2);
const work = path.join(tmpdir(), 'stackward-rank-check');

const columns = [52, 6, 14, 14, 14];
const print = (...cells) =>
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(columns[0]) : cell.padStart(columns[index]))).join(' '));

console.log(
  `of the ${top} lines with the most alloc_space in benchmarks: how many are among the first ${top} of an order, and their median place in it`,
);
print('module', 'lines', 'static', 'file order', 'random, mean');
for (const name of asked.length > 0 ? asked : [...tuned, ...others]) {
  const cut = name.lastIndexOf('@');
  const folder = copyModule({ path: name.slice(0, cut), version: name.slice(cut + 1) }, path.join(work, 'modules'));
  const measured = measure(name, folder);
  const sites = listSites(name, folder);
  const ranks = rankSites(sites);
  const lines = linesOf(sites);
  const ranked = linesOf(
    ranks
      .map((rank, index) => ({ rank, site: sites[index] }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ site }) => site),
  );
  const hottest = new Set(
    [...measured.entries()]
      .filter(([line]) => lines.includes(line))
      .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, top)
      .map(([line]) => line),
  );
  const found = (list) => list.slice(0, top).filter((line) => hottest.has(line)).length;
  const median = (list) => [...hottest].map((line) => list.indexOf(line) + 1).toSorted((a, b) => a - b)[hottest.size >> 1];
  print(
    `${name}${tuned.includes(name) ? ' (tuned)' : ''}`,
    String(lines.length),
    ...[ranked, lines].map((list) => `${found(list)}/${hottest.size}, ${median(list)}`),
    `${((Math.min(top, lines.length) * hottest.size) / lines.length).toFixed(2)}, ${Math.round(lines.length / 2)}`,
  );
}

/** `file:line` of the sites outside of test files, in their order, each once. */
function linesOf(sites) {
  return [...new Set(sites.map((site) => `${site.at.file}:${site.at.line}`))];
}

/** The sites of the module's own files, in the order of the report. */
function listSites(name, folder) {
  const kept = path.join(work, `${fileName(name)}.report.json`);
  if (!existsSync(kept)) {
    execFileSync(process.execPath, [path.join(root, 'bin/stackward.js'), 'check', '-q', '-f', 'json', '-o', kept, './...'], {
      cwd: folder,
      stdio: 'inherit',
    });
  }
  const report = JSON.parse(readFileSync(kept, 'utf8'));
  return report.sites.filter((site) => !/^[$<]|^$|_test\.go$/.test(site.at.file) && site.outcome === 'allocates');
}

/** Bytes by `file:line`, from a run of each package's benchmarks. */
function measure(name, folder) {
  const kept = path.join(work, `${fileName(name)}.measured.json`);
  if (existsSync(kept)) return new Map(JSON.parse(readFileSync(kept, 'utf8')));
  mkdirSync(work, { recursive: true });
  const env = { ...process.env, GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local' };
  const template = '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}\t{{.Dir}}{{end}}';
  const packages = execFileSync('go', ['list', '-f', template, './...'], { cwd: folder, env, encoding: 'utf8' });
  const bytes = new Map();
  for (const row of packages.split('\n').filter(Boolean)) {
    const [pkg = '', cwd = ''] = row.split('\t');
    const profile = path.join(work, 'mem.pprof');
    const binary = path.join(work, 'bench.test');
    for (const old of [profile, binary]) rmSync(old, { force: true });
    if (spawnSync('go', ['test', '-c', '-o', binary, pkg], { cwd: folder, env, stdio: 'inherit' }).status !== 0) continue;
    // The test's own -timeout does not hold while benchmarks run.
    const flags = [
      '-test.run=^$',
      '-test.bench=.',
      `-test.benchtime=${iterations}x`,
      `-test.memprofile=${profile}`,
      '-test.memprofilerate=1',
    ];
    const run = spawnSync(binary, flags, { cwd, env, encoding: 'utf8', timeout: 240_000 });
    if (run.status !== 0) process.stderr.write(`${pkg}: ${String(run.error ?? run.stdout.slice(-500) + run.stderr.slice(-500))}\n`);
    if (!existsSync(profile) || !/^Benchmark/m.test(run.stdout)) continue;
    const raw = execFileSync('go', ['tool', 'pprof', '-raw', binary, profile], {
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    for (const [line, value] of readAllocatedLines(raw, folder)) bytes.set(line, (bytes.get(line) ?? 0) + value);
  }
  writeFileSync(kept, JSON.stringify([...bytes]));
  return bytes;
}

function fileName(name) {
  return name.replaceAll('/', '-');
}
