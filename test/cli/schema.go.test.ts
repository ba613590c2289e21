import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportSchema } from '../../src/model/schema/report-schema.ts';
import { root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

const schema = JSON.parse(readFileSync(path.join(root, 'docs/schema/report.schema.json'), 'utf8')) as Record<string, unknown>;

test('a real report fits the published schema, by a validator of its own, and the schema knows every field of it', async () => {
  const { stdout, code } = await runCli(['check', '-f', 'json', '--facts', '--tests'], { cwd: path.join(root, 'examples/shop') });
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as Report;
  const { $id: _, ...plain } = schema;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(plain);
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  // Unknown fields are let through but not kept: what is left out is missing in the schema.
  expect(v.parse(reportSchema, report)).toEqual(report);

  expect(report.counts.calls).toBe(report.facts?.calls.reduce((sum, call) => sum + call.count, 0));
  expect(report.counts.verdicts).toBe(report.facts?.verdicts.reduce((sum, verdict) => sum + verdict.count, 0));
  const placed = report.sites.flatMap((site) => site.places.flatMap((place) => place.calls.map((call) => call.count)));
  expect(placed.reduce((a, b) => a + b, 0)).toBe(report.counts.calls);
});
