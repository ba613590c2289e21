import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examine } from '../../src/engine/doctor.ts';
import type { DoctorLine } from '../../src/model/doctor.ts';
import { doctorMessage } from '../../src/view/messages/en/doctor.ts';
import { createFakeHost, type FakeAnswer } from '../support/fake-host.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { goSettings, writeScriptedGo } from '../support/scripted-go.ts';

interface World {
  readonly settings?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, FakeAnswer>>;
  /** Folders in which nothing can be made. */
  readonly readOnly?: readonly string[];
}

/** What is found in a healthy world but for some changes; a fake `go` at /bin/go. */
async function found({ settings, env, answers = {}, readOnly = [] }: World = {}): Promise<Map<string, DoctorLine>> {
  const host = createFakeHost({
    cwd: '/mod',
    env: { PATH: '/bin', HOME: '/home/u', ...env },
    files: { '/bin/go': '', '/bin/gcc': '', '/mod/go.mod': 'module ex.test/m\n' },
    refuse: (file) => (readOnly.includes(path.posix.dirname(file)) ? 'EROFS' : undefined),
    answer({ command, args }) {
      const key = command === 'go' ? args.slice(0, 2).join(' ') : command;
      const given = answers[key];
      if (given) return given;
      if (command === 'git') return { stdout: 'git version 2.50.0\n' };
      if (args[0] === 'env') return { stdout: JSON.stringify(goSettings('/mod', { GOPROXY: 'https://h.test', ...settings })) };
      if (args[1] === '-m') return { stdout: JSON.stringify({ Path: 'ex.test/m', Dir: '/mod' }) };
      return { stdout: 'ex.test/m\nex.test/m/p\n' };
    },
  });
  const lines = await examine(host, undefined, new AbortController().signal);
  return new Map(lines.map((line) => [line.name, line]));
}

