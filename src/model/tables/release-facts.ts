/**
 * Known changes of the compiler and the library by the release that brought them, each with where it is written and with the test that a pair of builds has to
 * pass before it may be cited: the same difference may have another cause. Words for people are in `view/messages/en/release-facts.ts`.
 */
import {
  buffered,
  callCount,
  calls,
  handsTo,
  hasBuffer,
  isBetween,
  isGrowth,
  isOfJson,
  isSaid,
  moves,
  staysOnStack,
  throughAppend,
  type FactPair,
  type FactSide,
} from './fact-evidence.ts';
import { isWithin, releaseOf, type Release } from './release.ts';
import { stackLimit } from './stack-limits.ts';

/** By the release that brought them. */
export const releaseFactCodes = [
  'variable-limit',
  'recursive-inlining',
  'atomic-parameters',
  'rand-read',
  'byte-concatenation',
  'variable-make',
  'append-buffer',
  'append-store',
  'constant-propagation',
  'constant-structs',
  'merged-variables',
  'late-copy',
  'errorf-inlined',
  'new-expression',
  'sized-allocators',
  'range-copy',
  'json-v2',
  'closure-copy-names',
] as const;
export type ReleaseFactCode = (typeof releaseFactCodes)[number];

export interface ReleaseFact {
  /** The first release that has it. */
  readonly since: Release;
  /** A Go file below GOROOT of that release, with words that the release before does not have (or the other way: `… up to 1.23`), or a change's number. */
  readonly sources: readonly string[];
  readonly holds: (pair: FactPair) => boolean;
}

