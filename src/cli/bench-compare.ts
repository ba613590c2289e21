import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { benchmarkTextLimit, compareBenchmarkTexts, compareBenchResults, type ComparisonOptions } from '../engine/compare-benchmarks.ts';
import type { SavedBenchmarks } from '../engine/gate/benchmarks.ts';
import { resolveRevision } from '../engine/resolve-revision.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { Host } from '../host/host.ts';
import type { BenchComparison } from '../model/benchmark-comparison.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { benchFileGiven } from './read-bench-file.ts';
import { inputName, readInput } from './read-input.ts';
import { showBenchComparison } from './show-bench-comparison.ts';

/** Flags that mean something only where benchmarks are run. */
const ofMeasuring = ['bench', 'benchtime', 'count', 'cpu', 'no-race', 'tags', 'race', 'go', 'gcflags', 'all'];

/** What a name behind `--compare` stands for. */
type Given = SavedBenchmarks | { readonly is: 'revision'; readonly label: string; readonly commit: string };

/**
 * `stackward bench --compare OLD NEW`: how benchmarks differ between two texts of `go test -bench`, two results of `bench -f json`, or two
 * revisions, which are built and run.
 */
export async function compareBench(asked: Asked, io: Io): Promise<number> {
  const [one, other] = asked.lists.get('compare') ?? [];
  if (one === undefined || other === undefined) throw new UserError('compare-needs-two', { given: one === undefined ? 0 : 1 });
  if (one === '-' && other === '-') throw new UserError('compare-input-twice');
  const host = createNodeHost();
  if (asked.given.has('output')) await (await import('./check-output.ts')).checkOutput(asked, host);
  // As benchstat tells two of one name apart.
  const [first, second] = one === other ? [`${one}#0`, `${other}#1`] : [one, other];
  const given = [await readGiven(host, asked, io, one, first), await readGiven(host, asked, io, other, second)] as const;
  return showBenchComparison(await compare(host, asked, io, given), asked, io, host);
}

async function compare(host: Host, asked: Asked, io: Io, [before, after]: readonly [Given, Given]): Promise<BenchComparison> {
  if (before.is === 'revision' && after.is === 'revision') {
    const { compareRevisions } = await import('./bench-revisions.ts');
    return compareRevisions(host, asked, io, [before, after], comparisonOptions(asked));
  }
  // What says what to build and how to run it means nothing where nothing is built. Packages may come from the configuration.
  const stray = ofMeasuring.find((name) => asked.given.has(name));
  if (stray !== undefined) throw new UserError('flags-together', { one: '--compare with files', other: `--${stray}` });
  const [extra] = asked.arguments;
  if (extra !== undefined && asked.given.has('packages'))
    throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  if (before.is === 'text' && after.is === 'text') return compareBenchmarkTexts([before, after], comparisonOptions(asked));
  if (before.is === 'bench' && after.is === 'bench') return compareBenchResults(before, after);
  throw new UserError('compare-kinds', { one: before.label, is: before.is, other: after.label, otherIs: after.is });
}

function comparisonOptions({ texts, lists }: Asked): ComparisonOptions {
  const [alpha, confidence] = [texts.get('alpha'), texts.get('confidence')];
  return {
    ...(alpha === undefined ? {} : { alpha: Number(alpha) }),
    ...(confidence === undefined ? {} : { confidence: Number(confidence) }),
    ignore: (lists.get('ignore') ?? []).flatMap((keys) => keys.split(',')),
  };
}

async function readGiven(host: Host, asked: Asked, io: Io, name: string, label: string): Promise<Given> {
  if (name === '-') return benchFileGiven(await readInput(io, benchmarkTextLimit), inputName, 'standard-input');
  const cwd = resolveFrom(host.cwd, asked.texts.get('directory') ?? '.');
  const file = resolveFrom(host.cwd, name);
  const isFile = (await host.files.kind(file)) === 'file';
  // A path that cannot be a revision's name is not asked for: `./old.txt`, and git need not be there for files.
  const commit =
    isFile && /^\.{1,2}[/\\]|^[/\\]|^[A-Za-z]:/.test(name) ? undefined : await resolveRevision(host, cwd, name, isFile, io.signal);
  if (isFile && commit !== undefined) throw new UserError('compare-ambiguous', { name });
  if (commit !== undefined) return { is: 'revision', label, commit };
  if (!isFile) throw new UserError('compare-unknown', { name });
  return benchFileGiven(await host.files.read(file, benchmarkTextLimit), label, 'file');
}
