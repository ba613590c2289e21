import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CoverageMeasurement } from '../../src/model/cost.ts';
import type { Report } from '../../src/model/report.ts';
import { executedLines, markedLines, writeCovered } from '../support/covered-program.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

const scratch = outsideFolder('coverage');
afterAll(scratch.remove);

async function check(folder: string, ...args: string[]): Promise<Report> {
  const { stdout, stderr, code } = await runCli(['check', '--quiet', '-f', 'json', ...args, './...'], { cwd: folder });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}

test('sites are executed, not executed or unknown by the block that holds them, and the files that say so are named', async () => {
  const app = path.join(scratch.path, 'app, with a comma');
  mkdirSync(app);
  writeCovered(app);
  const data = path.join(app, 'data, too');
  mkdirSync(data);
  execFileSync('go', ['build', '-cover', '-covermode=count', '-coverpkg=./...', '-o', 'app.exe', '.'], { cwd: app });
  execFileSync(path.join(app, 'app.exe'), { cwd: app, env: { ...process.env, GOCOVERDIR: data } });
  const report = await check(app, '--cover', 'data, too');
  expect(executedLines(report, 'p/p.go')).toEqual(markedLines(readFileSync(path.join(app, 'p/p.go'), 'utf8')));
  expect(report.problems).toEqual([]);
  const [measurement, ...others] = report.measurements ?? [];
  if (measurement?.kind !== 'coverage') throw new Error('nothing measured');
  expect(others).toEqual([]);
  expect(measurement).toMatchObject({ id: 1, files: ['data, too'], mode: 'count', elsewhere: { files: 0 } });
  const allocating = report.sites.filter(({ outcome }) => outcome === 'allocates').length;
  expect(Object.values(measurement.sites).reduce((sum, one) => sum + one, 0)).toBe(allocating);
  expect(report.sites.flatMap(({ execution }) => execution?.from ?? []).every((id) => id === 1)).toBe(true);

  // The text that Go makes of the folder, and a second file in which nothing was executed.
  execFileSync('go', ['tool', 'covdata', 'textfmt', '-i=.', `-o=${app}/c.out`], { cwd: data });
  const text = readFileSync(path.join(app, 'c.out'), 'utf8');
  writeFileSync(path.join(app, 'none.out'), text.replaceAll(/ \d+$/gm, ' 0'));
  const two = await check(app, '--cover', 'none.out', '--cover', 'c.out');
  expect(executedLines(two, 'p/p.go')).toEqual(executedLines(report, 'p/p.go'));
  const [none, some] = two.measurements as CoverageMeasurement[];
  expect([none?.sites.executed, some?.sites]).toEqual([0, measurement.sites]);
  const from = (executed: boolean): (readonly number[])[] =>
    two.sites.flatMap(({ execution }) => (execution?.executed === executed ? [execution.from] : []));
  expect(from(true).every((ids) => ids.join() === '2')).toBe(true);
  expect(from(false).every((ids) => ids.join() === '1,2')).toBe(true);

  // One function more, and the functions behind it are not spoken of.
  const source = readFileSync(path.join(app, 'p/p.go'), 'utf8');
  writeFileSync(
    path.join(app, 'p/p.go'),
    source.replace('//go:noinline\nfunc One', 'func New() *T { return &T{} }\n\n//go:noinline\nfunc One'),
  );
  const later = await check(app, '--cover', 'c.out');
  expect(later.problems).toMatchObject([{ code: 'coverage-differs', package: 'example.com/covered/p', args: { functions: 6, agree: 3 } }]);
  expect([...executedLines(later, 'p/p.go').values()].filter((said) => said === 'executed 3')).toHaveLength(1);
}, 60_000);