export const releaseFacts: Readonly<Record<ReleaseFactCode, ReleaseFact>> = {
  'variable-limit': {
    since: '1.24',
    sources: ['src/cmd/compile/internal/ir/cfg.go: MaxStackVarSize = int64(128 * 1024)', 'go.dev/issue/73536'],
    holds: ({ older, newer }) =>
      newer.site?.cause.code === 'too-large' &&
      older.site?.cause.code !== 'too-large' &&
      newer.site.places.some(({ verdicts }) => verdicts.some(({ kind }) => kind === 'moved-to-heap')) &&
      isBetween(newer.size, stackLimit(newer.build.go, 'variable'), stackLimit(older.build.go, 'variable')),
  },
  'recursive-inlining': {
    since: '1.24',
    sources: ['src/cmd/compile/internal/inline/inl.go: "cannot inline %v: recursive" up to 1.23'],
    holds: ({ older, newer }) =>
      [...newer.inlined].some(
        (callee) => !older.inlined.has(callee) && older.decisions(callee).some(({ can, reason }) => !can && reason === 'recursive'),
      ),
  },
  'atomic-parameters': {
    since: '1.24',
    sources: ['src/sync/atomic/doc.go: //go:noescape', 'src/sync/atomic/doc_64.go: //go:noescape', 'go.dev/issue/16241'],
    holds: ({ older, newer }) =>
      handsTo(older.site, /^atomic\.(?:Add|And|CompareAndSwap|Load|Or|Store|Swap)(?:Int|Uint)/) && !handsTo(newer.site, /^atomic\./),
  },
  'rand-read': {
    since: '1.24',
    sources: ['src/crypto/rand/rand.go: "We don\'t want b to escape to the heap"'],
    holds: ({ older, newer }) => handsTo(older.site, /^rand\.Read\(/) && !handsTo(newer.site, /^rand\.Read\(/),
  },
  'byte-concatenation': {
    since: '1.24',
    sources: ['src/cmd/compile/internal/walk/expr.go: "concatbyte%d"'],
    holds: ({ older, newer }) =>
      [...newer.allocators].some((allocator) => allocator.startsWith('runtime.concatbyte')) &&
      older.allocators.has('runtime.stringtoslicebyte') &&
      (older.site?.what === 'bytes' || older.site?.what === 'string'),
  },
  'variable-make': {
    since: '1.25',
    sources: [
      'src/cmd/compile/internal/walk/builtin.go: VariableMakeThreshold',
      'src/cmd/compile/internal/escape/utils.go: "For non-constant sizes, we do a hybrid approach"',
      'go.dev/cl/653856',
    ],
    holds({ older, newer }) {
      const subject = older.site?.subject ?? newer.site?.subject ?? '';
      const isUnknown = ({ site, causes }: FactSide): boolean =>
        site?.cause.code === 'size-unknown' || causes.some((one) => one.subject === subject && one.cause.code === 'size-unknown');
      return (
        subject.startsWith('make(') &&
        isUnknown(older) &&
        !isUnknown(newer) &&
        (newer.site?.subject === subject || staysOnStack(newer, subject))
      );
    },
  },
  'append-buffer': {
    since: '1.25',
    sources: [
      'src/cmd/compile/internal/ssagen/ssa.go: "If the result of the append does not escape"',
      'src/cmd/compile/internal/escape/escape.go: "append does not escape"',
    ],
    holds: ({ older, newer }) =>
      older.site?.what === 'growth' &&
      isSaid(older, 'nothing') &&
      !/(?:^|[\s'=])-N(?![\w-])|variablemake(?:hash|threshold)/.test(newer.build.gcflags) &&
      hasBuffer(older) &&
      newer.verdicts.some(({ kind }) => kind === 'append-does-not-escape') &&
      (newer.site === undefined ? ![...newer.allocators].some(isGrowth) : newer.site.when.includes('exceeds-buffer')),
  },
  'append-store': {
    since: '1.25',
    sources: ['src/cmd/compile/internal/escape/escape.go: "append escapes to heap"'],
    holds: ({ older, newer }) =>
      older.site?.what === 'growth'
        ? newer.site?.what === 'growth' &&
          isSaid(older, 'nothing') &&
          (isSaid(newer, 'append') || (isSaid(newer, 'stack') && !hasBuffer(newer)))
        : !throughAppend(older.site) && throughAppend(newer.site) && newer.atCause.some(({ kind }) => kind === 'append-escapes'),
  },
  'constant-propagation': {
    since: '1.25',
    sources: ['src/cmd/compile/internal/escape/escape.go: rewriteWithLiterals'],
    holds: ({ constant }) => constant !== undefined,
  },
  'constant-structs': {
    since: '1.25',
    sources: ['src/cmd/compile/internal/walk/order.go: "composite literal to possibly store in the read-only data section"'],
    holds: ({ older, newer }) =>
      older.site?.outcome === 'allocates' &&
      older.site.what === 'box' &&
      newer.site?.outcome === 'paper' &&
      newer.site.paper === 'static-data' &&
      /\{(?:\.\.\.)?\}$/.test(older.site.subject ?? '') &&
      older.site.subject === newer.site.subject,
  },
  'merged-variables': {
    since: '1.25',
    sources: ['src/cmd/compile/internal/ssagen/ssa.go: pendingHeapAllocations'],
    holds: ({ older, newer }) =>
      older.site?.outcome === 'allocates' &&
      (newer.site?.outcome === 'merged' ||
        (newer.site?.outcome === 'allocates' &&
          calls(newer.site).has('runtime.mallocgc') &&
          !calls(older.site).has('runtime.mallocgc') &&
          older.site.type?.pointers !== true)),
  },
  'late-copy': {
    since: '1.26',
    sources: ['src/cmd/compile/internal/slice/slice.go', 'go.dev/cl/707755', 'go.dev/cl/722440'],
    holds: ({ older, newer }) => {
      if (moves(older) > 0 || moves(newer) === 0) return false;
      if (newer.site?.what === 'leaves-frame') return older.site === undefined;
      return (
        older.site?.what === 'growth' &&
        newer.verdicts.some(({ kind }) => kind.startsWith('append-')) &&
        (newer.site === undefined || buffered(newer.site))
      );
    },
  },
  'errorf-inlined': {
    since: '1.26',
    sources: ['src/fmt/errors.go: "No formatting was needed."', 'go.dev/cl/708836'],
    holds: ({ older, newer }) =>
      newer.inlined.has('Errorf') &&
      !older.inlined.has('Errorf') &&
      (newer.site?.places.some(({ inline }) => inline.some((frame) => frame.function === 'fmt.Errorf')) === true ||
        newer.site?.cause.args.part === '&errors.errorString{...}'),
  },
  'new-expression': {
    since: '1.26',
    sources: ['src/cmd/compile/internal/noder/reader.go: "new(expr) -> tmp := expr; &tmp"'],
    holds: ({ older, newer }) =>
      older.site === undefined &&
      newer.site?.subject?.startsWith('.autotmp_') === true &&
      isSaid(newer, 'heap') &&
      /\bnew\(/.test(newer.line ?? ''),
  },
  'sized-allocators': {
    since: '1.27',
    sources: ['src/internal/buildcfg/exp.go: SizeSpecializedMalloc: true'],
    holds: ({ older, newer }) =>
      older.site !== undefined &&
      newer.site !== undefined &&
      [...calls(older.site)].some((allocator) => allocator === 'runtime.newobject' || allocator === 'runtime.mallocgc') &&
      [...calls(newer.site)].some((allocator) => /^runtime\.mallocgc(?:Small|Tiny).*SC\d+$/.test(allocator)),
  },
  'range-copy': {
    since: '1.27',
    sources: ['src/cmd/compile/internal/slice/slice.go: "Range over slice keeps a pointer to the backing store"', 'go.dev/issue/79909'],
    holds({ older, newer }) {
      if (moves(newer) <= moves(older)) return false;
      if (newer.site?.what === 'leaves-frame') return older.site === undefined && /^\s*for\b.*\brange\b/.test(newer.line ?? '');
      return older.site?.what === 'growth' && newer.site !== undefined && buffered(newer.site) && !buffered(older.site);
    },
  },
  'json-v2': {
    since: '1.27',
    sources: ['src/internal/buildcfg/exp.go: JSONv2: true'],
    holds: ({ older, newer }) =>
      isOfJson(older.site) !== isOfJson(newer.site) || (isOfJson(older.site) && older.site?.type?.size !== newer.site?.type?.size),
  },
  'closure-copy-names': {
    since: '1.27',
    sources: ['src/cmd/compile/internal/ir/func.go: TrimInlineHash'],
    holds: ({ older, newer }) => {
      if (!older.site || !newer.site || older.site.places.length <= newer.site.places.length) return false;
      const names = new Set(newer.site.places.map((place) => place.function));
      return (
        callCount(older.site) === callCount(newer.site) &&
        older.site.places.every((place) => names.has(place.function) || /\.func\d/.test(place.function))
      );
    },
  },
};

/** Facts that lie between two releases and whose test the pair passes. Releases that are not known have none. */
export function factsOf(pair: FactPair): ReleaseFactCode[] {
  const [older, newer] = [releaseOf(pair.older.build.go), releaseOf(pair.newer.build.go)];
  if (!older || !newer) return [];
  return releaseFactCodes.filter((code) => {
    const fact = releaseFacts[code];
    return isWithin(newer, fact.since) && !isWithin(older, fact.since) && fact.holds(pair);
  });
}
