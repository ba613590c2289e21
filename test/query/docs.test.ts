import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseQuery } from '../../src/query/parse-query.ts';
import { root } from '../support/repo.ts';

const page = readFileSync(path.join(root, 'docs/query.md'), 'utf8');

test('its examples are queries', () => {
  const examples = page.slice(page.indexOf('## Examples')).matchAll(/^\| `([^`]+)`/gm);
  const texts = [...examples].map((match) => match[1] ?? '');
  expect(texts.length).toBeGreaterThan(4);
  for (const text of texts) expect(parseQuery(text).kind).toMatch(/^(and|is)$/);
});
