import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { benchmarkTextLimit, compareBenchmarkTexts, type BenchmarkSource } from '../engine/compare-benchmarks.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { Host } from '../host/host.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { inputName, readInput } from './read-input.ts';
import { showBenchComparison } from './show-bench-comparison.ts';

/** `stackward bench --compare OLD NEW`: how benchmarks differ between two texts of `go test -bench`. */
export async function compareBench(asked: Asked, io: Io): Promise<number> {
  const [one, other] = asked.lists.get('compare') ?? [];
  if (one === undefined || other === undefined) throw new UserError('compare-needs-two', { given: one === undefined ? 0 : 1 });
  if (one === '-' && other === '-') throw new UserError('compare-input-twice');
  const host = createNodeHost();
  if (asked.given.has('output')) await (await import('./check-output.ts')).checkOutput(asked, host);
  const [extra] = asked.arguments;
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  // As benchstat tells two of one name apart.
  const labels = one === other ? ([`${one}#0`, `${other}#1`] as const) : ([one, other] as const);
  const sources = [await readSource(host, io, one, labels[0]), await readSource(host, io, other, labels[1])] as const;
  const alpha = asked.texts.get('alpha');
  const confidence = asked.texts.get('confidence');
  const comparison = compareBenchmarkTexts(sources, {
    ...(alpha === undefined ? {} : { alpha: Number(alpha) }),
    ...(confidence === undefined ? {} : { confidence: Number(confidence) }),
    ignore: (asked.lists.get('ignore') ?? []).flatMap((keys) => keys.split(',')),
  });
  return showBenchComparison(comparison, asked, io, host);
}

async function readSource(host: Host, io: Io, name: string, label: string): Promise<BenchmarkSource> {
  if (name === '-') return { label: inputName, from: 'standard-input', bytes: await readInput(io, benchmarkTextLimit) };
  return { label, from: 'file', bytes: await host.files.read(resolveFrom(host.cwd, name), benchmarkTextLimit) };
}
