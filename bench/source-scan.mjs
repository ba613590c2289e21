// The source scanner against a bare count of line breaks over the same bytes, in turns A B A B, in CPU time of one core.
// Target: at least 100 MB/s. Peers, measured once on these folders: go/parser 27 to 34 MB/s, web-tree-sitter 4 MB/s.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { indexLines } from '../dist/source/line-index.js';
import { scanGo } from '../dist/source/scan-go.js';

const rounds = 41;
const target = 100;
const goroot = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).stdout.trim();

function countLineBreaks(bytes) {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0x0a) count++;
  return count;
}

const candidates = { 'bare count of line breaks': countLineBreaks, 'line index alone': indexLines, 'scan with all results': scanGo };

for (const folder of ['net/http', 'runtime', 'cmd/compile/internal/ssa']) {
  const names = readdirSync(path.join(goroot, 'src', folder)).filter((name) => name.endsWith('.go'));
  const files = names.map((name) => new Uint8Array(readFileSync(path.join(goroot, 'src', folder, name))));
  const megabytes = files.reduce((sum, file) => sum + file.length, 0) / 1e6;
  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const start = process.cpuUsage().user;
      for (const file of files) run(file);
      times[name].push((process.cpuUsage().user - start) / 1000);
    }
  }
  const speed = (name) => megabytes / (times[name].toSorted((a, b) => a - b)[rounds >> 1] / 1000);
  const bare = speed('bare count of line breaks');
  for (const name of Object.keys(candidates)) {
    const verdict = name.startsWith('scan') ? `, target ${target} MB/s ${speed(name) >= target ? 'held' : 'MISSED'}` : '';
    console.log(
      `${folder.padEnd(26)} ${name.padEnd(26)} ${speed(name).toFixed(0).padStart(5)} MB/s  ${(bare / speed(name)).toFixed(1).padStart(4)} × the bare count${verdict}`,
    );
  }
}
