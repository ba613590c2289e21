import { compareBy } from '../../base/order.ts';
import { judgedUnits, type AmountPlace, type BenchmarkAmounts, type JudgedUnit } from '../../model/benchmark-amounts.ts';
import type { Finding, MoreAmount, Severity } from '../../model/finding.ts';
import { moduleOf } from '../../query/package-pattern.ts';
import { benchmarkName, benchmarkTest, benchOption, medianOf, pkgOption, type BenchmarkChoice } from '../benchmarks.ts';
import { levelOption, reasonOption, severityOf, type Entry, type Rule, type Subject } from '../rule.ts';

export interface WorseBenchmarkEntry extends Entry, BenchmarkChoice {
  readonly unit?: JudgedUnit;
  /** `statistics` where nothing is said. */
  readonly by?: (typeof ways)[number];
  /** Under `statistics`. */
  readonly percent?: number;
}

const ways = ['statistics', 'exact'] as const;

/** What is less is seldom a change of the code: growth and pools differ by as much from run to run. */
const leastPercent = 1;
/** The p above which a difference may be chance, as for `bench --compare`. */
const alpha = 0.05;

/** Objects where a benchmark allocates more than in the base. */
export const worseBenchmarkRule: Rule<WorseBenchmarkEntry> = {
  name: 'worse-benchmark',
  summary: 'How grave it is when a benchmark allocates more than in the base.',
  doc: [
    'Judged by `gate --bench`, which runs the benchmarks of both sides, and by `gate --bench-result` with `--bench-base`. Only allocs/op and B/op are judged; times are shown.',
    'By `statistics` the median is larger, chance does not explain it (Mann-Whitney, p at most 0.05), and it is at least `percent` (1) more; allocs/op at least one whole object. With too few runs for that (less than four on each side) every run must be above every run of the base. By `exact` the median is larger, by however little: for benchmarks that allocate the same in each run.',
    'The last entry that means a benchmark and its unit decides; one level may stand for all. More objects are more bytes: where both are as grave they are one finding.',
  ],
  judges: 'changes',
  options: [
    benchOption,
    pkgOption,
    { name: 'unit', kind: 'choice', choices: judgedUnits, help: 'only allocs/op, or only B/op; both without it' },
    { name: 'by', kind: 'choice', choices: ways, help: 'statistics (default) or exact' },
    { name: 'percent', kind: 'percent', help: 'by statistics: from so many percent more on (default 1)' },
    levelOption,
    reasonOption,
  ],
  example: '[{ "level": "error" }, { "unit": "B/op", "percent": 5, "level": "warning" }, { "bench": "Encode", "by": "exact" }]',
  judge(entries, subject) {
    const tests = entries.map((entry) => ({ entry, isMeant: benchmarkTest(entry, subject) }));
    const worse = (subject.benchmarks ?? []).flatMap((one): Worse[] => {
      const entry = tests.findLast(({ entry: { unit }, isMeant }) => (unit === undefined || unit === one.unit) && isMeant(one))?.entry;
      const severity = severityOf(entry ? (entry.level ?? 'error') : 'off');
      if (!entry || severity === undefined || one.before.length === 0 || one.after.length === 0) return [];
      return isWorse(entry, one) ? [{ entry, severity, one }] : [];
    });
    return worse.flatMap((found) => {
      const other = worse.find(
        ({ one }) => one.unit !== found.one.unit && one.name === found.one.name && one.package === found.one.package,
      );
      // More objects are more bytes: of both in one benchmark one is told, unless they are of different gravity.
      const isTogether = other?.severity === found.severity && other.entry.reason === found.entry.reason;
      if (isTogether && found.one.unit === 'B/op') return [];
      return [findingOf(found, isTogether ? other : undefined, subject)];
    });
  },
};

interface Worse {
  readonly entry: WorseBenchmarkEntry;
  readonly severity: Severity;
  readonly one: BenchmarkAmounts;
}

function findingOf({ entry, severity, one }: Worse, also: Worse | undefined, subject: Subject): Finding {
  const { package: pkg, unit } = one;
  const moreOf = ({ more }: AmountPlace): number => (unit === 'B/op' ? more.bytes : more.objects);
  const grown = one.places.filter((place) => moreOf(place) > 0).toSorted(compareBy((a, b) => moreOf(b) - moreOf(a)));
  const [first] = grown;
  return {
    code: 'worse-benchmark',
    args: {
      benchmark: benchmarkName(one),
      ...amountOf(entry, one),
      ...(also ? { also: amountOf(also.entry, also.one) } : {}),
      places: grown.length,
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    },
    severity,
    id: `worse-benchmark/${pkg}.${benchmarkName(one)}/${unit}`,
    ...(pkg === '' ? {} : { package: pkg }),
    anchor: first?.at ?? moduleFile(pkg, subject),
    related: grown.slice(1).map(({ at, function: name }) => ({ code: 'allocation', at, function: name })),
    state: 'worse',
  };
}

function amountOf({ by }: WorseBenchmarkEntry, { unit, before, after, runs, p }: BenchmarkAmounts): MoreAmount {
  return { unit, before: medianOf(before), after: medianOf(after), runs, ...(p === undefined || by === 'exact' ? {} : { p }) };
}

function isWorse(
  { by = 'statistics', percent = leastPercent }: WorseBenchmarkEntry,
  { unit, before, after, p }: BenchmarkAmounts,
): boolean {
  const [was, is] = [medianOf(before), medianOf(after)];
  if (is <= was) return false;
  if (by === 'exact') return true;
  const isTold = p === undefined ? (before.at(-1) ?? 0) < (after[0] ?? 0) : p <= alpha;
  return isTold && is - was >= (unit === 'allocs/op' ? 1 : 0) && (is - was) * 100 >= percent * was;
}

/** What is shown at no line of code is of the module as a whole. */
function moduleFile(pkg: string, { context }: Subject): Finding['anchor'] {
  const dir = moduleOf(pkg, context)?.dir ?? context.modules[0]?.dir ?? '.';
  return { file: dir === '.' ? 'go.mod' : `${dir}/go.mod`, line: 1 };
}
