import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCheckout, type Checkout } from '../../src/engine/checkout.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { clearCache } from '../../src/store/cache.ts';
import { changedFiles } from '../../src/toolchain/git/changed-files.ts';
import { fileAt, locateRepository, mergeBase, resolveCommit } from '../../src/toolchain/git/repository.ts';
import { gitCall } from '../../src/toolchain/git/run-git.ts';
import { gitEnv, makeRepository, temporaryFolder, type GitRepository } from '../support/git-repository.ts';

let scratch = '';
let repository: GitRepository;
let first = '';
let second = '';
beforeAll(() => {
  scratch = temporaryFolder('checkout');
  const inner = makeRepository(path.join(scratch, 'inner'));
  inner.commit('inner', { 'inner.go': 'package inner // 1\n' });
  repository = makeRepository(path.join(scratch, 'repo'));
  first = repository.commit('first', { 'a.go': 'package a // 1\n', 'dir/ünï code.go': 'package dir\n', 'gone.go': 'package a\n' });
  repository.git('submodule', '--quiet', 'add', '../inner', 'sub/inner');
  second = repository.commit('second', { 'a.go': 'package a // 2\n', 'gone.go': undefined });
  // The user is in the middle of something.
  repository.write({ 'a.go': 'package a // staged\n', 'new.go': 'package a\n' });
  repository.git('add', 'a.go');
  repository.write({ 'a.go': 'package a // on disk\n' });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const cache = (name: string): string => path.join(scratch, name);

async function open(commit: string, folder: string, env: NodeJS.ProcessEnv = gitEnv): Promise<Checkout> {
  const host = createNodeHost({ cwd: repository.folder, env });
  const call = gitCall(host, repository.folder);
  return openCheckout(host, { repository: await locateRepository(host, call), call, commit, folder });
}

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
  return Object.fromEntries(files.toSorted().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** Everything of a repository but objects: HEAD, index, refs, logs, the list of worktrees, settings. */
function stateOf(folder: string): string {
  const hash = createHash('sha256');
  for (const [name, text] of Object.entries(filesOf(path.join(folder, '.git'))))
    if (!name.startsWith('objects/')) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex');
}

describe('a checkout', () => {
  test('holds the files of a revision, submodules too, and leaves the repository as it was', async () => {
    const before = stateOf(repository.folder);
    // As a hook of git would call it.
    const hook = { ...gitEnv, GIT_DIR: path.join(repository.folder, '.git'), GIT_INDEX_FILE: '.git/index' };
    const at = await open(second, cache('whole'), hook);
    expect(filesOf(at.folder)).toEqual({
      '.gitmodules': readFileSync(path.join(repository.folder, '.gitmodules'), 'utf8'),
      'a.go': 'package a // 2\n',
      'dir/ünï code.go': 'package dir\n',
      'sub/inner/inner.go': 'package inner // 1\n',
    });
    await at.release();
    expect(stateOf(repository.folder)).toBe(before);
    expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  test('stays at its path, for the next revision too, and what was changed in it is mended', async () => {
    const one = await open(second, cache('again'));
    await one.release();
    writeFileSync(path.join(one.folder, 'a.go'), 'package broken\n');
    writeFileSync(path.join(one.folder, 'left.go'), 'package broken\n');
    const other = await open(first, cache('again'));
    await other.release();
    expect(other.folder).toBe(one.folder);
    expect(filesOf(other.folder)).toEqual({ 'a.go': 'package a // 1\n', 'dir/ünï code.go': 'package dir\n', 'gone.go': 'package a\n' });
  });

  test('is made anew where one was killed: the lock of a dead process, half of the files, the lock of its git', async () => {
    const one = await open(first, cache('killed'));
    await one.release();
    const place = path.dirname(one.folder);
    rmSync(path.join(place, 'state'));
    writeFileSync(path.join(place, 'index.lock'), '');
    writeFileSync(path.join(one.folder, 'half.go'), 'package half\n');
    // No process has this number: it is above the highest that Linux gives.
    writeFileSync(path.join(place, 'lock'), `${hostname()}\n4999999\nabc\n`);
    const again = await open(first, cache('killed'));
    expect(again.folder).toBe(one.folder);
    expect(Object.keys(filesOf(again.folder))).toEqual(['a.go', 'dir/ünï code.go', 'gone.go']);
    await again.release();
    expect(existsSync(path.join(place, 'lock'))).toBe(false);
  });

  test("is nobody else's while it is held: several at once have places of their own, and each its revision", async () => {
    const wanted = [first, second, first, second];
    const held = await Promise.all(wanted.map((commit) => open(commit, cache('many'))));
    expect(new Set(held.map(({ folder }) => folder)).size).toBe(4);
    for (const [index, { folder }] of held.entries())
      expect(readFileSync(path.join(folder, 'a.go'), 'utf8')).toBe(wanted[index] === first ? 'package a // 1\n' : 'package a // 2\n');
    const [kept, ...others] = held;
    for (const one of others) await one.release();
    await clearCache(createNodeHost(), cache('many'));
    // What is in use stays.
    expect(existsSync(kept?.folder ?? '')).toBe(true);
    await kept?.release();
    await clearCache(createNodeHost(), cache('many'));
    expect(existsSync(kept?.folder ?? '')).toBe(false);
  });

  test('names a submodule whose commit is not at hand', async () => {
    const clone = path.join(scratch, 'clone');
    repository.git('clone', '-q', '.', clone);
    const host = createNodeHost({ cwd: clone, env: gitEnv });
    const call = gitCall(host, clone);
    const request = { repository: await locateRepository(host, call), call, commit: second, folder: cache('clone') };
    await expect(openCheckout(host, request)).rejects.toMatchObject({ code: 'submodule-missing', args: { path: 'sub/inner' } });
  });
});

test('git tells revisions, files of them and what differs on disk', async () => {
  const host = createNodeHost({ cwd: repository.folder, env: gitEnv });
  const call = gitCall(host, repository.folder);
  expect(await resolveCommit(host, call, 'HEAD~1')).toBe(first);
  for (const none of ['nothing', '--all', 'HEAD:a.go', '']) expect(await resolveCommit(host, call, none)).toBeUndefined();
  expect(await mergeBase(host, call, first, second)).toBe(first);
  expect(new TextDecoder().decode(await fileAt(host, call, first, 'a.go'))).toBe('package a // 1\n');
  expect(await fileAt(host, call, second, 'gone.go')).toBeUndefined();
  expect(await changedFiles(host, call, first)).toEqual([
    { change: 'added', path: '.gitmodules' },
    { change: 'modified', path: 'a.go' },
    { change: 'deleted', path: 'gone.go' },
    { change: 'added', path: 'sub/inner' },
    { change: 'added', path: 'new.go' },
  ]);
});

test('a folder without repository is said to be none', async () => {
  const host = createNodeHost({ cwd: scratch, env: { ...gitEnv, GIT_CEILING_DIRECTORIES: path.dirname(scratch) } });
  await expect(locateRepository(host, gitCall(host, scratch))).rejects.toMatchObject({ code: 'not-a-repository' });
});
