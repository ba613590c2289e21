import * as v from 'valibot';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { ManifestSource, ManifestUnit } from '../model/bundle.ts';
import type { CalledLines } from '../model/called-lines.ts';
import type { Explanation } from '../model/facts.ts';
import { explanationSchema } from '../model/schema/explanation-schema.ts';
import { calledSchema, stacksSchema } from '../model/schema/stacks-schema.ts';
import type { Stacks } from '../model/stacks.ts';
import { readLines } from './read-lines.ts';

/** Explanations are nine tenths of the compiler's text: more than those of the largest package that was met (std's runtime, 60 MB). */
const partLimit = 1 << 30;

/** Stacks of a profile with 200,000 samples have some 10 MB; as text it must fit into one. */
const stacksLimit = 1 << 28;

/** The explanations of one unit of a bundle, [] where none were kept. Throws UserError `bundle-damaged`. */
export async function readExplanations(host: Host, folder: string, unit: Pick<ManifestUnit, 'explanations'>): Promise<Explanation[]> {
  const file = unit.explanations;
  if (file === undefined) return [];
  const bytes = await readPart(host, folder, file, partLimit);
  const explanations: Explanation[] = [];
  let number = 0;
  for (const line of readLines(bytes, file)) {
    number++;
    if (line === '') continue;
    const result = v.safeParse(explanationSchema, parse(line, file, number), { abortEarly: true });
    if (!result.success) throw new UserError('bundle-damaged', { file, reason: `line ${number} is no explanation` });
    explanations.push(result.output);
  }
  return explanations;
}

/** A source of a bundle; undefined where its text was not kept. Throws UserError `bundle-damaged` when it should be there. */
export async function readKeptSource(host: Host, folder: string, source: ManifestSource): Promise<Uint8Array | undefined> {
  if (!source.kept) return undefined;
  const file = `sources/${source.digest}`;
  const bytes = /^[0-9a-f]+$/.test(source.digest) ? await host.files.readIfThere(`${folder}/${file}`) : undefined;
  if (!bytes) throw new UserError('bundle-damaged', { file, reason: 'it is missing' });
  return bytes;
}

/** What a bundle keeps of profiles. Throws UserError `bundle-damaged`. */
export async function readStacks(host: Host, folder: string, part: string): Promise<Stacks> {
  const value = parse(new TextDecoder().decode(await readPart(host, folder, part, stacksLimit)), part, 1);
  const result = v.safeParse(stacksSchema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new UserError('bundle-damaged', { file: part, reason: `${v.getDotPath(result.issues[0]) ?? ''} ${result.issues[0].message}` });
}

/** What a bundle says of calls. Throws UserError `bundle-damaged`. */
export async function readCalledPart(host: Host, folder: string, part: string): Promise<CalledLines> {
  const value = parse(new TextDecoder().decode(await readPart(host, folder, part, stacksLimit)), part, 1);
  const result = v.safeParse(calledSchema, value, { abortEarly: true });
  if (!result.success)
    throw new UserError('bundle-damaged', { file: part, reason: `${v.getDotPath(result.issues[0]) ?? ''} ${result.issues[0].message}` });
  return new Map(
    Object.entries(result.output.files).map(([file, lines]) => [
      file,
      new Map(Object.entries(lines).map(([line, callees]) => [Number(line), new Set(callees)])),
    ]),
  );
}

/** The bytes of a part that must be there. Throws UserError `bundle-damaged`. */
export async function readPart(host: Host, folder: string, part: string, limit: number): Promise<Uint8Array> {
  const bytes = isInside(part) ? await host.files.readIfThere(`${folder}/${part}`, limit) : undefined;
  if (!bytes) throw new UserError('bundle-damaged', { file: part, reason: 'it is missing' });
  return bytes;
}

function isInside(file: string): boolean {
  return !file.startsWith('/') && !file.split('/').includes('..');
}

function parse(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('bundle-damaged', { file, reason: `line ${line} is no JSON` }, { cause: error });
  }
}
