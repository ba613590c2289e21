import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showProgress } from '../../src/cli/progress-line.ts';
import { createProgressQueue } from '../../src/engine/progress.ts';
import { createSession } from '../../src/engine/session.ts';
import { allowBroken } from '../../src/model/allow-broken.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import type { Problem } from '../../src/model/report.ts';
import { writeBundle, type BundleContent } from '../../src/store/write-bundle.ts';
import { createFakeHost } from '../support/fake-host.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { goSettings, writeScriptedGo } from '../support/scripted-go.ts';
import { sampleReport } from '../support/sample-report.ts';

// Bad weather of the machine: disks, clocks, pipes, signals, bundles from elsewhere.
const scratch = outsideFolder('machine');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
afterAll(scratch.remove);
const json = (...values: readonly object[]): string => values.map((value) => `${JSON.stringify(value, undefined, '\t')}\n`).join('');
const broken = { ImportPath: 'ex.test/m/b', Name: 'b', Match: ['./...'], GoFiles: ['b.go'], Error: { Err: 'b.go:1:1: undefined: y' } };
const env = { PATH: at('bin'), STACKWARD_CACHE: 'off', TMPDIR: scratch.path };

beforeAll(() => {
  mkdirSync(at('m'));
  writeFileSync(at('m/go.mod'), 'module ex.test/m\n');
  writeScriptedGo(at('bin'), [
    {
      when: ['-export'],
      stdout: json(broken, ...Array.from({ length: 400 }, (_, index) => ({ ...broken, ImportPath: `ex.test/m/b${index}` }))),
    },
    { when: ['env'], stdout: JSON.stringify(goSettings(at('m'))) },
    { when: ['list', '-m'], stdout: json({ Path: 'ex.test/m', Dir: at('m') }) },
  ]);
});

