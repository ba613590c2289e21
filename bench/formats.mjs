// Findings as SARIF and in the other forms: 25,000 of them, as many as GitHub takes, each with a path of four steps and a message of its own. Targets:
// SARIF in at most 1 s of CPU, the first time in a process, and below 10 MB after gzip, GitHub's limit for an upload. The other forms are only shown.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bin } from './lib/commands.mjs';
import { defaultList, render } from '../dist/bundle/index.js';

const results = 25_000;
const shop = fileURLToPath(new URL('../examples/shop', import.meta.url));
const { stdout } = spawnSync(process.execPath, [bin, 'check', '-q', '-f', 'json', '-C', shop], { encoding: 'utf8', maxBuffer: 2 ** 30 });
const report = { ...JSON.parse(stdout), findings: Array.from({ length: results }, (_, index) => finding(index)) };
const options = { color: false, all: false, list: defaultList, nameFile: (file) => file };

for (const format of ['sarif', 'junit', 'gitlab', 'github', 'rdjsonl', 'markdown-summary', 'openmetrics']) {
  const before = process.cpuUsage();
  // As the command writes it: piece by piece, never held as a whole.
  let characters = 0;
  for (const piece of render(format, report, options)) characters += piece.length;
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000;
  const megabytes = gzipSync([...render(format, report, options)].join('')).length / 1e6;
  const targets =
    format === 'sarif' ? `   at most 1000 ms ${cpu <= 1000 ? 'held' : 'MISSED'}, below 10 MB ${megabytes < 10 ? 'held' : 'MISSED'}` : '';
  console.log(
    `${`${results} findings as ${format}`.padEnd(42)} ${cpu.toFixed(0).padStart(5)} ms CPU   ${(characters / 1e6).toFixed(1).padStart(5)} MB, ${megabytes.toFixed(2)} MB gzip${targets}`,
  );
}

function finding(index) {
  const at = (step) => ({ file: `internal/store/part${index % 300}.go`, line: 1 + ((index * 7 + step) % 2000), column: 3 });
  return {
    code: 'new-allocation',
    args: {
      what: 'object',
      type: `example.com/shop/internal/store.Order${index % 977}`,
      subject: `&Order${index % 977}{Lines: lines[${index}:]}`,
    },
    severity: ['error', 'warning', 'note'][index % 3],
    id: (index * 2_654_435_761).toString(16).padStart(16, '0'),
    package: `example.com/shop/internal/store${index % 40}`,
    function: `(*Store).Method${index % 5000}`,
    anchor: at(0),
    related: Array.from({ length: 4 }, (_, step) => ({ code: 'path', at: at(step), function: `store.step${step}` })),
    state: 'new',
  };
}
