// Writes what docs/ takes from the code: `npm run docs`. A test fails while a page is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedDocs } from './lib/generated-docs.ts';
import { root } from './lib/root.ts';

for (const [name, make] of Object.entries(generatedDocs)) {
  const file = path.join(root, name);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const text = make(before);
  if (text === before) continue;
  writeFileSync(file, text);
  console.log(`wrote ${name}`);
}
