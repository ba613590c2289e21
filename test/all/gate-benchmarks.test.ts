import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import { gitEnv, makeRepository } from '../support/git-repository.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// Benchmarks of the working tree and of its base, run in turn by the gate.
const scratch = outsideFolder('gate-benchmarks');
afterAll(scratch.remove);
const repository = makeRepository(path.join(scratch.path, 'repo'));

const order = (keep: string): string => `package store

type Order struct{ ID, N int }

var kept *Order

func Put(n int) int {
	o := Order{ID: n}
	${keep}
	return o.ID + n
}
`;
const tests = `package store

import "testing"

func BenchmarkPut(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Put(i)
	}
}
`;

async function gate(...args: string[]): Promise<{ code: number | null; comparison: Comparison }> {
  const { code, stdout, stderr } = await runCli(['gate', '--base', 'HEAD', '-q', '-f', 'json', ...args], {
    cwd: path.join(repository.folder, 'svc'),
    env: { ...gitEnv, STACKWARD_CACHE: path.join(scratch.path, 'cache') },
    timeout: 600_000,
  });
  expect(stderr).toBe('');
  return { code, comparison: JSON.parse(stdout) as Comparison };
}

const measured = (...more: string[]): string[] => ['--bench', 'Put', '--benchtime', '2000x', '--no-race', ...more];

test('a benchmark that allocates more is an error where it does, its time is shown and no finding', async () => {
  repository.commit('base', { 'svc/go.mod': 'module ex.com/store\n\ngo 1.22\n', 'svc/store.go': order(''), 'svc/store_test.go': tests });
  repository.write({ 'svc/store.go': order('kept = &o'), 'svc/stackward.jsonc': '{ "policy": { "new-allocation": "off" } }' });
  const { code, comparison } = await gate(...measured());
  expect(comparison.findings.map(({ code: finding, args, anchor }) => [finding, args, anchor.file, anchor.line])).toMatchObject([
    [
      'worse-benchmark',
      { unit: 'allocs/op', before: 0, after: 1, runs: [6, 6], also: { unit: 'B/op', after: 16 }, places: 1 },
      'store.go',
      8,
    ],
  ]);
  expect(code).toBe(1);
  expect(comparison.benchmarks?.tables.map(({ unit }) => unit)).toEqual(['sec/op', 'B/op', 'allocs/op']);
  expect(comparison.places).toMatchObject([{ state: 'new', perOp: { benchmark: 'Put', objects: 1 } }]);
});

test('without a change of what is allocated nothing is objected to, and a base without the benchmark is no fault', async () => {
  repository.write({ 'svc/store.go': order('o.N++') });
  expect(await gate(...measured('--count', '2'))).toMatchObject({ code: 0, comparison: { findings: [], problems: [] } });
  repository.write({ 'svc/store_test.go': tests.replace('BenchmarkPut', 'BenchmarkPutAll') });
  const { code, comparison } = await gate(...measured('--count', '2'));
  expect({ code, findings: comparison.findings }).toEqual({ code: 0, findings: [] });
});
