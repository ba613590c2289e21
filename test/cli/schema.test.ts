import * as v from 'valibot';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/model/schema/report-schema.ts';

test('a report with a field of the wrong type is refused with its path', () => {
  const result = v.safeParse(reportSchema, { schema: 'stackward/report/1', build: { stackward: 7 } });
  expect(result.success).toBe(false);
  expect(result.issues?.map((issue) => v.getDotPath(issue))).toContain('build.stackward');
});
