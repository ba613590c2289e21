import { describe, expect, test } from 'vitest';
import type { InlineFact, VerdictFact } from '../../src/model/facts.ts';
import type { Site } from '../../src/model/site.ts';
import type { FactPair, FactSide } from '../../src/model/tables/fact-evidence.ts';
import { factsOf, releaseFactCodes, releaseFacts, type ReleaseFactCode } from '../../src/model/tables/release-facts.ts';
import { knownReleases } from '../../src/model/tables/release.ts';
import { releaseFactWords } from '../../src/view/messages/en/release-facts.ts';
import { frame, verdict } from '../support/made-facts.ts';
import { place, site } from '../support/made-sides.ts';

type Sides = Pick<FactPair, 'constant'> & { readonly older: Partial<FactSide>; readonly newer: Partial<FactSide> };

const int = { name: 'int', size: 8, pointers: false, of: 'element', known: 'operand' } as const;
const calls = (...names: string[]): ReadonlySet<string> => new Set(names);
const around = (name: string): readonly ReadonlyMap<string, number>[] => [new Map([[name, 1]])];
const says = (kind: VerdictFact['kind'], subject: string = ''): readonly VerdictFact[] => [verdict(4, kind, subject)];
const made = (allocator: string, more: Partial<Site> = {}): Site => site(4, { places: [place(4, { allocator })], ...more });
const growth = (said: 'nothing' | 'append' | 'stack', allocator: string = 'runtime.growslice', more: Partial<Site> = {}): Site =>
  made(allocator, { what: 'growth', when: said === 'stack' ? ['grows', 'exceeds-buffer'] : ['grows'], said, type: int, ...more });
const moved = (more: Partial<Site> = {}): Site =>
  site(4, { subject: 'x', places: [place(4, { verdicts: [{ kind: 'moved-to-heap', subject: 'x', count: 1 }] })], ...more });
const recursive: InlineFact = { file: 'p/p.go', line: 8, function: 'helper', can: false, reason: 'recursive' };
const errorf = site(4, {
  places: [
    place(4, {
      inline: [
        frame('errors.New', '$GOROOT/src/errors/errors.go', 65, 'errors'),
        frame('fmt.Errorf', '$GOROOT/src/fmt/errors.go', 31, 'fmt'),
        frame('ex.com/m/p.F', 'p/p.go', 4),
      ],
    }),
  ],
});
const handed = (expression: string): Partial<Site> => ({ cause: { code: 'passed-to-parameter', args: { expression } } });
const caused = (code: Site['cause']['code'], more: Partial<Site> = {}): Partial<Site> => ({ cause: { code, args: {} }, ...more });
const closures = ['ex.com/m/p.maker.func1', 'ex.com/m/p.Two.maker.func1'];

