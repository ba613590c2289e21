import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gitEnv, makeRepository, openRepository, type GitRepository } from '../support/git-repository.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { run } from '../support/run.ts';
import { runCli } from '../support/run-cli.ts';

// Clones as CIs make them: the gate works, or says the one command that mends it, and then it works.
const scratch = outsideFolder('gate-weather');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
afterAll(scratch.remove);
const ciNames = ['GITHUB_ACTIONS', 'GITHUB_BASE_REF', 'GITHUB_HEAD_REF', 'GITHUB_EVENT_NAME', 'GITHUB_EVENT_PATH', 'GITLAB_CI', 'CI'];
const env = { ...Object.fromEntries(Object.entries(gitEnv).filter(([name]) => !ciNames.includes(name))), STACKWARD_CACHE: at('cache') };
const url = `file://${at('origin.git')}`;
let source: GitRepository;

const code = 'package m\n\nfunc A(n int) []int { return make([]int, n) }\n';
beforeAll(() => {
  source = makeRepository(at('source'));
  source.commit('base', { 'svc/go.mod': 'module ex.com/m\n\ngo 1.22\n', 'svc/a.go': code, 'README.md': '' });
  for (const text of ['1', '2', '3']) source.commit(text, { 'README.md': text });
  source.git('checkout', '-q', '-b', 'feature');
  source.commit('feature', { 'svc/b.go': 'package m\n\nfunc B() *int { return new(int) }\n' });
  source.git('checkout', '-q', 'main');
  source.commit('meanwhile', { 'svc/c.go': 'package m\n\nfunc C() *int { return new(int) }\n' });
  source.git('checkout', '-q', '-b', 'merged');
  source.git('merge', '-q', '--no-ff', 'feature', '-m', 'merge');
  source.git('checkout', '-q', 'main');
  source.git('clone', '-q', '--bare', '.', at('origin.git'));
});

let clones = 0;
function clone(...args: string[]): GitRepository {
  const folder = at(`clone${++clones}`);
  source.git('clone', '-q', ...args, url, folder);
  return openRepository(folder);
}

async function gate(
  { folder }: GitRepository,
  args: readonly string[] = [],
  more: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const { code: exit, stdout, stderr } = await runCli(['gate', '-q', ...args], { cwd: path.join(folder, 'svc'), env: { ...env, ...more } });
  return { code: exit, said: stdout + stderr };
}

/** Runs what stands behind the arrow. */
function mend({ folder }: GitRepository, said: string): void {
  const [, command = ''] = /→ `?(git [^`,\n]*)/.exec(said) ?? [];
  for (const part of command.split(' && ')) execFileSync('git', part.split(' ').slice(1), { cwd: folder, env, stdio: 'ignore' });
}

const oneNew = { code: 1, said: expect.stringMatching(/^1 new allocation, an error, against [^\n]*\n[^]*svc|b\.go/) as string };
const pull = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_BASE_REF: 'main' };

test('a branch, a detached head, a fork with an upstream, a sub-folder', async () => {
  const whole = clone('-b', 'feature');
  expect(await gate(whole)).toEqual(oneNew);
  whole.git('checkout', '-q', '--detach');
  expect(await gate(whole)).toEqual(oneNew);
  whole.git('remote', 'rename', 'origin', 'upstream');
  expect(await gate(whole)).toEqual(oneNew);
});

test.each([
  ['shallow, and nothing names the base', ['--depth', '1', '-b', 'feature'], [], {}],
  ['shallow, and the base is named', ['--depth', '1', '-b', 'feature'], ['--base', 'main'], {}],
  ['of one branch alone', ['--single-branch', '-b', 'feature'], [], {}],
  ['shallow, in a pull request', ['--depth', '1', '-b', 'feature'], [], pull],
] as const)('%s: one command mends it', async (_, how, args, more) => {
  const repository = clone(...how);
  const { code: exit, said } = await gate(repository, args, more);
  expect([exit, said]).toEqual([2, expect.stringMatching(/→ `?git fetch/)]);
  mend(repository, said);
  expect(await gate(repository, args, more)).toEqual(oneNew);
});

test('the merge that GitHub checks out, with fetch-depth 2, and a merge queue', async () => {
  expect(await gate(clone('--depth', '2', '-b', 'merged', '--single-branch'), [], pull)).toEqual(oneNew);
  const event = at('event.json');
  const queue = clone('-b', 'merged');
  writeFileSync(event, JSON.stringify({ merge_group: { base_sha: queue.git('rev-parse', 'origin/main') } }));
  const more = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: event };
  expect(await gate(queue, [], more)).toEqual(oneNew);
});

test('a submodule that is not there is named, with the command', async () => {
  const outer = makeRepository(at('outer'));
  outer.git('submodule', '--quiet', 'add', url, 'third');
  outer.commit('base', {
    'svc/go.mod': 'module ex.com/s\n\ngo 1.22\n\nrequire ex.com/m v0.0.0\n\nreplace ex.com/m => ../third/svc\n',
    'svc/s.go': 'package s\n\nimport "ex.com/m"\n\nfunc A() []int { return m.A(3) }\n',
  });
  const repository = openRepository(at('inner'));
  outer.git('clone', '-q', '.', at('inner'));
  repository.write({ 'svc/t.go': 'package s\n\nfunc T() *int { return new(int) }\n' });
  const { code: exit, said } = await gate(repository, ['--base', 'HEAD']);
  expect([exit, said]).toEqual([2, expect.stringMatching(/The submodule third has no commit .*\n.*→ git submodule update --init/)]);
  mend(repository, said);
  expect((await gate(repository, ['--base', 'HEAD'])).code).toBe(1);
});

test('no commit, no repository, a side that does not build', async () => {
  const empty = makeRepository(at('empty'));
  empty.write({ 'svc/go.mod': 'module x\n\ngo 1.22\n' });
  expect(await gate(empty)).toEqual({ code: 2, said: expect.stringContaining('has no commit yet') as string });
  const broken = clone('-b', 'feature');
  broken.write({ 'svc/b.go': 'package m\n\nfunc B( {\n' });
  expect(await gate(broken)).toEqual({
    code: 3,
    said: expect.stringMatching(/^not judged against .*: the working tree does not build/) as string,
  });
  const base = broken.commit('broken');
  broken.write({ 'svc/b.go': 'package m\n' });
  expect(await gate(broken, ['--base', base])).toEqual({ code: 3, said: expect.stringMatching(/the base does not build/) as string });
});

test('the example shows a good and a bad change, and a self-test that is red and one that is green', async () => {
  const {
    code: exit,
    stdout,
    stderr,
  } = await run(process.execPath, [path.join(root, 'examples/gate-demo/make.mjs')], {
    cwd: scratch.path,
    env,
    timeout: 300_000,
  });
  expect([exit, stderr]).toEqual([0, '']);
  expect(stdout.match(/exit code \d/g)).toEqual(['0', '1', '0', '0', '1'].map((one) => `exit code ${one}`));
});
