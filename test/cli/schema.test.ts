import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { explainParts, explainSchema } from '../../src/model/schema/explained-schema.ts';
import { reportSchema } from '../../src/model/schema/report-schema.ts';
import { root } from '../support/repo.ts';

test.each([
  { name: 'report', title: 'stackward report', schema: reportSchema, definitions: {} },
  { name: 'explained', title: 'stackward explain', schema: explainSchema, definitions: explainParts },
])('the published JSON Schema of `$name` is that of the code: npm run build && node tools/make-schema.mjs', (one) => {
  const { name, title, schema, definitions } = one;
  const published = JSON.parse(readFileSync(path.join(root, `docs/schema/${name}.schema.json`), 'utf8')) as object;
  expect(published).toEqual({ $id: `stackward/${name}/1`, title, ...toJsonSchema(schema, { target: 'draft-2020-12', definitions }) });
});

test('a report with a field of the wrong type is refused with its path', () => {
  const result = v.safeParse(reportSchema, { schema: 'stackward/report/1', build: { stackward: 7 } });
  expect(result.success).toBe(false);
  expect(result.issues?.map((issue) => v.getDotPath(issue))).toContain('build.stackward');
});
