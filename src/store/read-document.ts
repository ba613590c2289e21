import * as v from 'valibot';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { documentSchemas, type DocumentKind, type SavedDocument } from '../model/document.ts';
import { benchComparisonShape } from '../model/schema/bench-comparison-schema.ts';
import { buildComparisonShape } from '../model/schema/build-comparison-schema.ts';
import { binaryResultSchema } from '../model/schema/binary-schema.ts';
import { comparisonShape } from '../model/schema/comparison-schema.ts';
import { benchResultSchema } from '../model/schema/bench-schema.ts';
import { explainSchema } from '../model/schema/explained-schema.ts';
import { reportSchema } from '../model/schema/report-schema.ts';
import { outlineJson } from './json-outline.ts';

/** A string of V8 holds 2^29 - 24 characters, and bytes are never fewer. */
export const documentLimit: number = 2 ** 29 - 64;

/** No document of ours is deeper than 12; writing one that was nested without end would exhaust the stack. */
const deepest = 64;

/**
 * Reads a saved document: a file, or the report of a bundle's folder. Throws UserError `bundle-missing`, `file-unreadable`,
 * `file-too-large` and those of {@link parseDocument}.
 */
export async function readDocument(host: Host, path: string, shown: string): Promise<SavedDocument> {
  if ((await host.files.kind(path)) !== 'folder') return parseDocument(await host.files.read(path, documentLimit), shown);
  const bytes = await host.files.readIfThere(`${path}/report.json`, documentLimit);
  if (!bytes) throw new UserError('bundle-missing', { folder: shown });
  return parseDocument(bytes, `${shown}/report.json`);
}

/**
 * The document in `bytes`; `file` is its name for errors. Within the major number of its schema it may be older or newer than this version:
 * what it holds besides is let through, and so are codes that are not known here. Throws UserError `document-empty`, `document-truncated`,
 * `document-no-json`, `document-foreign`, `document-newer`, `document-damaged`: never a part of one.
 */
export function parseDocument(bytes: Uint8Array, file: string): SavedDocument {
  const text = decode(bytes);
  if (text.trim() === '') throw new UserError('document-empty', { file });
  const value = parse(text, file);
  const found = value !== null && typeof value === 'object' && 'schema' in value ? String(value.schema) : '';
  const kind = kinds.find((one) => documentSchemas[one] === found);
  if (kind === undefined) throw unknownSchema(file, found);
  check(schemas[kind], value, file);
  // Its schema was checked.
  return { kind, document: value } as SavedDocument;
}

const kinds = Object.keys(documentSchemas) as DocumentKind[];
const schemas: { readonly [Kind in DocumentKind]: v.GenericSchema } = {
  report: reportSchema,
  explained: explainSchema,
  comparison: comparisonShape,
  'build-comparison': buildComparisonShape,
  bench: benchResultSchema,
  'bench-comparison': benchComparisonShape,
  binary: binaryResultSchema,
};

/** Windows PowerShell writes UTF-16 behind `>`. A byte order mark is no part of the text. */
function decode(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}

function parse(text: string, file: string): unknown {
  const { deepest: depth, isCut } = outlineJson(text);
  const isObject = /^\s*\{/.test(text);
  if (isObject && isCut) throw new UserError('document-truncated', { file });
  if (depth > deepest) throw new UserError('document-damaged', { file, where: '', reason: `nested deeper than ${deepest}` });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('document-no-json', { file, begins: text.trimStart().slice(0, 40) }, { cause });
  }
}

/** Ours in another major version, or nothing of ours. */
function unknownSchema(file: string, found: string): UserError {
  const known = kinds.map((kind) => documentSchemas[kind]);
  const [, name, major] = /^(stackward\/[a-z-]+)\/(\d{1,9})$/.exec(found) ?? [];
  const ours = known.find((schema) => name !== undefined && schema.startsWith(`${name}/`));
  if (ours !== undefined && Number(major) > Number(ours.split('/').at(-1)))
    return new UserError('document-newer', { file, found, known: ours });
  return new UserError('document-foreign', { file, found: found.slice(0, 60), known: known.join(', ') });
}

/** Codes of closed lists may have been added since; everything else that does not fit is damage. */
function check(schema: v.GenericSchema, value: unknown, file: string): void {
  const result = v.safeParse(schema, value);
  const issue = result.issues?.find((one) => !(one.type === 'picklist' && typeof one.input === 'string'));
  if (!issue) return;
  const where = v.getDotPath(issue) ?? '';
  // A kind of site or answer that came later: what it holds cannot be checked, so it cannot be shown.
  if (issue.type === 'variant' && typeof issue.input === 'string')
    throw new UserError('document-newer', { file, found: `${where}: ${issue.input}`, known: issue.expected ?? '' });
  throw new UserError('document-damaged', { file, where, reason: issue.message });
}