test('a healthy world has no problem and no note', async () => {
  const lines = [...(await found()).values()];
  expect(lines.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(lines.map(({ name }) => name)).toContain('packages');
});

describe('what is not as it should be is a line of its own, with what to do', () => {
  test.each<[string, World, string, DoctorLine['state'], DoctorLine['code'], RegExp]>([
    ['no Go', { answers: { 'env -json': { result: { how: 'missing', reason: 'ENOENT' } } } }, 'go', 'problem', 'error', /Install Go/],
    ['an old Go', { settings: { GOVERSION: 'go1.20' } }, 'go', 'problem', 'error', /Update Go/],
    ['an unknown Go', { settings: { GOVERSION: 'go1.99' } }, 'go', 'note', 'go-unknown', /newer stackward/],
    ['a Go that hangs', { answers: { 'env -json': { result: { how: 'timed-out' } } } }, 'go', 'problem', 'error', /go build -x/],
    ['no build cache', { settings: { GOCACHE: '' } }, 'GOCACHE', 'problem', 'folder-unwritable', /Set GOCACHE/],
    ['a read-only build cache', { readOnly: ['/nowhere', '/'] }, 'GOCACHE', 'problem', 'folder-unwritable', /Set GOCACHE/],
    ['a build cache that is relative', { settings: { GOCACHE: 'x' } }, 'GOCACHE', 'problem', 'folder-unwritable', /absolute/],
    ['a read-only module cache', { readOnly: ['/nowhere', '/'] }, 'GOMODCACHE', 'note', 'folder-unwritable', /Set GOMODCACHE/],
    ['flags that change the code', { settings: { GOFLAGS: '-cover -gcflags=-N' } }, 'GOFLAGS', 'note', 'goflags-telling', /GOFLAGS=/],
    ['no proxy', { settings: { GOPROXY: 'off' } }, 'toolchain', 'note', 'proxy-off', /module cache/],
    ['no module', { settings: { GOMOD: '' } }, 'module', 'problem', 'error', /Change into a module/],
    [
      'a broken go.mod',
      { answers: { 'list -m': { stderr: 'go: errors parsing go.mod:', result: { how: 'exited', code: 1 } } } },
      'module',
      'problem',
      'error',
      /Mend go\.mod/,
    ],
    ['no package', { answers: { 'list -e': { stdout: '' } } }, 'packages', 'problem', 'error', /--tags/],
    [
      'packages that cannot be loaded',
      { answers: { 'list -e': { stdout: 'a\n!b\n' } } },
      'packages',
      'problem',
      'packages-broken',
      /--allow-broken/,
    ],
    ['no C compiler', { settings: { CC: 'clang-99' } }, 'cgo', 'note', 'cgo-no-compiler', /CGO_ENABLED=0/],
    ['no git', { answers: { git: { result: { how: 'missing', reason: 'ENOENT' } } } }, 'git', 'note', 'git-missing', /Install it/],
    [
      'no temporary folder',
      { env: { TMPDIR: '/t' }, readOnly: ['/t', '/'] },
      'temporary files',
      'problem',
      'folder-unwritable',
      /GOTMPDIR/,
    ],
    ['no result cache', { env: { STACKWARD_CACHE: 'off' } }, 'result cache', 'note', 'cache-off', /STACKWARD_CACHE/],
  ])('%s', async (_, world, name, state, code, next) => {
    const line = (await found(world)).get(name);
    expect(line).toMatchObject({ state, code });
    expect(line && doctorMessage(line).next).toMatch(next);
  });
});

test('a password in GOPROXY is not shown', async () => {
  const lines = [...(await found({ settings: { GOPROXY: 'https://user:secret@h.test,direct', GOTOOLCHAIN: 'auto' } })).values()];
  expect(JSON.stringify(lines)).not.toContain('secret');
  expect(JSON.stringify(lines)).toContain('h.test,direct');
});

test('nothing stays in the folders that were tried', async () => {
  const host = createFakeHost({
    cwd: '/mod',
    env: { HOME: '/home/u', TMPDIR: '/t' },
    answer: () => ({ result: { how: 'missing', reason: 'ENOENT' } }),
  });
  await examine(host, undefined, new AbortController().signal).catch(() => undefined);
  expect([...host.written.keys()]).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('the command', () => {
  const scratch = outsideFolder('doctor');
  const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
  afterAll(scratch.remove);
  beforeAll(() => {
    mkdirSync(at('m'));
    writeFileSync(at('m/go.mod'), 'module ex.test/m\n');
    writeScriptedGo(at('bin'), [
      { when: ['env'], stdout: JSON.stringify(goSettings(at('m'), { GOCACHE: at('b'), GOMODCACHE: at('c') })) },
      { when: ['list', '-m'], stdout: JSON.stringify({ Path: 'ex.test/m', Dir: at('m') }) },
      { when: ['list'], stdout: 'ex.test/m\n' },
    ]);
  });

  test('ends with 0 where check would work, and its JSON says so', async () => {
    const env = { PATH: at('bin'), HOME: scratch.path, TMPDIR: scratch.path };
    const text = await runCli(['doctor'], { cwd: at('m'), env });
    expect([text.code, text.stderr]).toEqual([0, '']);
    expect(text.stdout).toMatch(/^ok {7}node[^]*\n`stackward check` should work here\.\n$/);
    const { code, stdout } = await runCli(['doctor', '-f', 'json'], { cwd: at('m'), env });
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ schema: 'stackward/doctor/1', works: true })]);
  });

  test('works with everything broken, and ends with 3', async () => {
    writeFileSync(at('m/stackward.jsonc'), '{ broken');
    const { code, stdout, stderr } = await runCli(['doctor'], { cwd: at('m'), env: { PATH: '', TMPDIR: '/nowhere/at/all' } });
    expect([code, stderr]).toEqual([3, '']);
    for (const name of ['go', 'configuration']) expect(stdout).toMatch(new RegExp(`^problem  ${name} [^]*?→`, 'm'));
    expect(stdout).toContain('`stackward check` will not work here');
  });
});
