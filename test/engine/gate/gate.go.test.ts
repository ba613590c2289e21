import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate, type Gated } from '../../../src/engine/gate/gate.ts';
import { selfTest, selfTestExitCode, type SelfTest } from '../../../src/engine/gate/self-test.ts';
import { judgeComparison } from '../../../src/engine/judge-report.ts';
import type { Options } from '../../../src/engine/options.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { exitCode } from '../../../src/model/exit-code.ts';
import type { PolicySetting } from '../../../src/rules/metadata.ts';
import { openCache } from '../../../src/store/cache.ts';
import { selfTestLines } from '../../../src/view/self-test-words.ts';
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
    const run = (policy?: PolicySetting): Promise<SelfTest> =>
      selfTest(host, { patterns: ['./lib'] }, settings, (root) => ({
        ...(policy ? { policy: { setting: policy, folder: root, file: `${root}/stackward.jsonc` } } : {}),
        today: '2026-06-15',
        isWhole: true,
      }));
    const found = await run();
    expect(found.planted.comparison.states).toMatchObject({ new: 5, worse: 0 });
    expect([found.planted.errors, found.moved.errors, selfTestExitCode(found)]).toEqual([5, 0, 0]);
    expect(selfTestLines(found)).toEqual([
      'planted in a copy of ex.com/svc/lib: 5 new allocations, 5 errors',
      'the same, moved and renamed: no new allocations, 0 errors',
      'this gate goes red when it should, and only then',
    ]);
    // The policy decides: one that lets everything be is found out.
    const mild = await run({ extends: 'report-only' });
    expect([mild.planted.errors, selfTestExitCode(mild), selfTestLines(mild).at(-1)]).toEqual([
      0,
      1,
      'this gate does not go red: its policy, stackward.jsonc, makes no new allocation an error',
    ]);
  });

  test('lets be a pin that the base violates as well, and objects to one that only the change does', async () => {
    const pinned = (more: string): string => `package lib\n\n//stackward:noalloc\nfunc Old(n int) []int { return make([]int, n) }\n${more}`;
    repository.write({ '.gitignore': 'made_*.go\n', 'svc/lib/lib.go': lib('_ = p'), 'svc/lib/pinned.go': pinned('') });
    const base = repository.commit('pinned');
    repository.write({ 'svc/lib/made_x.go': 'package lib\n', 'svc/made_y.go': 'package svc\n' });
    repository.write({ 'svc/lib/pinned.go': pinned('\n//stackward:noalloc\nfunc Late(n int) []int { return make([]int, n) }\n') });
    const host = createNodeHost({ cwd: path.join(repository.folder, 'svc'), env: gitEnv });
    const run = createGate(host, { patterns: ['./lib'] }, { stackward: '0.0.0', base, folder: path.join(scratch, 'cache') });
    const { comparison, head, base: before, root } = await run.run().finally(() => run.close());
    if (!head || !before) throw new Error('both sides are built');
    // Only what is built of it: the other package was not named.
    expect(comparison.problems).toEqual([{ code: 'ignored-files', args: { count: 1, first: 'svc/lib/made_x.go' }, effect: 'notice' }]);
    const judged = (setting?: PolicySetting): unknown[] =>
      judgeComparison(host, comparison, root, {
        ...(setting ? { policy: { setting, folder: root, file: '' } } : {}),
        today: '2026-06-15',
        isWhole: true,
        head,
        base: before,
      }).findings.flatMap(({ code, function: name, severity, state, known }) =>
        code === 'noalloc-violated' ? [[name, severity, state, known?.by]] : [],
      );
    expect(judged()).toEqual([
      ['Old', 'error', 'unchanged', 'base'],
      ['Late', 'error', 'new', undefined],
    ]);
    expect(judged({ 'old-pins': 'warning' })).toEqual([
      ['Late', 'error', 'new', undefined],
      ['Old', 'warning', 'unchanged', undefined],
    ]);
    repository.git('reset', '-q', '--hard', first);
    repository.git('clean', '-qfdx', 'svc');
  });

  test('that does not build says that it is this side', async () => {
    repository.write({ 'svc/lib/lib.go': lib('}') });
    const { comparison } = await gate();
    expect(comparison.problems.map((problem) => [problem.effect, problem.in])).toContainEqual(['failed', ['head']]);
    expect(exitCode(comparison)).toBe(3);
  });
});
