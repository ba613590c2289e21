import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { betweenMarks } from '../tools/lib/between-marks.ts';
import { generatedDocs } from '../tools/lib/generated-docs.ts';
import { root } from './support/repo.ts';

test.each(Object.entries(generatedDocs))('%s is what the code says: npm run docs', (file, make) => {
  const page = readFileSync(path.join(root, file), 'utf8');
  expect(make(page)).toBe(page);
});

test('marks that are not there are an error, what stands between them is replaced', () => {
  const page = 'a\n<!-- made: x -->\nold\n<!-- end -->\nb';
  expect(betweenMarks(page, 'x', 'new')).toBe('a\n<!-- made: x -->\n\nnew\n\n<!-- end -->\nb');
  expect(() => betweenMarks(page, 'y', 'new')).toThrow('no marks for y');
});
