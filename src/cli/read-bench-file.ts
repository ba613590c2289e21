import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { benchmarkTextLimit } from '../engine/compare-benchmarks.ts';
import type { JudgedBenchmarks, SavedBenchmarks } from '../engine/gate/benchmarks.ts';
import type { Host } from '../host/host.ts';
import type { Asked } from './parse.ts';

/** What a file of benchmarks holds: a result of `bench -f json`, else text. */
export async function benchFileGiven(bytes: Uint8Array, label: string, from: 'file' | 'standard-input'): Promise<SavedBenchmarks> {
  if (/^\ufeff?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)))) {
    const { parseDocument } = await import('../engine/documents.ts');
    const saved = parseDocument(bytes, label);
    if (saved.kind === 'bench') return { is: 'bench', label, result: saved.document };
  }
  return { is: 'text', label, from, bytes };
}

/** What `--bench-result` and `--bench-base` say; undefined without them. Throws UserError `missing-argument`, `compare-kinds` and those of reading. */
export async function readBenchResults(asked: Asked, host: Host): Promise<JudgedBenchmarks | undefined> {
  const [result, base] = [asked.texts.get('bench-result'), asked.command === 'gate' ? asked.texts.get('bench-base') : undefined];
  if (result === undefined && base !== undefined)
    throw new UserError('missing-argument', { argument: '--bench-result FILE beside --bench-base', command: asked.command });
  if (result === undefined) return undefined;
  const read = async (file: string, label: string): Promise<SavedBenchmarks> =>
    benchFileGiven(await host.files.read(resolveFrom(host.cwd, file), benchmarkTextLimit), label, 'file');
  const [first, second] = base === result ? [`${base}#0`, `${result}#1`] : [base ?? '', result];
  const before = base === undefined ? undefined : await read(base, first);
  const after = await read(result, second);
  if (before && before.is !== after.is)
    throw new UserError('compare-kinds', { one: before.label, is: before.is, other: after.label, otherIs: after.is });
  const { readSavedBenchmarks } = await import('../engine/gate/benchmarks.ts');
  return readSavedBenchmarks(after, before);
}