describe('a full disk', () => {
  const content: BundleContent = {
    report: sampleReport('x'),
    units: [],
    release: '1.26',
    pointerSize: 8,
    inlined: [],
    called: new Map([['a.go', new Map([[1, new Set(['p.F'])]])]]),
    sources: [{ file: 'a.go', digest: 'd', bytes: 1, text: new Uint8Array(1), loops: [], functions: [] }],
  };

  test.each(['manifest.json', 'report.json', 'called.json', 'sources/d'])(
    'while %s of a bundle is written leaves nothing of it',
    async (file) => {
      const host = createFakeHost({ refuse: (name) => (name.endsWith(file) ? 'ENOSPC' : undefined) });
      await expect(writeBundle(host, '/out/b', content)).rejects.toMatchObject({ code: 'file-unwritable', args: { reason: 'ENOSPC' } });
      expect([...host.written.keys()]).toEqual([]);
    },
  );

  test('a bundle that is cancelled leaves nothing either', async () => {
    const host = createFakeHost({});
    const unit = {
      package: 'p',
      moduleDir: '.',
      texts: [],
      causes: [],
      listed: { path: 'p', name: 'p', dir: '.', module: 'm', files: [], state: 'ok' as const },
    };
    await expect(writeBundle(host, '/out/b', { ...content, units: [unit] }, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect([...host.written.keys()]).toEqual([]);
  });

  test('what stood in a folder before is never touched', async () => {
    const host = createFakeHost({ files: { '/out/b/mine.txt': 'x' } });
    await expect(writeBundle(host, '/out/b', content)).rejects.toMatchObject({ code: 'bundle-exists' });
    expect([...host.written.keys()]).toEqual(['/out/b/mine.txt']);
  });
});

describe('a clock that jumps', () => {
  test('gives no negative times', async () => {
    let clock = 1e6;
    const host = createFakeHost({
      files: { '/mod/go.mod': 'module ex.test/m\n' },
      now: () => (clock -= 5000),
      answer: ({ args }) =>
        args[0] === 'env'
          ? { stdout: JSON.stringify(goSettings('/mod')) }
          : { stdout: args[1] === '-m' ? json({ Path: 'ex.test/m', Dir: '/mod' }) : json(broken) },
    });
    const { timing } = await createSession(host, {}, '0').run();
    expect(Object.values(timing)).toEqual([0, 0, 0, 0]);
  });

  test('does not silence the progress for as long as it jumped', async () => {
    const times = [1e9, 0, 0, 12_000];
    const events = createProgressQueue();
    const lines: string[] = [];
    const output = { isTerminal: false, columns: undefined, write: async (text: string) => void lines.push(text) };
    const end = showProgress(events, output, () => times.shift() ?? 24_000);
    events.push({ stage: 'building', packages: 3 });
    await expect.poll(() => lines.length, { timeout: 5000 }).toBeGreaterThan(0);
    await end();
    events.close();
    expect(lines.join('')).toMatch(/^stackward: Go is building, 3 packages so far \(\d+ s\)\n/);
  });
});

describe('broken packages that are allowed', () => {
  const failure: Problem = { code: 'package-failed', args: { output: 'x' }, effect: 'failed', package: 'p' };
  const whole: Problem = { code: 'unknown-lines', args: { count: 1, first: 'x' }, effect: 'incomplete', package: 'q' };

  test.each<[string, readonly Problem[], number, number]>([
    ['a failure', [failure], 3, 0],
    ['a failure and incomplete evidence', [failure, whole], 3, 2],
    ['incomplete evidence alone', [whole], 2, 2],
    ['nothing', [], 0, 0],
  ])('%s', (_, problems, without, allowed) => {
    expect([exitCode({ problems }), exitCode(allowBroken({ problems }))]).toEqual([without, allowed]);
  });

  test('a failure of no package stays one', () => {
    const { package: _, ...run } = failure;
    expect(exitCode(allowBroken({ problems: [failure, run] }))).toBe(3);
  });
});

describe.skipIf(process.platform === 'win32')('pipes, signals, places', () => {
  test('a reader that goes away does not make a failed build a good one', async () => {
    const child = spawn(process.execPath, [path.join(root, 'bin/stackward.js'), 'check', '-q'], {
      cwd: at('m'),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([3, '']);
  });

  test.each([
    ['a folder', '.', /it is a folder/],
    ['below a file', 'go.mod/x', /a part of the path is a file/],
    ['nothing', '', /it is a folder/],
  ])('-o that names %s is refused before anything is built', async (_, output, reason) => {
    const { code, stderr } = await runCli(['check', '-o', output], { cwd: at('m'), env: { ...env, PATH: '' } });
    expect([code, stderr]).toEqual([3, expect.stringMatching(reason)]);
    expect(stderr).toContain('→');
    expect(readdirSync(at('m'))).toEqual(['go.mod']);
  });

  test('a working directory that was removed is told as such', async () => {
    const script = `PATH=/bin:/usr/bin && mkdir '${at('gone')}' && cd '${at('gone')}' && rmdir '${at('gone')}' && exec '${process.execPath}' '${path.join(root, 'bin/stackward.js')}' check`;
    const child = spawn('/bin/sh', ['-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/working directory is not there any more[^]*→/)]);
  });
});

describe('a bundle', () => {
  const bundles: readonly (readonly [name: string, files: Readonly<Record<string, string>>, says: RegExp])[] = [
    ['that is missing', {}, /holds no bundle: there is no manifest\.json/],
    ['that is cut off', { 'manifest.json': '{"schema": "stackward/bundle/1", "uni' }, /damaged: manifest\.json: line 1 is no JSON/],
    ['that is empty', { 'manifest.json': '' }, /damaged: manifest\.json/],
    ['of another program', { 'manifest.json': '{"name": "x", "version": 3}' }, /says ``|this version reads/],
    ['of the future', { 'manifest.json': '{"schema": "stackward/bundle/9"}' }, /says `stackward\/bundle\/9`/],
    ['that is no object', { 'manifest.json': '[1]' }, /this version reads/],
    ['whose manifest is a folder', { 'manifest.json/x': '' }, /Cannot read [^\n]*manifest\.json: it is a folder/],
  ];
  test.each(bundles)('%s', async (name, files, says) => {
    const folder = at(name.replaceAll(' ', '-'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const { code, stdout, stderr } = await runCli(['debug', 'analyze', folder], { cwd: scratch.path, env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
    expect(stderr).toContain('→');
    for (const [file, text] of Object.entries(files))
      if (existsSync(path.join(folder, file))) expect(readFileSync(path.join(folder, file), 'utf8')).toBe(text);
  });
});
