import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { configSchema } from '../../src/config/config-schema.ts';
import { benchResultSchema } from '../../src/model/schema/bench-schema.ts';
import { benchComparisonShape } from '../../src/model/schema/bench-comparison-schema.ts';
import { buildComparisonShape } from '../../src/model/schema/build-comparison-schema.ts';
import { binaryResultSchema } from '../../src/model/schema/binary-schema.ts';
import { comparisonShape } from '../../src/model/schema/comparison-schema.ts';
import { explainParts, explainSchema } from '../../src/model/schema/explained-schema.ts';
import { stacksSchema } from '../../src/model/schema/stacks-schema.ts';
import { reportSchema } from '../../src/model/schema/report-schema.ts';

// JSON has no infinite numbers, but JSON.parse makes one of 1e999.
const published = (
  id: string,
  title: string,
  schema: v.GenericSchema,
  definitions: Readonly<Record<string, v.GenericSchema>> = {},
): string =>
  `${JSON.stringify({ $id: id, title, ...toJsonSchema(schema, { target: 'draft-2020-12', definitions, ignoreActions: ['finite'] }) }, undefined, 1)}\n`;

/** The JSON Schemas that are published, by the name of their file in docs/schema. */
export const publishedSchemas: Readonly<Record<string, () => string>> = {
  'report.schema.json': () => published('stackward/report/1', 'stackward report', reportSchema),
  'explained.schema.json': () => published('stackward/explained/1', 'stackward explain', explainSchema, explainParts),
  'comparison.schema.json': () => published('stackward/comparison/1', 'stackward gate, stackward diff', comparisonShape, explainParts),
  'compare.schema.json': () => published('stackward/compare/1', 'stackward compare', buildComparisonShape),
  'bench.schema.json': () => published('stackward/bench/1', 'stackward bench', benchResultSchema),
  'bench-comparison.schema.json': () => published('stackward/bench-comparison/1', 'stackward bench --compare', benchComparisonShape),
  'binary.schema.json': () => published('stackward/binary/1', 'stackward compare --binary', binaryResultSchema),
  'stacks.schema.json': () => published('stackward/stacks/1', 'stackward stacks', stacksSchema),
  'config.schema.json': () => published('stackward/config/1', 'stackward configuration', configSchema),
};
