// Reading archives against `go tool objdump` with grep over the same files, in one run: the same nine packages of std and their calls.
// Target: at least 250 MB/s on one core, and 50 × objdump. Also the call graph and the sizes of types.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allocatorsOf, releaseTables } from '../dist/model/tables/index.js';
import { readArchive } from '../dist/object/read-archive.js';
import { readEdges } from '../dist/object/read-edges.js';
import { partsOf } from '../dist/object/parts.js';
import { readTypes } from '../dist/object/read-types.js';

const roots = ['encoding/json', 'net/http', 'text/template', 'go/types', 'strconv', 'reflect', 'sync', 'fmt', 'runtime'];
const rounds = 7;

const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false' };
const listed = execFileSync('go', ['list', '-export', '-f={{.ImportPath}}\t{{.Export}}', ...roots], { encoding: 'utf8', env });
const archives = listed
  .trim()
  .split('\n')
  .map((line) => ({ name: line.split('\t')[0], file: line.split('\t')[1] }));
const loaded = archives.map(({ name, file }) => ({ name, bytes: readFileSync(file) }));
const megabytes = loaded.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
const source = { tables: releaseTables, allocators: allocatorsOf };
const cpus = process.cpuUsage();

let calls = 0;
const cold = milliseconds(() => {
  for (const { name, bytes } of loaded) calls += readArchive(bytes, { ...source, nameFile: (raw) => raw, package: name }).counts.calls;
});
const warm = best(() => {
  for (const { name, bytes } of loaded) readArchive(bytes, { ...source, nameFile: (raw) => raw, package: name });
});
const edges = best(() => {
  for (const { bytes } of loaded) readEdges(bytes, source);
});
const wanted = new Set(['bytes.Buffer', 'net/http.Request', 'sync.Pool', 'reflect.rtype', 'go/types.Named']);
const types = best(() => {
  for (const { bytes } of loaded) readTypes(partsOf(bytes), wanted);
});

const rules = [...allocatorsOf(execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env }).trim()).values()];
const names = rules.filter(({ effect }) => effect === 'allocates').map(({ name }) => name);
const folder = mkdtempSync(path.join(tmpdir(), 'stackward-bench-'));
try {
  const patterns = path.join(folder, 'patterns');
  writeFileSync(patterns, `R_CALL[A-Z0-9]*:(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})(<|\\s|$)\n`);
  let found = 0;
  const objdump = milliseconds(() => {
    for (const { file } of archives) {
      const run = spawnSync('sh', ['-c', 'go tool objdump "$1" | grep -c -E -f "$2"', 'sh', file, patterns], { encoding: 'utf8', env });
      found += Number(run.stdout);
    }
  });
  const rate = (ms) => `${((megabytes / ms) * 1000).toFixed(0)} MB/s`;
  const held = (is) => (is ? 'held' : 'MISSED');
  console.log(`${archives.length} archives of std, ${megabytes.toFixed(1)} MB`);
  console.log(`calls, first reading     ${cold.toFixed(0).padStart(7)} ms  ${rate(cold).padStart(10)}  ${calls} calls`);
  console.log(
    `calls, best of ${rounds}         ${warm.toFixed(0).padStart(7)} ms  ${rate(warm).padStart(10)}  target 250 MB/s ${held((megabytes / warm) * 1000 >= 250)}`,
  );
  console.log(`call graph, best of ${rounds}    ${edges.toFixed(0).padStart(7)} ms  ${rate(edges).padStart(10)}`);
  console.log(`five sizes, best of ${rounds}    ${types.toFixed(0).padStart(7)} ms  ${rate(types).padStart(10)}`);
  console.log(`go tool objdump | grep   ${objdump.toFixed(0).padStart(7)} ms  ${rate(objdump).padStart(10)}  ${found} lines`);
  console.log(`objdump / best reading   ${(objdump / warm).toFixed(0).padStart(7)} ×   target 50 × ${held(objdump / warm >= 50)}`);
  // The first reading is mostly Node's compiler at work: it is paid once in a run, however many archives are read.
  console.log(`objdump / first reading  ${(objdump / cold).toFixed(0).padStart(7)} ×`);
  const { user } = process.cpuUsage(cpus);
  console.log(
    `peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, ${(user / 1e6).toFixed(1)} s of processor for ${3 * rounds + 1} readings`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function milliseconds(act) {
  const start = performance.now();
  act();
  return performance.now() - start;
}

function best(act) {
  return Math.min(...Array.from({ length: rounds }, () => milliseconds(act)));
}
