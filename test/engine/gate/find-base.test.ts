import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBase, type FoundBase } from '../../../src/engine/gate/find-base.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { ciTable } from '../../../src/toolchain/git/ci-base.ts';
import { locateRepository } from '../../../src/toolchain/git/repository.ts';
import { gitCall } from '../../../src/toolchain/git/run-git.ts';
import { gitEnv, makeRepository, openRepository, temporaryFolder, type GitRepository } from '../../support/git-repository.ts';

// A server with a branch and what went into main since; clones of it as CIs make them.
let scratch = '';
let server: GitRepository;
const commits: Record<string, string> = {};
beforeAll(() => {
  scratch = temporaryFolder('base');
  server = makeRepository(path.join(scratch, 'server'));
  commits['fork'] = server.commit('fork');
  server.git('checkout', '-q', '-b', 'topic');
  commits['topic'] = server.commit('topic', { 'a.txt': '1' });
  server.git('checkout', '-q', 'main');
  commits['main'] = server.commit('main', { 'b.txt': '1' });
  server.git('checkout', '-q', '-b', 'merge', 'main');
  server.git('merge', '-q', '--no-ff', '-m', 'merge', 'topic');
  commits['merge'] = server.git('rev-parse', 'HEAD');
  server.git('checkout', '-q', 'main');
  server.git('checkout', '-q', '--orphan', 'stranger');
  commits['stranger'] = server.commit('stranger');
  server.git('checkout', '-q', 'main');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let count = 0;
function clone(...args: string[]): GitRepository {
  const folder = path.join(scratch, `clone-${count++}`);
  server.git('clone', '-q', ...args, `file://${server.folder}`, folder);
  return openRepository(folder);
}

const noCi = Object.fromEntries(
  ciTable
    .flatMap(({ when, branches, commits: hashes, before = [] }) => [when, ...branches, ...hashes, ...before])
    .map((name) => [name, undefined]),
);

async function find(repository: GitRepository, env: Record<string, string> = {}, asked?: string): Promise<FoundBase> {
  const host = createNodeHost({ cwd: repository.folder, env: { ...gitEnv, ...noCi, GITHUB_EVENT_PATH: undefined, ...env } });
  const call = gitCall(host, repository.folder);
  return findBase(host, call, await locateRepository(host, call), asked);
}

function payload(event: object): string {
  const file = path.join(scratch, `event-${count++}.json`);
  writeFileSync(file, JSON.stringify(event));
  return file;
}

describe('at home', () => {
  test('the merge base with the default branch of the remote, on a branch, detached, with work on top', async () => {
    const repository = clone('-b', 'topic');
    const expected = { commit: commits['fork'], label: 'merge base with origin/main' };
    expect(await find(repository)).toEqual(expected);
    repository.git('checkout', '-q', '--detach');
    expect(await find(repository)).toEqual(expected);
    repository.git('remote', 'set-head', 'origin', '--delete');
    expect(await find(repository)).toEqual(expected);
  });

  test('of a fork that knows where it came from: what that has', async () => {
    const repository = clone('-b', 'topic');
    repository.git('remote', 'rename', 'origin', 'upstream');
    repository.git('remote', 'add', 'origin', path.join(scratch, 'nowhere'));
    expect((await find(repository)).label).toBe('merge base with upstream/main');
  });

  test('a revision that is asked for: a branch, a tag, a hash, a branch that only the remote has', async () => {
    const repository = clone('-b', 'topic');
    repository.git('tag', 'v1', commits['main'] ?? '');
    for (const asked of ['v1', 'origin/main', 'main', commits['main'] ?? ''])
      expect((await find(repository, {}, asked)).commit).toBe(commits['fork']);
    expect(await find(repository, {}, 'HEAD')).toEqual({ commit: commits['topic'], label: 'HEAD' });
  });

  test('where nothing tells: the command that mends it', async () => {
    const repository = makeRepository(path.join(scratch, 'alone'));
    await expect(find(repository)).rejects.toMatchObject({ code: 'repository-empty' });
    repository.commit('first');
    repository.git('branch', '-m', 'odd');
    await expect(find(repository)).rejects.toMatchObject({ code: 'base-unknown', args: { mend: '' } });
    await expect(find(repository, {}, 'v9')).rejects.toMatchObject({ code: 'revision-unknown', args: { revision: 'v9', mend: '' } });
    const related = clone('-b', 'topic');
    await expect(find(related, {}, 'origin/stranger')).rejects.toMatchObject({ code: 'no-merge-base', args: { mend: '' } });
  });
});

describe('in a CI', () => {
  const pull = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_BASE_REF: 'main' };
  const cases: readonly (readonly [string, Record<string, string>])[] = [
    ['GitHub, a pull request', pull],
    ['GitLab, a merge request', { GITLAB_CI: 'true', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }],
    ['Bitbucket', { BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_PR_DESTINATION_BRANCH: 'main' }],
    ['Azure', { TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }],
    ['Buildkite', { BUILDKITE: 'true', BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main' }],
    ['Jenkins', { JENKINS_URL: 'https://ci', CHANGE_TARGET: 'main' }],
    ['Drone', { DRONE_PULL_REQUEST: '1', DRONE_TARGET_BRANCH: 'main' }],
  ];
  let detached: GitRepository;
  beforeAll(() => {
    detached = clone('-b', 'topic');
    detached.git('checkout', '-q', '--detach');
  });
  test.each(cases)('%s: the merge base with the target', async (_, env) => {
    const repository = detached;
    expect(await find(repository, env)).toEqual({ commit: commits['fork'], label: 'merge base with origin/main' });
  });

  test('GitHub checks out the merge with its target: fetch-depth 2 is enough', async () => {
    const repository = clone('--depth', '2', '-b', 'merge', '--single-branch');
    repository.git('checkout', '-q', '--detach');
    repository.git('update-ref', '-d', 'refs/remotes/origin/merge');
    expect((await find(repository, pull)).commit).toBe(commits['main']);
  });

  test('GitHub, a merge queue and a push: what the payload names', async () => {
    const repository = clone('-b', 'merge');
    const queue = payload({ merge_group: { base_sha: commits['main'] } });
    expect((await find(repository, { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: queue })).commit).toBe(commits['main']);
    const push = payload({ before: commits['main'] });
    expect(await find(repository, { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: push })).toEqual({
      commit: commits['main'],
      label: 'the commit before this push',
    });
    const created = payload({ before: '0'.repeat(40) });
    expect((await find(repository, { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: created })).label).toBe('origin/main');
  });

  /** Runs the one command that an error names. */
  async function mend(repository: GitRepository, asked: Promise<unknown>, code: string): Promise<void> {
    const error = (await asked.catch((thrown: unknown) => thrown)) as { code: string; args: { mend: string } };
    expect(error).toMatchObject({ code });
    repository.git(...error.args.mend.split(' ').slice(1));
  }

  test('where clones have one branch alone, the command that tells the default one', async () => {
    for (const shallow of [[], ['--depth', '1']]) {
      const repository = clone(...shallow, '-b', 'topic', '--single-branch');
      await mend(repository, find(repository), 'base-unknown');
      expect(await find(repository)).toEqual({ commit: commits['fork'], label: 'merge base with origin/HEAD' });
    }
  });

  test('a shallow clone says the command that mends it, and that one does', async () => {
    const repository = clone('--depth', '1', '-b', 'topic', '--single-branch');
    await mend(repository, find(repository, pull), 'revision-unknown');
    expect((await find(repository, pull)).commit).toBe(commits['fork']);
  });
});
