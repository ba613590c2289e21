// Writes what is generated from schemas and the table of settings: `node tools/make-schema.mjs` after a build; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { configSchema } from '../dist/config/config-schema.js';
import { settings } from '../dist/config/settings.js';
import { explainParts, explainSchema } from '../dist/model/schema/explained-schema.js';
import { reportSchema } from '../dist/model/schema/report-schema.js';

const published = (id, title, schema, definitions = {}) =>
  `${JSON.stringify({ $id: id, title, ...toJsonSchema(schema, { target: 'draft-2020-12', definitions }) }, undefined, 1)}\n`;

/** The rows of docs/configuration.md, between its marks. */
function documentSettings(text) {
  const rows = settings.map(({ name, example, help }) => {
    const flag = name === 'packages' ? 'the arguments' : `\`--${name}\``;
    return `| \`${name}\` | ${flag} | ${help.replaceAll('|', '\\|')} | \`${example}\` |`;
  });
  const table = ['| setting | overruled by | what it does | example |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return text.replace(/(<!-- settings -->\n)[^]*?(\n<!-- end -->)/, (_, begin, end) => `${begin}\n${table}\n${end}`);
}

const outputs = {
  'docs/schema/report.schema.json': () => published('stackward/report/1', 'stackward report', reportSchema),
  'docs/schema/explained.schema.json': () => published('stackward/explained/1', 'stackward explain', explainSchema, explainParts),
  'docs/schema/config.schema.json': () => published('stackward/config/1', 'stackward configuration', configSchema),
  'docs/configuration.md': documentSettings,
};

for (const [name, make] of Object.entries(outputs)) {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
  let before = '';
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // Not made yet.
  }
  const text = make(before);
  if (text === before) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${name} is stale: npm run build && node tools/make-schema.mjs\n`);
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
