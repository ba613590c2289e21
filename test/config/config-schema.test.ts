import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { settings } from '../../src/config/settings.ts';
import { root } from '../support/repo.ts';

const { $id: _, ...schema } = JSON.parse(readFileSync(path.join(root, 'docs/schema/config.schema.json'), 'utf8')) as Record<
  string,
  unknown
>;
const isValid = new Ajv2020({ strict: false }).compile(schema);

test.each(settings)('$name: a foreign validator and the reader agree on its example and on what is wrong', ({ name, example }) => {
  const isTaken = (text: string): boolean => {
    try {
      readConfig(text, 'f');
      return true;
    } catch {
      return false;
    }
  };
  for (const value of [example, 'null', '{}', '[]', '[7]', '""', '"x"', '7', '0', '-1', '80.5', '99999', 'true']) {
    const text = `{"${name}": ${value}}`;
    expect(isTaken(text), text).toBe(isValid(JSON.parse(text)));
  }
  expect(isTaken(`{"${name}": ${example}}`)).toBe(true);
});
