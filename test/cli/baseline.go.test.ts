import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { judgeReport } from '../../src/engine/judge-report.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { Report } from '../../src/model/report.ts';
import { parseBaseline } from '../../src/store/baseline-file.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunOutput } from '../support/run.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const scratch = outsideFolder('baseline');
const module = path.join(scratch.path, 'small');
const file = path.join(module, 'stackward.baseline.jsonl');
const stackward = (...args: string[]): Promise<RunOutput> => runCli([...args, '-q'], { cwd: module });
const host = createNodeHost();
const policies = readdirSync(path.join(root, 'docs/policies')).filter((name) => name.endsWith('.jsonc'));
afterAll(scratch.remove);
beforeAll(() => extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/small.txtar'), 'utf8')), module));

test('from the first file to an accepted allocation, on a module that changes', async () => {
  expect(await stackward('check', '--baseline', 'stackward.baseline.jsonl')).toMatchObject({ code: 2, stdout: '' });
  const made = await stackward('baseline', 'create');
  expect(made).toMatchObject({ code: 0 });
  expect(made.stdout).toMatch(/^stackward\.baseline\.jsonl: \d+ allocations in 2 packages, of go/);
  writeFileSync(path.join(module, 'stackward.jsonc'), '{ "baseline": "stackward.baseline.jsonl", "policy": { "extends": "strict" } }');

  // 60 lines above, one function renamed, one allocation swapped for another: one new, one gone.
  const order = path.join(module, 'shop/order.go');
  const before = readFileSync(order, 'utf8');
  const after = before
    .replace('// An Order', `${'\n'.repeat(60)}// An Order`)
    .replace('func Batch', 'func Bunch')
    .replace('last = o\n', 'kept = new(Line)\n\t_ = o\n');
  writeFileSync(order, `${after}\nvar kept *Line\n`);
  const { stdout, code } = await stackward('check', '-f', 'json');
  const report = JSON.parse(stdout) as Report;
  expect({ code, ...report.baseline }).toMatchObject({ code: 1, new: 1, worse: 0, gone: 1, expired: 0 });
  expect(report.findings).toMatchObject([{ code: 'new-allocation', severity: 'error', state: 'new', function: 'Remember' }]);

  // The policies of docs/policies, on the same report and baseline.
  const { findings: _, baseline: __, ...unjudged } = report;
  const content = parseBaseline(readFileSync(file), 'b');
  const judged = await Promise.all(
    policies.map(async (name) => {
      const loaded = await loadConfig(host, path.join(root, 'docs/policies'), name);
      if (!loaded?.config.policy) throw new Error(`no policy in ${name}`);
      // As it would lie at the root of the module.
      const policy = { setting: loaded.config.policy, folder: module, file: path.join(module, 'stackward.jsonc') };
      const { findings = [] } = judgeReport(host, unjudged, module, {
        policy,
        baseline: { file: 'b', content },
        today: '2026-06-15',
        isWhole: true,
      });
      const told = findings.filter(({ known }) => !known).map(({ severity, code }) => `${severity} ${code}`);
      return [name, [...new Set(told)].toSorted().join(', ')];
    }),
  );
  expect(Object.fromEntries(judged)).toEqual({
    'first-weeks.jsonc': 'warning new-allocation',
    'hot-loops.jsonc': 'warning new-allocation',
    'large-objects.jsonc': 'warning new-allocation',
    'library.jsonc': 'error new-allocation',
    'often-copied-mended.jsonc': 'warning new-allocation, warning rule-not-judged',
    'often-copied.jsonc': 'error unwanted-site, warning rule-not-judged',
  });

  // A part of the module speaks for itself only.
  const part = await stackward('baseline', 'prune', './queue');
  expect(part.stdout).toMatch(/: nothing is gone, \d+ entries stay\.\n$/);
  const pruned = await stackward('baseline', 'prune');
  expect(pruned.stdout).toMatch(
    /: 1 entry taken out, \d+ left\.\n {2}[0-9a-f]{16} {2}box shop\.Order in Remember \(example\.test\/small\/shop\)\n$/,
  );

  const id = report.findings?.[0]?.site ?? '';
  expect(await stackward('baseline', 'accept', id.slice(0, 8), '--until', '2199-02-30', '--reason', 'x')).toMatchObject({ code: 2 });
  expect(await stackward('baseline', 'accept', id.slice(0, 8))).toMatchObject({ code: 2 });
  const accepted = await stackward('baseline', 'accept', id.slice(0, 8), '--reason', 'one line', '--until', '2199-12-31');
  expect(accepted).toMatchObject({ code: 0, stdout: expect.stringContaining('until 2199-12-31. one line\n') as unknown });
  expect((await runCli(['baseline', 'explain', id], { cwd: module })).stdout).toContain('accepted: one line\n  until 2199-12-31\n');
  expect(await stackward('check')).toMatchObject({ code: 0 });

  // Its day is over: new again, and told.
  writeFileSync(file, readFileSync(file, 'utf8').replace('2199-12-31', '2020-12-31'));
  const over = await stackward('check');
  expect(over.code).toBe(1);
  expect(over.stdout).toMatch(/error: shop\/order\.go:\d+:\d+ {2}new allocation: new\(Line\)\n/);
  expect(over.stdout).toMatch(/was accepted until\s+2020-12-31/);

  // Another build is no evidence.
  const other = await stackward('check', '--tests');
  expect(other).toMatchObject({ code: 0 });
  expect(other.stdout).toMatch(
    /^note: nothing is judged against stackward\.baseline\.jsonl, which was made of another build: test files off there, on here\./,
  );
  expect(await stackward('check', '--tests', '--incomparable=fail')).toMatchObject({ code: 2 });
  expect((await stackward('baseline', 'rebase', '--tests')).stdout).toMatch(
    /with tests now: \d+ kept, 0 taken out, 0 allocations are new here/,
  );
  appendFileSync(file, '<<<<<<< HEAD\n');
  expect((await runCli(['check', '-q'], { cwd: module })).stderr).toMatch(
    /stackward\.baseline\.jsonl:\d+: git could not merge this baseline/,
  );
}, 60_000);
