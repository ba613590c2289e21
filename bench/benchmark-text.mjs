// Benchmark text against benchstat, side by side in one run: two files of half a million lines each, read, compared and written as CSV there and as JSON here.
// Target: 1 M lines in at most 3 s. benchstat is built from the module proxy.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bin } from './lib/commands.mjs';
import { comparePairs, milliseconds, printPair } from './lib/measure.mjs';
import { withScratch } from './lib/modules.mjs';

const version = 'v0.0.0-20260908200009-22c9c6c9d4da';
const lines = 500_000;
const limit = 3000;

withScratch((scratch) => {
  const { status, stderr } = spawnSync('go', ['install', `golang.org/x/perf/cmd/benchstat@${version}`], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, GOBIN: scratch, GOFLAGS: '' },
  });
  if (status !== 0) throw new Error(`benchstat cannot be built: ${stderr}`);
  // Many runs of few benchmarks, as of one package under watch, and few runs of many, as of a whole module.
  for (const runs of [500, 10]) {
    const files = ['old.txt', 'new.txt'].map((name, side) => {
      const file = path.join(scratch, name);
      writeFileSync(file, makeText(lines / runs, runs, side));
      return file;
    });
    const ours = () => milliseconds(process.execPath, [bin, 'bench', '--compare', ...files, '-f', 'json']);
    const theirs = () => milliseconds(path.join(scratch, 'benchstat'), ['-format', 'csv', ...files]);
    printPair(`1 M lines, ${lines / runs} benchmarks, ${runs} runs; against benchstat`, comparePairs(ours, theirs, { pairs: 5 }), limit);
  }
});

/** mulberry32 makes the noise: the same text on each machine. */
function makeText(benchmarks, runs, side) {
  let state = 7 + side;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const parts = ['goos: linux\ngoarch: amd64\npkg: example.com/module\ncpu: made\n'];
  for (let n = 0; n < benchmarks; n++) {
    const time = 10 ** (1 + (n % 6)) * (1 + (side * (n % 3)) / 20);
    for (let run = 0; run < runs; run++) {
      const values = `${(time * (1 + random() / 20)).toFixed(1)} ns/op\t     ${16 * (n % 9)} B/op\t       ${n % 9} allocs/op`;
      parts.push(`BenchmarkMade/size=${n}-8 \t ${Math.ceil(1e9 / time)}\t         ${values}\n`);
    }
  }
  return parts.join('');
}
