import * as v from 'valibot';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { ManifestSource, ManifestUnit } from '../model/bundle.ts';
import type { Explanation } from '../model/facts.ts';
import { explanationSchema } from '../model/schema/explanation-schema.ts';
import { readLines } from './read-lines.ts';

/** Explanations are nine tenths of the compiler's text: more than those of the largest package that was met (std's runtime, 60 MB). */
const partLimit = 1 << 30;

/** The explanations of one unit of a bundle, [] where none were kept. Throws UserError `bundle-damaged`. */
export async function readExplanations(host: Host, folder: string, unit: Pick<ManifestUnit, 'explanations'>): Promise<Explanation[]> {
  const file = unit.explanations;
  if (file === undefined) return [];
  const bytes = isInside(file) ? await host.files.readIfThere(`${folder}/${file}`, partLimit) : undefined;
  if (!bytes) throw new UserError('bundle-damaged', { file, reason: 'it is missing' });
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
