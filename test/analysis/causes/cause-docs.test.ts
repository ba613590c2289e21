import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeCauseDocs } from '../../../tools/lib/cause-docs.ts';
import { root } from '../../support/repo.ts';

it('docs/causes.md is made from the table: node --import tsx tools/make-cause-docs.mjs', () => {
  expect(readFileSync(path.join(root, 'docs/causes.md'), 'utf8')).toBe(writeCauseDocs());
});
