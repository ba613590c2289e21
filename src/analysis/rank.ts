import { compareBy } from '../base/order.ts';
import type { When } from '../model/facts.ts';
import type { Site, What } from '../model/site.ts';
import { byPosition } from '../model/site-order.ts';

/**
 * The static order is a guess: nothing was run. It says where to look first, never what costs most; only a profile tells that.
 *
 * Each weight is in doublings of the cost: +1 is "twice as often, or twice as many bytes". The numbers are few and round on purpose. They
 * were chosen on the benchmarks of zap and gin (tools/rank-check.mjs: the 20 lines of each with the most alloc_space, against all
 * sites); the figures beside them are how much more often than any site such a site was among these lines. The first 20 lines of the
 * order then hold 9 and 3 of them (of lines at random 1.1 and 1.5); of modules that were not looked at before: chi 8 (1.7), expr 4 (0.2),
 * client_golang 0 (0.4).
 *
 * Left out, since nothing measured spoke for them: constructors last (`New…`, `Must…`, `Open…`: 1.4 times as often, not less), exported
 * functions first (0.6 times), `main` and `String` methods.
 */
const weights = {
  /** A call that allocates only under a condition does so some of the time. Records of the runtime's pools are nearly always reused. */
  when: {
    always: 0,
    grows: -1,
    'exceeds-buffer': -1,
    'large-value': -1,
    'leaves-frame': -3,
    'inlined-branch': -2,
    'pool-empty': -3,
  } satisfies Record<When, number>,
  /** For each loop around it in the text, up to `deepest`: 1.8 times in one loop. */
  loop: 1,
  deepest: 3,
  /** For each doubling of the bytes of one object: never up to 16 bytes, 0.9 times at 32, 3.6 at 64, 6 at 128. */
  bytes: 1,
  /** For each doubling of the compiled copies, that is of the places that call it: 4 times with 4 to 7 copies, more with more. */
  copies: 1,
  /** Code that runs once for each program, when a package is initialised: none of 36. */
  once: -6,
  /** Errors are built when something went wrong: none of 45. */
  error: -6,
} as const;

/** Bytes where the compiled code does not tell them. Of slices: for so many elements, and not less than the least. */
const guessedBytes: Readonly<Record<What, number>> = {
  object: 16,
  slice: 64,
  growth: 64,
  map: 48,
  'map-growth': 64,
  chan: 96,
  string: 64,
  bytes: 64,
  box: 16,
  closure: 32,
  variadic: 32,
  go: 64,
  defer: 64,
  'leaves-frame': 64,
};
const guessedElements = 8;

/**
 * The place of each site in the static order, from 1, beside the sites as they were given; undefined for those that do not allocate.
 * Sites in test files come last. The order of what is given does not matter.
 */
export function rankSites(sites: readonly Site[]): (number | undefined)[] {
  const ranks = sites.map((): number | undefined => undefined);
  const scored = sites.flatMap((site, index) => (site.outcome === 'allocates' ? [{ site, index, score: scoreOf(site) }] : []));
  const ordered = scored.toSorted(
    compareBy(
      (a, b) => Number(a.site.test ?? false) - Number(b.site.test ?? false),
      (a, b) => b.score - a.score,
      (a, b) => byPosition(a.site, b.site),
    ),
  );
  ordered.forEach(({ index }, before) => (ranks[index] = before + 1));
  return ranks;
}

function scoreOf(site: Site): number {
  return (
    Math.max(...site.when.map((when) => weights.when[when]), weights.when['pool-empty']) +
    weights.loop * Math.min(site.loop ?? 0, weights.deepest) +
    weights.bytes * Math.log2(Math.max(bytesOf(site), 1)) +
    weights.copies * Math.log2(Math.max(site.places.length, 1)) +
    (isInitialiser(site) ? weights.once : 0) +
    (buildsError(site) ? weights.error : 0)
  );
}

function bytesOf({ what, type }: Site): number {
  if (type?.charged !== undefined) return type.charged;
  if (type?.size === undefined) return guessedBytes[what];
  return type.of === 'element' ? Math.max(type.size * guessedElements, guessedBytes[what]) : type.size;
}

/** Package-level code and declared `init` functions; not the literals in them, which run when they are called. */
function isInitialiser(site: Site): boolean {
  return /^(?:map\.)?init(?:\.\d+)?$/.test(site.function);
}

function buildsError({ cause, type, places }: Site): boolean {
  return (
    cause.code === 'passed-to-panic' ||
    isErrorBuilder(cause.args.callee ?? '') ||
    /(?:Error|errorString|wrapErrors?)$/.test(type?.name ?? '') ||
    places.some(
      (place) =>
        place.inline.some((frame) => isErrorBuilder(frame.function)) ||
        place.verdicts.some((verdict) => /\b(?:fmt\.Errorf|errors\.New)\(/.test(verdict.subject)),
    )
  );
}

/** `fmt.Errorf`, everything in packages named errors (std's and those in its manner), `status.Errorf` and its like. */
function isErrorBuilder(callee: string): boolean {
  return /(?:^|\/)errors\.|\bErrorf$/.test(callee);
}
