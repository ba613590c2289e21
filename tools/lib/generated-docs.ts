import { betweenMarks } from './between-marks.ts';
import { writeCauseDocs } from './cause-docs.ts';
import { writeCommandDocs } from './command-docs.ts';
import { writeDocumentDocs } from './document-docs.ts';
import { codesThatExit, writeErrorDocs } from './error-docs.ts';
import { publishedSchemas } from './published-schemas.ts';
import { queryFieldsTable } from './query-fields-table.ts';
import { writeReleaseFactDocs } from './release-fact-docs.ts';
import { writeRuleDocs } from './rule-docs.ts';
import { settingsTable } from './settings-table.ts';

/** Every file in docs that is made from the code, whole or between marks: what it should be, from what it is ('' where there is none). */
export const generatedDocs: Readonly<Record<string, (before: string) => string>> = {
  'docs/causes.md': writeCauseDocs,
  'docs/commands.md': writeCommandDocs,
  'docs/configuration.md': (before) => betweenMarks(before, 'settings', settingsTable()),
  'docs/documents.md': writeDocumentDocs,
  'docs/errors.md': writeErrorDocs,
  'docs/exit-codes.md': (before) => betweenMarks(before, 'codes', codesThatExit(3)),
  'docs/release-facts.md': writeReleaseFactDocs,
  'docs/rules.md': writeRuleDocs,
  'docs/query.md': (before) => betweenMarks(before, 'fields', queryFieldsTable()),
  ...Object.fromEntries(Object.entries(publishedSchemas).map(([name, write]) => [`docs/schema/${name}`, write])),
};
