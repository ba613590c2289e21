import * as v from 'valibot';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { baselineSchemaName, type Baseline, type BaselineEntry } from '../model/baseline.ts';
import { baselineEntrySchema, baselineHeaderSchema } from '../model/schema/baseline-schema.ts';

/** Bytes. 200,000 entries are some 100 MB. */
const baselineLimit = 1 << 28;

/** Lines that git leaves behind in a file that it could not merge. */
const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/;

/** Reads a baseline. Throws UserError `baseline-missing` and those of {@link parseBaseline}. `shown` is the file as messages name it. */
export async function readBaseline(host: Host, path: string, shown: string): Promise<Baseline> {
  const bytes = await host.files.readIfThere(path, baselineLimit);
  if (!bytes) throw new UserError('baseline-missing', { file: shown });
  return parseBaseline(bytes, shown);
}

/** Throws UserError `baseline-foreign`, `baseline-newer`, `baseline-conflict` and `baseline-damaged`, the latter two with the line. */
export function parseBaseline(bytes: Uint8Array, shown: string): Baseline {
  const lines = decode(bytes, shown).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const conflict = lines.findIndex((line) => marker.test(line));
  if (conflict >= 0) throw new UserError('baseline-conflict', { file: shown, line: conflict + 1 });
  const head = parsed(lines[0] ?? '');
  const schema = typeof head === 'object' && head !== null && 'schema' in head ? String(head.schema) : '';
  if (!schema.startsWith('stackward/baseline/')) throw new UserError('baseline-foreign', { file: shown });
  if (schema !== baselineSchemaName) throw new UserError('baseline-newer', { file: shown, found: schema, known: baselineSchemaName });
  const damaged = (line: number, reason: string): UserError => new UserError('baseline-damaged', { file: shown, line, reason });
  const header = v.safeParse(baselineHeaderSchema, head);
  if (!header.success) throw damaged(1, reasonOf(header.issues[0]));
  const seen = new Set<string>();
  const entries: BaselineEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const value = parsed(line);
    if (value === undefined) throw damaged(index + 1, line.trim() === '' ? 'it is empty' : 'it is not JSON');
    const entry = v.safeParse(baselineEntrySchema, value);
    if (!entry.success) throw damaged(index + 1, reasonOf(entry.issues[0]));
    if (seen.has(entry.output.id)) throw damaged(index + 1, `the id ${entry.output.id} stands a second time`);
    seen.add(entry.output.id);
    entries.push(entry.output);
  }
  return { header: header.output, entries };
}

/** The lines of a baseline, with one order of keys: what is written twice is the same. */
export function* baselineLines({ header, entries }: Baseline): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${JSON.stringify(header)}\n`);
  for (const entry of entries) yield encoder.encode(`${JSON.stringify(entry)}\n`);
}

/** Refuses what would be lost. Throws UserError `baseline-exists` for a baseline, `baseline-foreign` for any other file, `file-unwritable` for a folder. */
export async function checkNewBaseline(host: Host, path: string, shown: string): Promise<void> {
  if ((await host.files.kind(path)) === 'folder') throw new UserError('file-unwritable', { file: shown, reason: 'EISDIR' });
  const bytes = await host.files.readIfThere(path, baselineLimit);
  if (!bytes) return;
  const first = new TextDecoder().decode(bytes.subarray(0, 4096));
  throw new UserError(first.includes('"stackward/baseline/') ? 'baseline-exists' : 'baseline-foreign', { file: shown });
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError('baseline-foreign', { file }, { cause });
  }
}

/** Undefined for what is not JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue);
  return `${where === null ? '' : `${where}: `}${issue.message}`;
}
