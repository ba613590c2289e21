import type { Amount, BenchCall, BenchRest, BenchSite, MeasuredBenchmark } from '../model/bench.ts';
import type { Site } from '../model/site.ts';
import { shortFunction } from './cost-words.ts';
import { bytes, count, grouped } from './numbers.ts';
import { showPosition } from './positions.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { siteCause, siteWords } from './site-words.ts';

/** `12`, `0.25`, `−1`; whole where it is as good as whole. */
export function objectsWords(value: number): string {
  const nearest = Math.round(value);
  const text = Math.abs(value - nearest) < 0.005 && (nearest !== 0 || value === 0) ? grouped(Math.abs(nearest)) : small(Math.abs(value));
  return value < 0 && text !== '0' ? `−${text}` : text;
}

function small(value: number): string {
  return value < 0.01 ? '<0.01' : value < 1000 ? value.toFixed(2) : grouped(Math.round(value));
}

/** `48 B`, `−1.2 KiB`. */
export function bytesWords(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? '−' : ''}${size > 0 && size < 0.5 ? '<1 B' : bytes(Math.round(size))}`;
}

/** What is explained of what it reports: on sites and in calls out of the module. */
function explainedPart({ reported, sites, calls }: MeasuredBenchmark): Amount {
  const sum = { objects: 0, bytes: 0 };
  for (const one of [...sites, ...calls]) {
    sum.objects += one.objects;
    sum.bytes += one.bytes;
  }
  // Go rounds what it reports down; runs differ by a few objects in thousands of operations.
  return {
    objects: Math.min(reported.objects, Math.round(sum.objects * 100) / 100 + 0.02 >= reported.objects ? reported.objects : sum.objects),
    bytes: sum.bytes,
  };
}

/** `12 allocs/op · 480 B/op · explained 12 of 12`. */
export function benchmarkTitle(benchmark: MeasuredBenchmark): string {
  const { reported, between, operations, runs } = benchmark;
  const [low, high] = between ?? [reported, reported];
  const range = low.objects === high.objects ? '' : ` (${grouped(low.objects)} to ${grouped(high.objects)})`;
  const parts = [`${grouped(reported.objects)} allocs/op${range}`, `${bytes(reported.bytes)}/op`];
  if (reported.objects > 0) parts.push(`explained ${objectsWords(explainedPart(benchmark).objects)} of ${grouped(reported.objects)}`);
  const over = benchmark.profiled.objects - reported.objects;
  if (over >= 0.1 && over < 1.1 && !benchmark.rest.some(({ reason }) => reason === 'outside-timer'))
    parts.push(`measured ${objectsWords(benchmark.profiled.objects)}, and Go rounds the mean of all operations down`);
  parts.push(`${grouped(operations[0])} and ${grouped(operations[1])} operations${runs === 1 ? '' : `, ${runs} times`}`);
  return parts.join(' · ');
}

/** `Place` and the processors, where they are not one, as Go writes it. */
export function benchmarkName({ name, procs }: { readonly name: string; readonly procs: number }): string {
  return safeText(`Benchmark${name}${procs > 1 ? `-${procs}` : ''}`);
}

/** One line of what a benchmark allocates. */
export interface BenchLine {
  readonly objects: string;
  readonly bytes: string;
  readonly where: string;
  readonly what: string;
  /** A sentence of its own, '' for none. */
  readonly why: string;
}

/** Objects and bytes below which a place is one of many. */
const least = { objects: 0.005, bytes: 0.5 };

/** The lines of a benchmark: its places, the largest first, then what is on none. `top` places are listed. */
export function benchLines(
  benchmark: MeasuredBenchmark,
  siteOf: (id: string) => Site | undefined,
  nameFile: (file: string) => string,
  top: number,
): BenchLine[] {
  const places = [
    ...benchmark.sites.map((one) => ({ one, line: () => siteLine(one, siteOf, nameFile) })),
    ...benchmark.calls.map((one) => ({ one, line: () => callLine(one, nameFile) })),
  ].toSorted((a, b) => b.one.objects - a.one.objects || b.one.bytes - a.one.bytes);
  const large = places.filter(({ one }) => !isBelow(one, isOfHarness(one) ? noise(benchmark) : least));
  const shown = large.slice(0, top);
  const cut = large.slice(top);
  const rest = benchmark.rest.filter(
    (one) => !isBelow(one, ['harness', 'runtime', 'outside'].includes(one.reason) ? noise(benchmark) : least),
  );
  const tail = [
    ...places.filter((place) => !large.includes(place)).map(({ one }) => one),
    ...benchmark.rest.filter((one) => !rest.includes(one)),
  ];
  return [
    ...shown.map(({ line }) => line()),
    ...(cut.length === 0
      ? []
      : [
          summed(
            cut.map(({ one }) => one),
            `at ${count(cut.length, 'more place')}: --all lists every one`,
          ),
        ]),
    ...(tail.length === 0
      ? []
      : [
          summed(
            tail,
            `less than one object in 200 operations each, at ${count(tail.length, 'place')}: growth, pools, what the harness and the runtime do otherwise in the second run`,
          ),
        ]),
    ...rest.map((one) => restLine(one, benchmark, siteOf, nameFile)),
  ];
}

function isBelow(one: Amount, limit: Amount): boolean {
  return Math.abs(one.objects) < limit.objects && Math.abs(one.bytes) < limit.bytes;
}

/** A few objects of the harness and the runtime are others in each run. */
function noise({ operations: [fewer, more], reported }: MeasuredBenchmark): Amount {
  const between = more - fewer;
  return { objects: Math.max(least.objects, 20 / between), bytes: Math.max(least.bytes, 65_536 / between, reported.bytes / 200) };
}

function isOfHarness(one: BenchSite | BenchCall): boolean {
  return 'callee' in one && one.callee.startsWith('testing.');
}

function amountCells({ objects, bytes: size }: Amount): Pick<BenchLine, 'objects' | 'bytes'> {
  return { objects: objectsWords(objects), bytes: bytesWords(size) };
}

function summed(amounts: readonly Amount[], what: string): BenchLine {
  const sum = { objects: amounts.reduce((all, one) => all + one.objects, 0), bytes: amounts.reduce((all, one) => all + one.bytes, 0) };
  return { ...amountCells(sum), where: '', what, why: '' };
}

function siteLine(one: BenchSite, siteOf: (id: string) => Site | undefined, nameFile: (file: string) => string): BenchLine {
  const site = siteOf(one.site);
  if (!site) return { ...amountCells(one), where: safeText(one.site), what: '', why: '' };
  const marks = [
    ...(one.among ? [`or ${count(one.among.length, 'other site')} of the line`] : []),
    ...(one.objects < 0.995 && site.when.includes('grows') ? ['amortised growth'] : []),
    ...(one.tiny ? ['shares blocks of 16 B'] : []),
    ...(one.artefact ? ['an artefact of b.Loop'] : []),
  ];
  const why = one.artefact
    ? 'This release of Go does not inline calls in the loop of b.Loop: elsewhere this one may be inlined, and the object stay on the stack.'
    : siteCause(site, nameFile);
  return {
    ...amountCells(one),
    where: `${showPosition(site.at, nameFile)}  ${safeText(site.function)}`,
    what: [siteWords(site), ...marks].join(' · '),
    why,
  };
}

function callLine(one: BenchCall, nameFile: (file: string) => string): BenchLine {
  return {
    ...amountCells(one),
    where: `${showPosition(one, nameFile)}  ${shortFunction(one.function)}`,
    what: `in ${shortFunction(one.callee)}, called here${one.tiny ? ' · may share blocks of 16 B' : ''}`,
    why: '',
  };
}

export const restWords: Readonly<Record<BenchRest['reason'], string>> = {
  tiny: 'tiny objects (less than 16 B, no pointers), which share blocks',
  'set-up': 'set-up that the timer counted: it does not grow with the operations',
  growth: 'what grows in steps, which fall otherwise with other numbers of operations',
  harness: 'the testing package',
  runtime: 'the runtime for itself',
  outside: 'no function of these packages on the stack: goroutines of std or of dependencies',
  'no-site': 'on lines of these packages without a site',
  'not-read': 'in files that are not part of this build',
  unexplained: 'reported, and in no profile',
  'outside-timer': 'outside of the timer: in the profile and not reported (StopTimer, work after the loop)',
};

function restLine(
  one: BenchRest,
  { calls }: MeasuredBenchmark,
  siteOf: (id: string) => Site | undefined,
  nameFile: (file: string) => string,
): BenchLine {
  const words = rowOf(restWords, one.reason) ?? safeText(one.reason);
  const at = (one.among ?? []).flatMap((id) => {
    const site = siteOf(id);
    return site ? [showPosition(site.at, nameFile)] : [];
  });
  const among = one.reason === 'tiny' ? [...at, ...calls.filter(({ tiny }) => tiny).map((call) => showPosition(call, nameFile))] : at;
  const first = one.first ? `, first ${showPosition(one.first, nameFile)}` : '';
  const places = among.length === 0 ? '' : `, at one of these: ${[...new Set(among)].join(', ')}`;
  return { ...amountCells(one), where: '', what: `${words}${first}${places}`, why: '' };
}

/** What is the same however many operations there are. */
export function setUpWords({ setUp }: MeasuredBenchmark): string {
  return `Besides the operations: ${count(Math.max(0, Math.round(setUp.objects)), 'object')}, ${bytes(Math.max(0, Math.round(setUp.bytes)))} in a run (set-up, the harness)`;
}