/** For each fact a pair in which it holds, and the same pair with one thing changed, in which it does not. */
const pairs: Readonly<Record<ReleaseFactCode, { readonly holds: Sides; readonly not: Sides }>> = {
  'variable-limit': {
    holds: { older: {}, newer: { site: moved(caused('too-large')), size: 200_000 } },
    not: { older: {}, newer: { site: moved(caused('too-large')), size: 20_000_000 } },
  },
  'recursive-inlining': {
    holds: { older: { decisions: () => [recursive] }, newer: { inlined: new Set(['helper']) } },
    not: { older: { decisions: () => [{ ...recursive, reason: 'no function body' }] }, newer: { inlined: new Set(['helper']) } },
  },
  'atomic-parameters': {
    holds: { older: { site: moved(handed('atomic.AddInt32(&n, 1)')) }, newer: {} },
    not: { older: { site: moved(handed('atomic.StorePointer(&p, nil)')) }, newer: {} },
  },
  'rand-read': {
    holds: { older: { site: moved(handed('rand.Read(buffer[:])')) }, newer: {} },
    not: { older: { site: moved(handed('io.ReadFull(rand.Reader, buffer[:])')) }, newer: {} },
  },
  'byte-concatenation': {
    holds: {
      older: {
        site: made('runtime.stringtoslicebyte', { what: 'bytes' }),
        allocators: calls('runtime.stringtoslicebyte', 'runtime.concatstring3'),
      },
      newer: { allocators: calls('runtime.concatbyte3') },
    },
    not: {
      older: {
        site: made('runtime.stringtoslicebyte', { what: 'bytes' }),
        allocators: calls('runtime.stringtoslicebyte', 'runtime.concatstring3'),
      },
      newer: { allocators: calls('runtime.concatstring3') },
    },
  },
  'variable-make': {
    holds: {
      older: { site: made('runtime.makeslice', caused('size-unknown', { subject: 'make([]int, n)' })) },
      newer: { verdicts: says('does-not-escape', 'make([]int, n)') },
    },
    not: {
      older: { site: made('runtime.makeslice', caused('size-unknown', { subject: 'make([]int, n)' })) },
      newer: { verdicts: says('does-not-escape', 'make([]int, 4)') },
    },
  },
  'append-buffer': {
    holds: { older: { site: growth('nothing') }, newer: { site: growth('stack'), verdicts: says('append-does-not-escape') } },
    not: {
      older: { site: growth('nothing'), line: 'all = append(all, more...)' },
      newer: { site: growth('stack'), verdicts: says('append-does-not-escape') },
    },
  },
  'append-store': {
    holds: { older: { site: growth('nothing') }, newer: { site: growth('append') } },
    not: { older: { site: growth('nothing') }, newer: { site: growth('nothing') } },
  },
  'constant-propagation': {
    holds: { older: {}, newer: {}, constant: { from: 'n', to: '4' } },
    not: { older: {}, newer: {} },
  },
  'constant-structs': {
    holds: {
      older: { site: made('runtime.convTstring', { what: 'box', subject: 'answer{...}' }) },
      newer: { site: { ...made('', { what: 'box', subject: 'answer{...}' }), outcome: 'paper', paper: 'static-data' } as Site },
    },
    not: {
      older: { site: made('runtime.convTstring', { what: 'box', subject: 'text' }) },
      newer: { site: { ...made('', { what: 'box', subject: 'text' }), outcome: 'paper', paper: 'static-data' } as Site },
    },
  },
  'merged-variables': {
    holds: { older: { site: moved() }, newer: { site: { ...moved(), outcome: 'merged', into: 'other' } as Site } },
    not: { older: { site: moved({ type: { ...int, pointers: true } }) }, newer: { site: made('runtime.mallocgc') } },
  },
  'late-copy': {
    holds: {
      older: { site: growth('append') },
      newer: { verdicts: says('append-escapes'), around: around('runtime.moveSliceNoCap') },
    },
    not: { older: { site: growth('append') }, newer: { verdicts: says('append-escapes') } },
  },
  'errorf-inlined': {
    holds: { older: {}, newer: { site: errorf, inlined: new Set(['Errorf']) } },
    not: { older: { inlined: new Set(['Errorf']) }, newer: { site: errorf, inlined: new Set(['Errorf']) } },
  },
  'new-expression': {
    holds: { older: {}, newer: { site: moved({ subject: '.autotmp_1' }), line: '\treturn new(n + 1)' } },
    not: { older: {}, newer: { site: moved({ subject: '.autotmp_1' }), line: '\treturn &next' } },
  },
  'sized-allocators': {
    holds: { older: { site: made('runtime.newobject') }, newer: { site: made('runtime.mallocgcSmallScanNoHeaderSC2') } },
    not: { older: { site: made('runtime.newobject') }, newer: { site: made('runtime.mallocgc') } },
  },
  'range-copy': {
    holds: {
      older: {},
      newer: {
        site: made('runtime.moveSlice', { what: 'leaves-frame' }),
        around: around('runtime.moveSlice'),
        line: '\tfor _, n := range all {',
      },
    },
    not: {
      older: {},
      newer: { site: made('runtime.moveSlice', { what: 'leaves-frame' }), around: around('runtime.moveSlice'), line: '\treturn all' },
    },
  },
  'json-v2': {
    holds: { older: { site: site(4, { type: { name: 'encoding/json.Decoder', size: 304, of: 'object', known: 'operand' } }) }, newer: {} },
    not: { older: { site: site(4, { type: { name: 'ex.com/m/json.Decoder', size: 304, of: 'object', known: 'operand' } }) }, newer: {} },
  },
  'closure-copy-names': {
    holds: {
      older: { site: site(4, { places: closures.map((name) => place(4, { function: name })) }) },
      newer: {
        site: site(4, {
          places: [place(4, { function: closures[0] ?? '', calls: [{ allocator: 'runtime.newobject', when: ['always'], count: 2 }] })],
        }),
      },
    },
    not: {
      older: { site: site(4, { places: closures.map((name) => place(4, { function: name })) }) },
      newer: { site: site(4, { places: [place(4, { function: closures[0] ?? '' })] }) },
    },
  },
};

function side(release: string, more: Partial<FactSide>): FactSide {
  return {
    build: { go: `go${release}.3`, race: false, gcflags: '' },
    verdicts: [],
    atCause: [],
    causes: [],
    allocators: new Set(),
    around: [],
    inlined: new Set(),
    decisions: () => [],
    ...more,
  };
}

function pairOf({ older, newer, constant }: Sides, from: string, to: string): FactPair {
  return { older: side(from, older), newer: side(to, newer), ...(constant ? { constant } : {}) };
}

describe.each(releaseFactCodes)('%s', (fact) => {
  const { since, sources } = releaseFacts[fact];
  const at = knownReleases.indexOf(since);
  const from = knownReleases[at - 1] ?? '';
  const to = since;

  test('is cited where the pair shows it, between the releases that it lies between', () => {
    const { holds } = pairs[fact];
    expect(factsOf(pairOf(holds, from, to))).toContain(fact);
    expect(factsOf(pairOf(holds, to, to))).toEqual([]);
    expect(factsOf(pairOf(holds, to, knownReleases[at + 1] ?? '1.99'))).not.toContain(fact);
    expect(factsOf(pairOf(holds, from, '1.99'))).toEqual([]);
  });

  test('is not cited in the twin, nor where nothing differs', () => {
    const { holds, not } = pairs[fact];
    expect(factsOf(pairOf(not, from, to))).not.toContain(fact);
    for (const same of [holds.older, holds.newer])
      expect(releaseFacts[fact].holds(pairOf({ older: same, newer: same }, from, to))).toBe(false);
  });

  test('says where it is written, and what is otherwise', () => {
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^(?:src\/[\w./-]+\.go(?:: .+)?|go\.dev\/(?:cl|issue)\/\d+)$/);
    expect(releaseFactWords[fact].what).toMatch(/^[a-z`].*[^.]$/);
  });
});

test.each(['-N', 'all=-N', '-d=variablemakehash=n', '-d=variablemakethreshold=0'])(
  'the buffer of appends is not cited with %s',
  (gcflags) => {
    const { older, newer } = pairOf(pairs['append-buffer'].holds, '1.24', '1.25');
    expect(factsOf({ older, newer: { ...newer, build: { ...newer.build, gcflags } } })).not.toContain('append-buffer');
  },
);
