import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/model/schema/report-schema.ts';
import { root } from '../support/repo.ts';

test('the published JSON Schema is that of the code: npm run build && node tools/make-schema.mjs', () => {
  const published = JSON.parse(readFileSync(path.join(root, 'docs/schema/report.schema.json'), 'utf8')) as object;
  expect(published).toEqual({
    $id: 'stackward/report/1',
    title: 'stackward report',
    ...toJsonSchema(reportSchema, { target: 'draft-2020-12' }),
  });
});

test('a report with a field of the wrong type is refused with its path', () => {
  const result = v.safeParse(reportSchema, { schema: 'stackward/report/1', build: { stackward: 7 } });
  expect(result.success).toBe(false);
  expect(result.issues?.map((issue) => v.getDotPath(issue))).toContain('build.stackward');
});
