import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Options } from '../../../src/engine/options.ts';
import { compared, differencesOf, shortReason } from '../../support/compared.ts';
import { outsideFolder, root } from '../../support/repo.ts';
import { extractTxtar, parseTxtar } from '../../support/txtar.ts';

const scratch = outsideFolder('reason-settings');
beforeAll(() => extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/analysis/reasons/settings.txtar'), 'utf8')), scratch.path));
afterAll(() => scratch.remove());

/** What differs from the plain build, one line for each place: kinds and reasons. */
async function differences(options: Options, folder: string = scratch.path, plain: Options = {}): Promise<string[]> {
  const amd64 = { goarch: 'amd64' };
  const comparison = await compared(folder, { plain: { ...amd64, ...plain }, other: { ...amd64, ...options } }, 'star');
  return differencesOf(comparison, 0, 1)
    .map(({ row: { site }, step }) => `${site.function} ${site.what} ${step.kinds.join(' ')}: ${step.reasons.map(shortReason).join('; ')}`)
    .toSorted();
}

/** Appends of what leaves its function are built on the stack since Go 1.26. */
const minor = Number(/^go1\.(\d+)/.exec(execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }))?.[1]);

test('-l: calls that are no longer inlined', async () => {
  expect(await differences({ gcflags: ['-l'] })).toEqual([
    'Next box words: setting -l: (*atomic.Int64).Add; not-inlined (*atomic.Int64).Add',
    'newPoint object copies: setting -l: newPoint; not-inlined newPoint',
  ]);
});

test.skipIf(minor < 26)('-N: buffers and late copies are gone, though the compiler says the same', async () => {
  expect(await differences({ gcflags: ['-N'] })).toEqual(['Squares leaves-frame lost: setting -N: runtime.moveSliceNoCapNoScan']);
});

test('another size of words', async () => {
  expect(await differences({ goarch: '386' })).toEqual([
    'Box box words: setting goarch: runtime.convT64 → runtime.convT32',
    'Hand object size: setting goarch: 16 → 8; type-size 16 8',
    'Squares growth size: setting goarch: 8 → 4; type-size 8 4',
    'Table object lost: setting goarch: 72000 > 65536; size-limit; verdict',
    'Table object size: setting goarch: 8 → 4; type-size 8 4',
    'newPoint object size: setting goarch: 16 → 8; type-size 16 8',
  ]);
});

test('a tag: the file that it chooses', async () => {
  expect(await differences({ tags: 'extra' })).toEqual(['Extra object not-built: setting tags: go:build extra']);
});

test.skipIf(minor < 26)('a switch of the compiler', async () => {
  expect(await differences({ gcflags: ['-d=variablemakehash=n'] })).toEqual([
    'Squares leaves-frame lost: setting -d=variablemakehash: stack buffer',
  ]);
});

test('a profile: a call that it makes direct, and that is inlined then', async () => {
  const folder = path.join(scratch.path, 'profiled');
  mkdirSync(folder);
  const probes = path.join(root, 'test/recordings/probes');
  writeFileSync(path.join(folder, 'go.mod'), 'module ex.com/profiled\n\ngo 1.22\n');
  // The program of the recordings, without what writes profiles; what is hot in it allocates here.
  const [head = '', ...rest] = readFileSync(path.join(probes, 'pgo.go'), 'utf8').split(/^import \([^)]*\)|^func main\(\)[^]*/m);
  const program = [head, 'import "strconv"', ...rest, 'var kept *fast\n\nfunc main() { println(strconv.Itoa(run(workers(3)))) }\n'].join(
    '\n',
  );
  writeFileSync(path.join(folder, 'main.go'), program.replace('n ^= n >> 3\n\t}', 'n ^= n >> 3\n\t}\n\tkept = &fast{n}'));
  copyFileSync(path.join(probes, 'default.pgo'), path.join(folder, 'default.pgo'));
  expect(await differences({}, folder, { pgo: 'off' })).toEqual([
    'fast.work object copies: setting pgo: PGO devirtualizing interface call w.work to fast.work; inlined fast.work',
  ]);
});

test('-race: functions of sync/atomic are not inlined', async () => {
  expect(await differences({ race: true })).toEqual([
    'Next box words: setting -race: (*atomic.Int64).Add; not-inlined (*atomic.Int64).Add',
  ]);
});
