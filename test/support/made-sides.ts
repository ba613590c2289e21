import type { ReasonIndex } from '../../src/analysis/reasons/reason-side.ts';
import { indexReasonSide } from '../../src/analysis/reasons/reason-side.ts';
import { mapPlaces, type PlaceMap } from '../../src/analysis/difference/place-map.ts';
import type { CallFact, InlineFact, InlinedCallFact, VerdictFact } from '../../src/model/facts.ts';
import type { FileOutline } from '../../src/model/outline.ts';
import type { Build } from '../../src/model/report.ts';
import type { Place, Site } from '../../src/model/site.ts';
import { digest } from '../../src/engine/digest.ts';
import { outlineLines } from '../../src/source/outline-source.ts';
import { scanGo } from '../../src/source/scan-go.ts';
import { frame, unit } from './made-facts.ts';

/** Sides of a comparison made by hand, for tests of reasons. */
export interface MadeSide {
  readonly build?: Partial<Build>;
  /** Texts by shown name. The package `ex.com/m/p` owns those below `p/`. */
  readonly files: Readonly<Record<string, string>>;
  readonly sites?: readonly Site[];
  readonly verdicts?: readonly VerdictFact[];
  readonly inlined?: readonly InlinedCallFact[];
  readonly inlining?: readonly InlineFact[];
  readonly calls?: readonly CallFact[];
}

const plainBuild: Build = {
  stackward: '0.0.0',
  go: 'go1.26.8',
  goos: 'linux',
  goarch: 'amd64',
  experiment: '',
  tags: [],
  gcflags: '',
  race: false,
  cgo: false,
  tests: false,
  pgo: [],
  modules: [{ path: 'ex.com/m', dir: '.' }],
  prefix: '',
};

/** Two sides as they are compared. */
export function madeStep(before: MadeSide, after: MadeSide): { before: ReasonIndex; after: ReasonIndex; map: PlaceMap } {
  return { before: indexOf(before), after: indexOf(after), map: mapPlaces(comparedSide(before), comparedSide(after)) };
}

function indexOf(side: MadeSide): ReasonIndex {
  const own = Object.keys(side.files).filter((file) => file.startsWith('p/'));
  const made = unit(side.calls ?? [], { files: own, verdicts: side.verdicts ?? [] });
  const [text] = made.texts;
  if (!text) throw new Error('a unit has a text');
  const outlines = outlinesOf(side);
  return indexReasonSide({
    build: { ...plainBuild, ...side.build },
    units: [{ ...made, texts: [{ ...text, inlinedCalls: side.inlined ?? [], inlining: side.inlining ?? [] }] }],
    sites: side.sites ?? [],
    lines: (file) => side.files[file]?.split('\n'),
    functions: (file) => outlines.find((outline) => outline.file === file)?.functions ?? [],
  });
}

function comparedSide(side: MadeSide): Parameters<typeof mapPlaces>[0] {
  return { sites: side.sites ?? [], outlines: outlinesOf(side), packageOf: () => 'ex.com/m/p', inlined: [] };
}

function outlinesOf({ files }: MadeSide): FileOutline[] {
  return Object.entries(files).map(([file, source]) => {
    const text = new TextEncoder().encode(source);
    const scan = scanGo(text);
    const functions = scan.functions.map(({ name, span, body }) => ({
      name,
      line: span.line,
      endLine: span.endLine,
      ...(body === undefined ? {} : { bodyLine: body.line }),
    }));
    return { file, digest: digest(text), ...outlineLines(text, scan.lines), functions };
  });
}

/** A site that allocates one `int` on the heap in `F` at `p/p.go`, unless told otherwise. */
export function site(line: number, more: Partial<Site> & { readonly places?: readonly Place[] } = {}): Site {
  const made = {
    id: 'id',
    package: 'ex.com/m/p',
    function: 'F',
    at: { file: 'p/p.go', line },
    what: 'object',
    when: ['always'],
    places: [place(line)],
    cause: { code: 'returned', args: {} },
    outcome: 'allocates',
    said: 'heap',
    ...more,
  };
  return made as Site;
}

/** A compiled copy with one call. */
export function place(line: number, more: Partial<Place> & { readonly allocator?: string } = {}): Place {
  const { allocator = 'runtime.newobject', ...rest } = more;
  return {
    package: 'ex.com/m/p',
    function: 'ex.com/m/p.F',
    inline: [frame('ex.com/m/p.F', 'p/p.go', line)],
    calls: [{ allocator, when: ['always'], count: 1 }],
    verdicts: [],
    joined: 'type',
    ...rest,
  };
}
