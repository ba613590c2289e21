import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchstatCases, benchstatCsv, tablesOf } from '../support/oracles/benchstat.ts';
import { recordedCase } from '../support/oracles/recorded-benchstat.ts';
import { csvDifferences } from '../support/oracles/same-csv.ts';
import { run } from '../support/run.ts';

// The real benchstat, by its module version: the same that the recordings come from.
const version = 'v0.0.0-20260908200009-22c9c6c9d4da';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'stackward-benchstat-'));
  const { code, stderr } = await run('go', ['install', `golang.org/x/perf/cmd/benchstat@${version}`], {
    cwd: folder,
    env: { ...process.env, GOBIN: folder, GOFLAGS: '' },
  });
  expect(code, stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(benchstatCases().map((each) => [each.name, each] as const))('%s', async (name, each) => {
  for (const [file, text] of Object.entries(each.texts)) writeFileSync(path.join(folder, file), text);
  const args = ['-format', 'csv', ...each.args, ...Object.keys(each.texts)];
  const { code, stdout, stderr } = await run(path.join(folder, 'benchstat'), args, { cwd: folder });
  expect(code, stderr).toBe(0);
  expect(recordedCase(name, { stdout, stderr })).toEqual({ stdout, stderr });
  const { rows, warnings } = benchstatCsv(tablesOf(each));
  expect(csvDifferences(rows, stdout)).toEqual([]);
  expect(warnings).toEqual(stderr.split('\n').filter(Boolean));
});
