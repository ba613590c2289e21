import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gitEnv, makeRepository, type GitRepository } from '../support/git-repository.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { run, type RunOutput } from '../support/run.ts';

// The commands of the files in docs/ci, as they stand there, on a repository whose branch adds one allocation. npm is a stand-in that puts this
// repository's program where npm would; one cache serves all, as it would in a CI.
const scratch = outsideFolder('ci');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const file = (name: string): string => readFileSync(path.join(root, 'docs/ci', name), 'utf8');
let repository: GitRepository;
let base: string;

beforeAll(() => {
  const program = `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, 'bin/stackward.js')}" "$@"\n`;
  const npm = `#!/bin/sh\nfor word; do [ "$word" = .stackward ] && mkdir -p .stackward/node_modules/.bin && cp "${at('bin/stackward')}" .stackward/node_modules/.bin/; done\nexit 0\n`;
  mkdirSync(at('bin'), { recursive: true });
  for (const [name, text] of Object.entries({ stackward: program, npm })) {
    writeFileSync(at('bin', name), text);
    chmodSync(at('bin', name), 0o755);
  }
  repository = makeRepository(at('work'));
  base = repository.commit('one', {
    'go.mod': 'module ex.com/m\n\ngo 1.22\n',
    'm.go': 'package m\n\nfunc F(n int) int { return n }\n',
    '.gitignore': '*.xml\n*.json\n*.sarif\n.stackward\n',
  });
  repository.git('checkout', '-q', '-b', 'change');
  repository.commit('two', { 'm.go': 'package m\n\nfunc F(n int) *int { return &n }\n' });
});
afterAll(scratch.remove);

function shell(command: string, env: NodeJS.ProcessEnv): Promise<RunOutput> {
  const { GITHUB_ACTIONS: _, GITLAB_CI: _g, JENKINS_URL: _j, ...rest } = gitEnv;
  return run('sh', ['-ec', command], {
    cwd: repository.folder,
    env: { ...rest, PATH: `${at('bin')}${path.delimiter}${process.env['PATH']}`, STACKWARD_CACHE: at('cache'), NO_COLOR: '1', ...env },
  });
}

describe('the files of docs/ci', () => {
  test('GitLab', async () => {
    const lines = [...file('gitlab-ci.yml').matchAll(/^ {4}- ((?:npm|stackward) .*)$/gm)].map(([, line]) => line);
    expect(lines).toHaveLength(2);
    const { code, stdout } = await shell(lines.join('\n'), { GITLAB_CI: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect([code, stdout.split('\n')[0]]).toEqual([1, expect.stringMatching(/^1 new allocation, an error, against /)]);
    expect(JSON.parse(readFileSync(path.join(repository.folder, 'gl-code-quality-report.json'), 'utf8'))).toHaveLength(1);
    for (const name of ['gl-code-quality-report.json', 'stackward-junit.xml']) expect(file('gitlab-ci.yml').split(name)).toHaveLength(3);
  });

  test('Jenkins', async () => {
    const lines = [...file('Jenkinsfile').matchAll(/^ +sh '(.*)'$/gm)].map(([, line]) => line);
    expect(lines).toHaveLength(2);
    const { code } = await shell(lines.join('\n'), { JENKINS_URL: 'http://jenkins.example/', CHANGE_TARGET: 'main' });
    expect(code).toBe(1);
    expect(readFileSync(path.join(repository.folder, 'stackward-junit.xml'), 'utf8')).toContain(
      '<testcase classname="ex.com/m" name="new-allocation">',
    );
  });

  test('before a commit: stops at a new allocation, and at nothing else', async () => {
    const hook = path.join(root, 'docs/ci/pre-commit');
    expect(await shell(hook, {})).toMatchObject({ code: 0 });
    repository.write({ 'm.go': 'package m\n\nfunc F(n int) *int { return &n }\n\nfunc G() *int { return new(int) }\n' });
    expect(await shell(hook, {})).toMatchObject({ code: 1 });
    repository.write({ 'm.go': 'package m\n\nfunc F(n int) *int {\n' });
    expect(await shell(hook, {})).toMatchObject({ code: 0 });
    repository.git('checkout', '-q', '--', 'm.go');
  });

  test('GitHub: what it gives the action are inputs of it, actions are pinned', () => {
    const text = file('github.yml');
    const action = readFileSync(path.join(root, 'action/action.yml'), 'utf8');
    expect(action).toContain('\n  command:\n');
    expect(text).not.toContain('pull_request_target');
    for (const uses of [...`${text}${action}`.matchAll(/uses: (\S+)(.*)$/gm)].filter(([, name = '']) => !name.startsWith('OWNER')))
      expect(`${uses[1]}${uses[2]}`).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
