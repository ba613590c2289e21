import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate, type Gated } from '../../../src/engine/gate/gate.ts';
import { selfTest } from '../../../src/engine/gate/self-test.ts';
import type { Options } from '../../../src/engine/options.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { exitCode } from '../../../src/model/exit-code.ts';
import { openCache } from '../../../src/store/cache.ts';
import { gitEnv, makeRepository, temporaryFolder, type GitRepository } from '../../support/git-repository.ts';

// A module in a folder of a repository, with a go.work around, a submodule that it uses, and a callee in another package.
const lib = (body: string): string => `package lib

var Kept *int

// Use lets its parameter go, or not.
//
//go:noinline
func Use(p *int) int {
	${body}
	return *p
}
`;
const main = `package svc

import (
	"ex.com/inner"
	"ex.com/svc/lib"
)

// Call is edited by nobody.
func Call(n int) int {
	v := n + len(inner.Name())
	return lib.Use(&v)
}
`;

let scratch = '';
let repository: GitRepository;
let first = '';
beforeAll(() => {
  scratch = temporaryFolder('gate');
  const inner = makeRepository(path.join(scratch, 'inner'));
  inner.commit('inner', {
    'go.mod': 'module ex.com/inner\n\ngo 1.22\n',
    'inner.go': 'package inner\n\nfunc Name() string { return "inner" }\n',
  });
  repository = makeRepository(path.join(scratch, 'repo'));
  repository.git('submodule', '--quiet', 'add', '../inner', 'third/inner');
  first = repository.commit('first', {
    'go.work': 'go 1.22\n\nuse ./svc\nuse ./third/inner\n',
    'svc/go.mod': 'module ex.com/svc\n\ngo 1.22\n',
    'svc/svc.go': main,
    'svc/lib/lib.go': lib('_ = p'),
    'README.md': 'read me\n',
  });
  mkdirSync(path.join(scratch, 'cache'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function gate(options: Options = {}, env: Record<string, string> = {}): Promise<Gated> {
  const host = createNodeHost({ cwd: path.join(repository.folder, 'svc'), env: { ...gitEnv, ...env } });
  const cache = openCache(host, path.join(scratch, 'cache'), 'test');
  const run = createGate(host, options, { stackward: '0.0.0', base: first, folder: path.join(scratch, 'cache'), cache });
  return run.run().finally(() => run.close());
}

describe('the gate on a working tree', () => {
  test('of which no build reads what changed: nothing is built, there need not even be a Go', async () => {
    repository.write({ 'README.md': 'read me twice\n', 'svc/new_test.go': 'package svc\n', 'svc/notes.txt': '' });
    const { comparison } = await gate({}, { PATH: path.dirname(process.env['GIT'] ?? '/usr/bin/git'), GOROOT: '/nowhere' });
    expect(comparison).toMatchObject({ files: { changed: 3, read: 0 }, places: [], problems: [] });
    expect(exitCode(comparison)).toBe(0);
  });

  test('names the callee that was edited for a caller that nobody touched; the base is built once', async () => {
    const status = repository.git('status', '--porcelain').split('\n');
    repository.write({ 'svc/lib/lib.go': lib('Kept = p') });
    const { comparison } = await gate();
    expect(comparison.problems).toEqual([]);
    const [place, second] = comparison.places;
    expect(second).toBeUndefined();
    expect(place).toMatchObject({
      state: 'new',
      head: { function: 'Call', at: { file: 'svc/svc.go', line: 10 } },
      because: { code: 'callee-changed', callee: 'Use', at: { file: 'svc/lib/lib.go', line: 9 } },
    });
    expect(place?.explained?.chain?.steps.at(-1)).toMatchObject({ code: 'stored', into: 'Kept' });
    expect(comparison.findings).toMatchObject([
      {
        code: 'new-allocation',
        anchor: { file: 'svc/lib/lib.go', line: 9 },
        related: [{ code: 'caller', at: { file: 'svc/svc.go', line: 10 } }],
      },
    ]);
    expect(exitCode(comparison)).toBe(1);
    // Again, with another edit: what is known of the base is not asked of Go again.
    repository.write({ 'svc/lib/lib.go': lib('_ = *p') });
    const again = await gate();
    expect(again.comparison).toMatchObject({
      places: [],
      findings: [],
      base: { build: { modules: [{ path: 'ex.com/inner' }, { path: 'ex.com/svc' }] } },
    });
    expect(
      repository
        .git('status', '--porcelain')
        .split('\n')
        .filter((line) => !line.includes('lib.go')),
    ).toEqual(status);
  });

  test('can go red, and does not for what only moved', async () => {
    const host = createNodeHost({ cwd: path.join(repository.folder, 'svc'), env: gitEnv });
    const settings = { stackward: '0.0.0', folder: path.join(scratch, 'cache') };
    const { planted, moved } = await selfTest(host, { patterns: ['./lib'] }, settings);
    expect([exitCode(planted), exitCode(moved)]).toEqual([1, 0]);
    expect(planted.states).toMatchObject({ new: 3, worse: 0 });
  });

  test('that does not build says that it is this side', async () => {
    repository.write({ 'svc/lib/lib.go': lib('}') });
    const { comparison } = await gate();
    expect(comparison.problems.map((problem) => [problem.effect, problem.in])).toContainEqual(['failed', ['head']]);
    expect(exitCode(comparison)).toBe(3);
  });
});
