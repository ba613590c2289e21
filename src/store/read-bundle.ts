import * as v from 'valibot';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { bundleSchemaName, type FactLine, type Manifest } from '../model/bundle.ts';
import type {
  ArchiveFacts,
  CallFact,
  InlineFact,
  InlinedCallFact,
  LineMark,
  NoteFact,
  TextFacts,
  UnknownLine,
  VerdictFact,
} from '../model/facts.ts';
import type { CauseFact } from '../model/causes.ts';
import type { Unit } from '../model/unit.ts';
import { factLineSchema, manifestSchema } from '../model/schema/report-schema.ts';
import { readLines } from './read-lines.ts';

/** More than the facts of the largest package that was met (std's runtime: 9 MB); it is less than the longest text that there can be. */
const partLimit = 1 << 28;

export interface OpenBundle {
  readonly manifest: Manifest;
  readonly units: readonly Unit[];
}

/** Opens a bundle. Throws UserError `bundle-missing`, `bundle-version`, `bundle-damaged`: never a part of one. */
export async function readBundle(host: Host, folder: string): Promise<OpenBundle> {
  const bytes = await host.files.readIfThere(`${folder}/manifest.json`, partLimit);
  if (!bytes) throw new UserError('bundle-missing', { folder });
  const raw = parse(new TextDecoder().decode(bytes), 'manifest.json', 1);
  const found = raw !== null && typeof raw === 'object' && 'schema' in raw ? String(raw.schema) : '';
  if (found !== bundleSchemaName) throw new UserError('bundle-version', { found, known: bundleSchemaName });
  const manifest = check(manifestSchema, raw, 'manifest.json', 1);
  const units: Unit[] = [];
  for (const { listed, moduleDir, facts } of manifest.units) {
    if (facts.includes('..') || facts.startsWith('/'))
      throw new UserError('bundle-damaged', { file: 'manifest.json', reason: `a part outside the bundle: ${facts}` });
    const part = await host.files.readIfThere(`${folder}/${facts}`, partLimit);
    if (!part) throw new UserError('bundle-damaged', { file: facts, reason: 'it is missing' });
    const { path, variant } = listed;
    units.push({
      package: path,
      ...(variant === undefined ? {} : { variant }),
      listed,
      moduleDir,
      ...readFacts(part, facts),
    });
  }
  return { manifest, units };
}

interface TextDraft extends Pick<TextFacts, 'package' | 'variant' | 'counts'> {
  readonly verdicts: VerdictFact[];
  readonly inlining: InlineFact[];
  readonly inlinedCalls: InlinedCallFact[];
  readonly notes: NoteFact[];
  readonly unknown: UnknownLine[];
  readonly explanations: Int32Array;
}

function readFacts(bytes: Uint8Array, file: string): Pick<Unit, 'texts' | 'archive' | 'causes'> {
  const texts: TextDraft[] = [];
  const causes: CauseFact[] = [];
  let archive: (Omit<ArchiveFacts, 'calls' | 'marks'> & { readonly calls: CallFact[]; readonly marks: LineMark[] }) | undefined;
  let number = 0;
  for (const line of readLines(bytes, file)) {
    number++;
    if (line === '') continue;
    const fact = check(factLineSchema, parse(line, file, number), file, number);
    if ('text' in fact)
      texts.push({ ...fact.text, verdicts: [], inlining: [], inlinedCalls: [], notes: [], unknown: [], explanations: new Int32Array(0) });
    else if ('cause' in fact) causes.push(fact.cause);
    else if ('archive' in fact) archive = { ...fact.archive, calls: [], marks: [] };
    else if ('mark' in fact) opened(archive, file, number).marks.push(fact.mark);
    else if ('call' in fact) opened(archive, file, number).calls.push(fact.call);
    else addToText(opened(texts.at(-1), file, number), fact);
  }
  // A cut file ends between lines as well: the counts say how much there was.
  for (const one of texts) {
    const verdicts = one.verdicts.reduce((sum, verdict) => sum + verdict.count, 0);
    if (verdicts !== one.counts.verdicts)
      throw new UserError('bundle-damaged', { file, reason: `${one.counts.verdicts} verdicts are announced, ${verdicts} are there` });
  }
  const calls = archive?.calls.reduce((sum, call) => sum + call.count, 0);
  if (archive && calls !== archive.counts.calls)
    throw new UserError('bundle-damaged', { file, reason: `${archive.counts.calls} calls are announced, ${calls} are there` });
  return { texts, causes, ...(archive ? { archive } : {}) };
}

function addToText(
  text: TextDraft,
  fact: Exclude<FactLine, { text: unknown } | { cause: unknown } | { archive: unknown } | { mark: unknown } | { call: unknown }>,
): void {
  if ('verdict' in fact) text.verdicts.push(fact.verdict);
  else if ('inlining' in fact) text.inlining.push(fact.inlining);
  else if ('inlinedCall' in fact) text.inlinedCalls.push(fact.inlinedCall);
  else if ('note' in fact) text.notes.push(fact.note);
  else text.unknown.push(fact.unknown);
}

function opened<T>(part: T | undefined, file: string, line: number): T {
  if (part === undefined) throw new UserError('bundle-damaged', { file, reason: `line ${line} belongs to nothing` });
  return part;
}

function parse(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('bundle-damaged', { file, reason: `line ${line} is no JSON` }, { cause: error });
  }
}

function check<T>(schema: v.GenericSchema<unknown, T>, value: unknown, file: string, line: number): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new UserError('bundle-damaged', { file, reason: `line ${line}: ${v.getDotPath(issue) ?? ''} ${issue.message}` });
}
