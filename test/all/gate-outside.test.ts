import path from 'node:path';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import { gitEnv, makeRepository, type GitRepository } from '../support/git-repository.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// A repository whose module needs one that lies beside the repository: by `replace`, by a go.work around it, and by one in it.
const scratch = outsideFolder('gate-outside');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const code = (more = ''): string => `package svc\n\nimport "ex.com/dep"\n\nfunc A() *int { return dep.New() }\n${more}`;
const head = code('\nfunc B() *int { return new(int) }\n');
let repository: GitRepository;

beforeAll(() => {
  repository = makeRepository(at('ws/repo'));
  mkdirSync(at('ws/dep'));
  writeFileSync(at('ws/dep/go.mod'), 'module ex.com/dep\n\ngo 1.22\n');
  writeFileSync(at('ws/dep/dep.go'), 'package dep\n\nfunc New() *int { x := 3; return &x }\n');
});
afterAll(scratch.remove);

async function gate(base: string): Promise<Comparison> {
  const {
    code: exit,
    stdout,
    stderr,
  } = await runCli(['gate', '--base', base, '-q', '-f', 'json'], {
    cwd: path.join(repository.folder, 'svc'),
    env: { ...gitEnv, STACKWARD_CACHE: at('cache') },
  });
  expect([exit, stderr]).toEqual([1, '']);
  return JSON.parse(stdout) as Comparison;
}

async function selfTest(): Promise<unknown> {
  const { code: exit } = await runCli(['gate', '--self-test'], {
    cwd: path.join(repository.folder, 'svc'),
    env: { ...gitEnv, STACKWARD_CACHE: at('cache') },
  });
  return exit;
}

describe('the base finds what lies beside the repository:', () => {
  test.each(['replace', 'go.work around', 'go.work inside'])('%s', async (by) => {
    for (const file of [at('ws/go.work'), at('ws/repo/go.work')]) rmSync(file, { force: true });
    const needs = by === 'replace' ? '\nrequire ex.com/dep v0.0.0\n\nreplace ex.com/dep => ../../dep\n' : '';
    if (by === 'go.work around') writeFileSync(at('ws/go.work'), 'go 1.22\n\nuse (\n\t./repo/svc\n\t./dep\n)\n');
    const base = repository.commit(by, {
      'svc/go.mod': `module ex.com/svc\n\ngo 1.22\n${needs}`,
      'svc/a.go': code(),
      ...(by === 'go.work inside' ? { 'go.work': 'go 1.22\n\nuse ./svc\nuse ../dep\n' } : {}),
    });
    repository.write({ 'svc/a.go': head });
    const { states, places, problems } = await gate(base);
    expect(problems).toEqual([]);
    expect(states).toEqual({ new: 1, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 1 });
    expect(places).toMatchObject([{ state: 'new', head: { function: 'B' } }]);
    expect(await selfTest()).toBe(0);
  });
});
