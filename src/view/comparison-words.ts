/** Sentences about comparisons: `gate` and `diff`. */
import type { Change } from '../model/change.ts';
import type { Because, BenchmarkedPlace, ChangeCause, ComparedPlace, Comparison, Incomparable, Side } from '../model/comparison.ts';
import type { Finding } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import { bytesWords, objectsWords } from './bench-words.ts';
import { code } from './cause-words.ts';
import { count, grouped } from './numbers.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { shortType } from './site-words.ts';

const stateWords: Readonly<Record<Change, string>> = {
  new: 'new',
  worse: 'worse',
  fixed: 'fixed',
  moved: 'moved',
  'other-reason': 'with another reason',
  unchanged: 'unchanged',
};

/** The first line: what to think of the change. */
export function comparisonSummary(comparison: Comparison): string {
  const { states, files, incomparable, problems } = comparison;
  const against = `against ${sideWords(comparison.base)}`;
  if (problems.some(({ effect }) => effect === 'failed')) return `not judged ${against}: ${failedSides(comparison)} does not build`;
  if (incomparable) return `not comparable with ${sideWords(comparison.base)}: ${incomparable.map(incomparableWords).join('; ')}`;
  if (!comparison.head.build && files)
    return files.changed === 0
      ? `no change ${against}`
      : `nothing to measure ${against}: ${count(files.changed, 'file')} changed, none that a build reads`;
  const rest = (['other-reason', 'moved', 'fixed', 'unchanged'] as const).filter((state) => states[state] > 0 || state === 'unchanged');
  const counts = rest.map((state) => `${grouped(states[state])} ${stateWords[state]}`).join(', ');
  const { baseline } = comparison;
  if (baseline?.incomparable)
    return `${verdictWords(states)}, not judged: ${safeText(baseline.file)} is of another build (${baseline.incomparable.map(incomparableWords).join('; ')}); ${against}: ${counts}`;
  return `${verdictWords(states)}${judgedWords(comparison)} ${against}: ${counts}`;
}

/** What decides the exit code: how many of the places are errors, how many are known, and what else is one. */
function judgedWords({ states, findings }: Comparison): string {
  const objected = states.new + states.worse;
  const ofPlaces = findings.filter(isOfPlace);
  const errors = new Set(ofPlaces.filter(isError).map(({ site }) => site)).size;
  const known = new Set(ofPlaces.flatMap(({ known: why, site }) => (why ? [site] : []))).size;
  const others = findings.filter((finding) => !isOfPlace(finding) && isError(finding)).length;
  const parts = [
    objected === 0
      ? ''
      : errors === 0
        ? ', none an error'
        : errors === objected
          ? errors === 1
            ? ', an error'
            : ', all errors'
          : `, ${grouped(errors)} of them ${errors === 1 ? 'an error' : 'errors'}`,
    known === 0 ? '' : `, ${grouped(known)} known`,
    others === 0 ? '' : `, and ${count(others, objected === 0 ? 'error' : 'other error')}`,
  ];
  const words = parts.join('');
  return words === '' ? '' : `${words},`;
}

/** Whether a finding is told with the place that it is about. */
export function isOfPlace({ site, state }: Pick<Finding, 'site' | 'state'>): boolean {
  return site !== undefined && (state === 'new' || state === 'worse');
}

function isError({ severity, known }: Finding): boolean {
  return severity === 'error' && known === undefined;
}

/** `2 new and 1 worse allocations`. */
export function verdictWords({ new: came, worse }: Comparison['states']): string {
  if (came === 0 && worse === 0) return 'no new allocations';
  const nouns = came + worse === 1 ? 'allocation' : 'allocations';
  return [came > 0 ? `${grouped(came)} new` : '', worse > 0 ? `${grouped(worse)} worse` : ''].filter(Boolean).join(' and ') + ` ${nouns}`;
}

