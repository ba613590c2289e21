import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Explained } from '../../src/model/explanation.ts';
import type { Report } from '../../src/model/report.ts';
import { explainSchema } from '../../src/model/schema/explained-schema.ts';
import { reportSchema } from '../../src/model/schema/report-schema.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

const shop = path.join(root, 'examples/shop');

/** What a validator that knows only the published schema objects to. */
function objections(name: string, document: unknown): unknown[] {
  const schema = JSON.parse(readFileSync(path.join(root, `docs/schema/${name}.schema.json`), 'utf8')) as Record<string, unknown>;
  const { $id: _, ...plain } = schema;
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(plain);
  validate(document);
  return validate.errors ?? [];
}

test('a real report fits the published schema, by a validator of its own, and the schema knows every field of it', async () => {
  const { stdout, code } = await runCli(['check', '-f', 'json', '--facts', '--tests'], { cwd: shop });
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as Report;
  expect(objections('report', report)).toEqual([]);
  // Unknown fields are let through but not kept: what is left out is missing in the schema.
  expect(v.parse(reportSchema, report)).toEqual(report);

  expect(report.counts.calls).toBe(report.facts?.calls.reduce((sum, call) => sum + call.count, 0));
  expect(report.counts.verdicts).toBe(report.facts?.verdicts.reduce((sum, verdict) => sum + verdict.count, 0));
  const placed = report.sites.flatMap((site) => site.places.flatMap((place) => place.calls.map((call) => call.count)));
  expect(placed.reduce((a, b) => a + b, 0)).toBe(report.counts.calls);
});

test('so do answers of explain, of every kind that a module that compiles gives', async () => {
  const { sites } = JSON.parse((await runCli(['check', '-f', 'json'], { cwd: shop })).stdout) as Report;
  const lines = new Set(sites.filter(({ at }) => !at.file.startsWith('$')).map(({ at }) => `${at.file}:${at.line}`));
  const others = [
    sites[0]?.id ?? '',
    '(*Order).With',
    'BulkRule',
    'internal/order/order.go:1', // a declaration
    'internal/order/order.go:9999',
    'internal/order/order.go',
    'internal/order/orders.go:1',
    'With.Nobody',
    '0123456789abcdef',
  ];
  const { stdout } = await runCli(['explain', '-f', 'json', '--raw', ...lines, ...others], { cwd: shop });
  const explained = JSON.parse(stdout) as Explained;
  expect(explained.answers.slice(0, lines.size).every(({ answer }) => answer === 'place')).toBe(true);
  expect(explained.answers.slice(lines.size).map(({ answer }) => answer)).toEqual([
    'place',
    'function',
    'function',
    'not-code',
    'no-such-line',
    'no-line-given',
    'no-such-file',
    'no-such-function',
    'no-such-site',
  ]);
  expectDescribed(explained);
});

test('and answers of a module of which a part does not compile', async () => {
  const scratch = outsideFolder('schema');
  try {
    for (const [file, text] of Object.entries({
      'go.mod': 'module ex.com/part\n\ngo 1.22\n',
      'broken.go': 'package part\n\nfunc F() *int { return new(nothing) }\n',
      'old_windows.go': 'package part\n',
      'tagged.go': '//go:build red\n\npackage part\n',
      '_left.go': 'package part\n',
      'a/same.go': 'package a\n',
      'b/same.go': 'package b\n',
    })) {
      mkdirSync(path.dirname(path.join(scratch.path, file)), { recursive: true });
      writeFileSync(path.join(scratch.path, file), text);
    }
    const targets = ['broken.go:3', 'old_windows.go:1', 'tagged.go:3', '_left.go:1', 'same.go:1'];
    const { stdout } = await runCli(['explain', '-f', 'json', ...targets], { cwd: scratch.path });
    const explained = JSON.parse(stdout) as Explained;
    expect(explained.answers.map((one) => (one.answer === 'not-compiled' ? one.why.by : one.answer))).toEqual([
      'package-failed',
      'file-name',
      'constraint',
      'ignored-name',
      'ambiguous',
    ]);
    expectDescribed(explained);
  } finally {
    scratch.remove();
  }
});

/** Fits the published schema, and has no field that the schema does not know. */
function expectDescribed(explained: Explained): void {
  expect(objections('explained', explained)).toEqual([]);
  expect(v.parse(explainSchema, explained)).toEqual(explained);
}
