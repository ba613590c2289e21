import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/model/schema/report-schema.ts';
import { readTypes } from '../../tools/lib/read-types.ts';
import { root } from '../support/repo.ts';

test('a report with a field of the wrong type is refused with its path', () => {
  const result = v.safeParse(reportSchema, { schema: 'stackward/report/1', build: { stackward: 7 } });
  expect(result.success).toBe(false);
  expect(result.issues?.map((issue) => v.getDotPath(issue))).toContain('build.stackward');
});

const published = ['report', 'explained', 'comparison', 'bench-comparison']
  .map((name) => readFileSync(path.join(root, `docs/schema/${name}.schema.json`), 'utf8'))
  .join('\n');
const modelFiles = [
  'report',
  'site',
  'counts',
  'callees',
  'causes',
  'chains',
  'span',
  'owned-facts',
  'explanation',
  'benchmark-comparison',
  'comparison',
];
const sources = modelFiles.map((name) => path.join(root, `src/model/${name}.ts`));

test('every field of the documents is in a schema: what is not would pass unseen', () => {
  const fields = sources
    .flatMap((file) => readTypes(file))
    .flatMap(({ name, fields: all = [] }) => all.map((field) => `${name}.${field.name}`));
  expect(fields.length).toBeGreaterThan(120);
  expect(fields.filter((field) => !published.includes(`"${field.split('.')[1]}": {`))).toEqual([]);
});

test('every kind of outcome, answer, lever and reason is in a schema: one that is not would be refused', () => {
  const kinds = sources
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/readonly (?:outcome|answer|lever|by): '([\w-]+)'/g)])
    .map(([, kind = '']) => kind);
  expect(kinds.length).toBeGreaterThan(20);
  expect(kinds.filter((kind) => !published.includes(`"const": "${kind}"`))).toEqual([]);
});