function failedSides({ problems }: Comparison): string {
  const sides = new Set(problems.filter(({ effect }) => effect === 'failed').flatMap((problem) => problem.in ?? []));
  return [...sides].map((side) => (side === 'base' ? 'the base' : 'the working tree')).join(' and ') || 'a side';
}

function sideWords({ label, revision }: Side): string {
  const short = revision?.slice(0, 12);
  return safeText(short === undefined || label === short ? label : `${label} (${short})`);
}

function incomparableWords({ what, base, head }: Incomparable): string {
  return safeText(`${what} ${base === '' ? 'none' : base} there, ${head === '' ? 'none' : head} here`);
}

/** What a place allocates in one operation of a benchmark. */
export function perOpWords({ benchmark, objects, bytes }: BenchmarkedPlace): string {
  const amount = `${objectsWords(objects)} ${objects === 1 ? 'object' : 'objects'}, ${bytesWords(bytes)}`;
  return `${amount} in each operation of ${safeText(`Benchmark${benchmark}`)}`;
}

/** What is new or worse about a place. */
export function changeWords({ state, how = [] }: ComparedPlace): string {
  if (state !== 'worse') return rowOf(stateWords, state) ?? safeText(state);
  return `worse: ${how.map((one) => rowOf(howWords, one) ?? safeText(one)).join(', ')}`;
}

const howWords = {
  allocates: 'allocates now',
  larger: 'takes a larger block',
  'in-loop': 'in a loop now',
  unconditional: 'always now',
  'not-inlined': 'its callers have it inlined no more',
} as const;

/** The change elsewhere that brought a place here. */
export function becauseWords(because: Because, show: (span: Span) => string): string {
  switch (because.code) {
    case 'callee-changed':
      return `${code(because.callee)} changed at ${show(because.at)}`;
    case 'edited':
      return `of what changed at ${show(because.at)}`;
    case 'inlining-lost': {
      const costs =
        because.cost === undefined
          ? ''
          : `: it costs ${because.cost}${because.budget === undefined ? '' : `, more than ${because.budget}`}`;
      return `${code(because.callee)} is inlined no more${because.at ? ` since ${show(because.at)}` : ''}${costs}`;
    }
    case 'inlining-gained':
      return `${code(because.callee)} is inlined here now: what it allocates stands here`;
    case 'type-grown':
      return `${code(shortType(because.type))} takes ${because.to} bytes, and took ${because.from}${because.at ? `: ${show(because.at)}` : ''}`;
    case 'only':
      return `${changeCauseWords(because.cause)}; no line of the module's own code explains it`;
    default:
      return because satisfies never;
  }
}

/** `github.com/x/y v1.0.0 → v1.1.0` */
export function changeCauseWords(cause: ChangeCause): string {
  const { kind } = cause;
  const [name, from, to] = [safeText(cause.name), safeText(cause.from), safeText(cause.to)];
  switch (kind) {
    case 'go-line':
    case 'toolchain-line':
      return `the ${name} line: ${from || 'none'} → ${to || 'none'}`;
    case 'pgo':
      return `the profile ${name}, which both sides were built with`;
    case 'dependency':
      return from === '' ? `${name} ${to} added` : to === '' ? `${name} ${from} removed` : `${name} ${from} → ${to}`;
    default:
      return kind satisfies never;
  }
}

export const comparisonWords = {
  because: 'because',
  callers: 'called at',
  perOp: 'measured',
  alsoChanged: 'changed besides Go files',
  only: 'Only by what changed besides the code of this module:',
  brings: 'brings',
  /** Of a line whose own places are not new. */
  inlines: 'code of another module is inlined here, and allocates',
  /** Where no policy is written. */
  howToChange: 'each counts as an error: `"policy": {"extends": "recommended"}` in stackward.jsonc makes those outside of loops warnings',
  fixed: 'fixed',
  otherReason: 'on the heap for another reason now',
  more: (places: number): string => `… and ${count(places, 'place')} more; --all explains them all`,
  was: 'was',
} as const;
