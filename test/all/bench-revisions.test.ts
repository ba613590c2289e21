import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { BenchComparison } from '../../src/model/benchmark-comparison.ts';
import { outsideFolder } from '../support/repo.ts';
import { run } from '../support/run.ts';
import { runCli } from '../support/run-cli.ts';

// Two revisions of a small module, built and run: statistics of both, and the places that make the difference.
const scratch = outsideFolder('bench-revisions');
afterAll(scratch.remove);
const folder = path.join(scratch.path, 'repo');

const test1 = `package p

import "testing"

var sink any

func BenchmarkMake(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sink = Make(10)
	}
}
`;
const make = (first: string): string => `package p

type Item struct{ a, b, c int }

func Make(n int) []*Item {
	${first}
	for i := 0; i < n; i++ {
		out = append(out, &Item{a: i})
	}
	return out
}
`;

async function git(...args: string[]): Promise<void> {
  const { code, stderr } = await run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  expect(code, stderr).toBe(0);
}

test('a slice that is made at once instead of grown', async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'go.mod'), 'module example.com/p\n\ngo 1.22\n');
  writeFileSync(path.join(folder, 'p_test.go'), test1);
  writeFileSync(path.join(folder, 'p.go'), make('var out []*Item'));
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-qm', 'one');
  writeFileSync(path.join(folder, 'p.go'), make('out := make([]*Item, 0, n)'));
  await git('commit', '-qam', 'two');
  const env = { ...process.env, STACKWARD_CACHE: path.join(scratch.path, 'cache') };
  const { code, stdout, stderr } = await runCli(['bench', '--compare', 'HEAD~1', 'HEAD', '--benchtime', '2000x', '-q', '-f', 'json'], {
    cwd: folder,
    env,
    timeout: 600_000,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { inputs, tables, allocations } = JSON.parse(stdout) as BenchComparison;
  expect(inputs.map(({ label, from, results }) => [label, from, results])).toEqual([
    ['HEAD~1', 'revision', 6],
    ['HEAD', 'revision', 6],
  ]);
  const allocs = tables.find(({ unit }) => unit === 'allocs/op')?.rows[0]?.cells[1];
  expect(allocs?.comparison?.p).toBeLessThan(0.05);
  const [one] = allocations ?? [];
  // Growth to 1, 2, 4, 8 and 16 elements, against one slice.
  // What Go rounds away may stand beside them, where a run is a few objects off.
  const places = one?.places.filter(({ of }) => of !== 'rest');
  expect(places?.map(({ change, amounts: [before, after] }) => [change, before.objects, after.objects])).toEqual([
    ['lost', expect.closeTo(5, 1), 0],
    ['gained', 0, expect.closeTo(1, 1)],
  ]);
  expect(Math.abs(one?.remainder.objects ?? 9)).toBeLessThan(1.1);
  // What is not committed, and the repository's own state, are left alone.
  const { stdout: status } = await run('git', ['status', '--porcelain', '--ignored'], { cwd: folder });
  expect(status).toBe('');
}, 600_000);
