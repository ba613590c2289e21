// Decoding profiles against pprof-format, side by side in one run: all values, labels, lines and functions of both.
// Target: at least 6 × pprof-format on 50,000 and 200,000 samples; memory at most 12 × the raw bytes.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import { mergeProfiles, subtractProfile } from '../dist/profile/merge-profiles.js';
import { readPprof } from '../dist/profile/read-pprof.js';
import { totalsOf } from '../dist/model/profile-values.js';
import { makeProfile } from './lib/made-profile.mjs';

const rounds = 9;

// Each part is a process of its own, and this one stays small: a process's peak begins with that of the one that started it.
const [part, ...args] = process.argv.slice(2);
if (part === 'make') writeFileSync(args[1], makeProfile(Number(args[0])));
else if (part === 'compare') compare(Number(args[0]), readFileSync(args[1]), Number(args[2]));
else if (part === 'peak') {
  const bytes = readFileSync(args[1]);
  if (args[0] === 'read') readPprof(bytes, 'made');
  console.log(process.resourceUsage().maxRSS * 1024);
} else {
  const folder = mkdtempSync(path.join(tmpdir(), 'stackward-bench-'));
  try {
    for (const samples of ['50000', '200000']) {
      const file = path.join(folder, samples);
      start('make', samples, file);
      const [decoding, idle] = ['read', 'nothing'].map((what) => Number(start('peak', what, file)));
      process.stdout.write(start('compare', samples, file, String(decoding - idle)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a part of this script and gives what it prints. */
function start(...given) {
  const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...given], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

/** `memory`: the peak of a process that reads the file and decodes it, above one that only reads it. */
function compare(samples, raw, memory) {
  const zipped = gzipSync(raw, { level: 1 });
  const megabytes = raw.length / 1e6;
  const rate = (ms) => `${((megabytes / ms) * 1000).toFixed(0)} MB/s`;
  console.log(`${samples} samples, ${megabytes.toFixed(1)} MB raw, ${(zipped.length / 1e6).toFixed(1)} MB gzip`);
  // In turn, so that a machine whose speed drifts treats both alike.
  const times = { ours: [], theirs: [] };
  let ours;
  let theirs;
  for (let round = 0; round < rounds; round++) {
    times.ours.push(milliseconds(() => (ours = readPprof(raw, 'made'))));
    times.theirs.push(milliseconds(() => (theirs = Profile.decode(raw))));
  }
  const sum = theirs.sample.reduce((total, { value }) => total + BigInt(value[1]), 0n);
  if (totalsOf(ours)[1] !== sum || theirs.sample.length !== ours.samples.count) throw new Error('the two do not agree');
  const [best, other] = [Math.min(...times.ours), Math.min(...times.theirs)];
  const ratio = other / best;
  console.log(`ours, first         ${times.ours[0].toFixed(0).padStart(6)} ms  ${rate(times.ours[0]).padStart(9)}`);
  console.log(`ours, best of ${rounds}     ${best.toFixed(0).padStart(6)} ms  ${rate(best).padStart(9)}`);
  console.log(`pprof-format, best  ${other.toFixed(0).padStart(6)} ms  ${rate(other).padStart(9)}`);
  console.log(`pprof-format / ours ${ratio.toFixed(1).padStart(6)} ×   target 6 × ${ratio >= 6 ? 'held' : 'MISSED'}`);
  console.log(
    `peak memory         ${(memory / raw.length).toFixed(1).padStart(6)} ×   of the raw bytes, limit 12 × ${memory <= 12 * raw.length ? 'held' : 'MISSED'}`,
  );
  const unzipped = milliseconds(() => readPprof(zipped, 'made'));
  const merged = milliseconds(() => mergeProfiles([ours, ours]));
  const subtracted = milliseconds(() => subtractProfile(ours, ours));
  console.log(`from gzip ${unzipped.toFixed(0)} ms, merged with itself ${merged.toFixed(0)} ms, subtracted ${subtracted.toFixed(0)} ms\n`);
}

function milliseconds(act) {
  const start = performance.now();
  act();
  return performance.now() - start;
}
