/**
 * Times the text reader on what the compiler prints for all of std:
 *
 *     node tools/setup.mjs && node bench/compiler-text.mjs [FILE]
 *
 * FILE holds such text; without it the installed Go compiles std, or replays it from its build cache. Each figure is the median of
 * several runs in one process, in CPU time of all its threads (so the garbage collector counts, and other programs do not), and stands
 * beside a bare scan for newlines of the same bytes: machines differ, the ratio less so.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { readAllExplanations } from '../dist/compiler/read-explanation.js';
import { readText } from '../dist/compiler/read-text.js';
import { createBlockSplitter } from '../dist/compiler/split-blocks.js';

const rounds = 7;
const nameFile = (raw) => raw;
const [file] = process.argv.slice(2);
const text = file === undefined ? compileStd() : readFileSync(file);
const pieces = cut(text, 64 << 10);
const blocks = split([text]);
process.stdout.write(`${(text.length / 1e6).toFixed(0)} MB, ${blocks.length} blocks, Node ${process.versions.node}\n\n`);

const scan = measure(() => scanNewlines(text));
report('bare scan for newlines', text.length, scan);
report(
  'read blocks',
  text.length,
  measure(() => blocks.forEach((block) => readText(block, { nameFile }))),
);
report(
  'split and read, in one piece',
  text.length,
  measure(() => readStream([text])),
);
report(
  'split and read, in pieces of 64 KiB',
  text.length,
  measure(() => readStream(pieces)),
);
report(
  '… and every explanation',
  text.length,
  measure(() => readStream(pieces, true)),
);

// Every so many blocks, 8 MB or a little more in all; in each copy the files have names of their own.
const step = Math.max(1, Math.floor(text.length / (8 << 20)));
const part = blocks.filter((_, index) => index % step === 0).map(({ bytes }) => bytes.toString('latin1'));
const copy = (index) => part.map((block) => block.replaceAll('/src/', `/${String(index).padStart(3, '0')}/`));
const growths = { packages: (copies) => copies.flat(), 'one block': (copies) => [copies.flat().join('')] };
for (const [name, join] of Object.entries(growths)) {
  process.stdout.write(`\ngrowth, ${name}\n`);
  for (const times of [1, 4, 16]) {
    const texts = join(Array.from({ length: times }, (_, index) => copy(index))).map((one) => Buffer.from(one, 'latin1'));
    const size = texts.reduce((sum, one) => sum + one.length, 0);
    const took = measure(() => texts.forEach((bytes) => readText({ package: 'p', bytes }, { nameFile })));
    process.stdout.write(
      `${String(times).padStart(4)} x ${(size / 1e6).toFixed(0).padStart(5)} MB ${speed(size, took)} ${(took / times).toFixed(1).padStart(8)} ms for each time\n`,
    );
  }
}

function compileStd() {
  const args = ['list', '-e', '-export', '-f={{.ImportPath}}', '-gcflags=-m=2', 'std'];
  const run = spawnSync('go', args, { cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 2 ** 31 - 1 });
  if (run.error) throw run.error;
  return run.stderr;
}

function cut(bytes, size) {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function split(chunks) {
  const found = [];
  const splitter = createBlockSplitter({ block: (block) => found.push({ ...block, bytes: Buffer.from(block.bytes) }), preamble: () => {} });
  for (const chunk of chunks) splitter.add(chunk);
  splitter.end();
  return found;
}

function readStream(chunks, explain = false) {
  const splitter = createBlockSplitter({
    block(block) {
      const { explanations } = readText(block, { nameFile });
      if (explain) for (const _ of readAllExplanations(block.bytes, explanations, { nameFile }));
    },
    preamble: () => {},
  });
  for (const chunk of chunks) splitter.add(chunk);
  splitter.end();
}

function scanNewlines(bytes) {
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10) lines++;
  return lines;
}

/** Milliseconds of CPU time, the median. */
function measure(work) {
  const times = Array.from({ length: rounds }, () => {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1e3;
  });
  return times.toSorted((a, b) => a - b)[rounds >> 1];
}

function report(name, bytes, took) {
  process.stdout.write(`${name.padEnd(38)} ${speed(bytes, took)} ${(took / scan).toFixed(2).padStart(6)} times the scan\n`);
}

function speed(bytes, took) {
  return `${(bytes / took / 1e3).toFixed(0).padStart(5)} MB/s`;
}
