// Writes docs/causes.md: `node --import tsx tools/make-cause-docs.mjs`. A test compares it with the code.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeCauseDocs } from './lib/cause-docs.ts';
import { root } from './lib/root.ts';

writeFileSync(path.join(root, 'docs/causes.md'), writeCauseDocs());
