import * as v from 'valibot';
import { policySchema } from './policy-schema.ts';
import { settings, type SettingRow } from './settings.ts';

const text = v.pipe(v.string(), v.minLength(1));

/** The file's shape, made from the table of settings; `docs/schema/config.schema.json` is generated from it. Unknown keys are errors. */
export const configSchema: v.StrictObjectSchema<Record<string, v.GenericSchema>, undefined> = v.strictObject({
  $schema: v.exactOptional(v.pipe(v.string(), v.description('Where the schema of this file lies, for editors'))),
  ...Object.fromEntries(
    settings.map((row: SettingRow) => [row.name, v.exactOptional(v.pipe(schemaOf(row), v.description(sentence(row.help))))]),
  ),
});

function schemaOf(row: SettingRow): v.GenericSchema {
  switch (row.kind) {
    case 'switch':
      return v.boolean();
    case 'whole': {
      const { least, most, zero } = row.range ?? { least: 0, most: Number.MAX_SAFE_INTEGER };
      const whole = v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
      return zero ? v.union([v.literal(0), whole]) : whole;
    }
    case 'text':
      return text;
    case 'choice':
      return v.picklist(row.choices ?? []);
    case 'words':
      return v.union([text, v.array(text)]);
    case 'texts':
      return v.array(text);
    case 'policy':
      return policySchema;
    default:
      return row.kind satisfies never;
  }
}

function sentence(help: string): string {
  return `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
}
