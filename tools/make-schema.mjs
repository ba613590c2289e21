// Writes docs/schema/report.schema.json from src/model/schema: `node tools/make-schema.mjs` after a build; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from '../dist/model/schema/report-schema.js';

const file = fileURLToPath(new URL('../docs/schema/report.schema.json', import.meta.url));
const schema = { $id: 'stackward/report/1', title: 'stackward report', ...toJsonSchema(reportSchema, { target: 'draft-2020-12' }) };
const text = `${JSON.stringify(schema, undefined, 1)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('docs/schema/report.schema.json is stale: npm run build && node tools/make-schema.mjs\n');
  process.exitCode = 1;
}
