import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { createBlockSplitter, type BlockSplitter, type TextBlock } from '../../src/compiler/split-blocks.ts';
import { knownReleases } from '../../src/model/tables/release.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { stdLineCounts, stdReleases } from '../compiler/std-line-counts.ts';
import { outsideFolder } from '../support/repo.ts';

const releases = findGoReleases();
const asWritten = (raw: string): string => raw;

interface Tally {
  readonly counts: Map<string, number>;
  readonly unknown: string[];
  bytes: number;
  lines: number;
}

describe.each(knownReleases)('std of Go %s', (release) => {
  it('every line is known, and there are as many of each kind as another reader counted', async () => {
    const { version, goroot } = needGoRelease(releases, release);
    const tally: Tally = { counts: new Map(), unknown: [], bytes: 0, lines: 0 };
    const preamble: string[] = [];
    const splitter = createBlockSplitter({ block: (block) => count(block, tally), preamble: (line) => preamble.push(line) });
    await streamStd(goroot, splitter);
    console.log(
      `${version}: ${tally.lines} lines, ${Math.round(tally.bytes / 1e6)} MB\n${[...tally.counts].map(([kind, number]) => `  ${number} ${kind}`).join('\n')}`,
    );

    expect(tally.unknown).toEqual([]);
    expect(preamble).toEqual([]);
    const column = (stdReleases as readonly string[]).indexOf(version);
    // Another patch release or platform has other numbers; what holds for all is that no line is unknown.
    if (column < 0 || process.platform !== 'linux' || process.arch !== 'x64') return;
    const expected = Object.entries(stdLineCounts).map(([kind, numbers]) => [kind, numbers[column] ?? 0]);
    expect(Object.fromEntries(tally.counts)).toEqual(Object.fromEntries(expected.filter(([, number]) => number !== 0)));
  });
});

function count(block: TextBlock, tally: Tally): void {
  const add = (kind: string, number: number): void => void tally.counts.set(kind, (tally.counts.get(kind) ?? 0) + number);
  const facts = readText(block, { nameFile: asWritten });
  tally.bytes += block.bytes.length;
  tally.lines += facts.counts.lines;
  tally.unknown.push(...facts.unknown.map(({ text }) => text));
  add('headers', 1);
  for (const { kind, count: number } of facts.verdicts) add(kind, number);
  for (const { can, into } of facts.inlining) add(can ? 'can inline' : into === undefined ? 'cannot inline' : 'cannot inline into', 1);
  for (const { count: number } of facts.inlinedCalls) add('inlining call', number);
  for (const { note, text, count: number } of facts.notes) {
    add(note === 'captures' ? `captures by ${text.includes(' capturing by ref: ') ? 'ref' : 'value'}` : note, number);
  }
  for (const { kind, function: name, steps, truncated } of readAllExplanations(block.bytes, facts.explanations, { nameFile: asWritten })) {
    const isOld = name === undefined;
    add(`heading ${kind === 'escapes' ? 'escapes' : 'parameter'}${isOld ? '' : kind === 'escapes' ? ' in F' : ' for F'}`, 1);
    add(isOld ? 'flow =' : 'flow ←', steps.length);
    add(
      'from',
      steps.reduce((sum, step) => sum + step.from.length, 0),
    );
    if (truncated) add('truncated', 1);
  }
}

/** Compiles std, or replays it from the build cache: 60 to 100 s of CPU the first time. The text, up to 414 MB, is read as it comes. */
async function streamStd(goroot: string, splitter: BlockSplitter): Promise<void> {
  const folder = outsideFolder('std-text');
  try {
    const env = {
      ...process.env,
      PATH: `${path.join(goroot, 'bin')}${path.delimiter}${process.env['PATH']}`,
      GOTOOLCHAIN: 'local',
      GOFLAGS: '',
      GOAMD64: 'v1',
    };
    const child = spawn('go', ['list', '-e', '-export', '-f={{.ImportPath}}', '-gcflags=-m=2', 'std'], {
      cwd: folder.path,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    for await (const chunk of child.stderr) splitter.add(chunk as Buffer);
    splitter.end();
    expect(await ended).toBe(0);
  } finally {
    folder.remove();
  }
}
