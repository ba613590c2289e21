import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mapPlaces } from '../../../src/analysis/difference/place-map.ts';
import type { ComparedSide } from '../../../src/analysis/difference/side.ts';
import { finishRows } from '../../../src/analysis/side-by-side/finish-rows.ts';
import { matchStep } from '../../../src/analysis/side-by-side/match-step.ts';
import { createPresence } from '../../../src/analysis/side-by-side/presence.ts';
import { createRows, type Rows } from '../../../src/analysis/side-by-side/rows.ts';
import type { Package } from '../../../src/model/report.ts';
import type { Site } from '../../../src/model/site.ts';
import { outlineLines } from '../../../src/source/outline-source.ts';
import { scanGo } from '../../../src/source/scan-go.ts';
import { makeSite } from './made-site.ts';

const text = `package p

func F() *T {
	return &T{}
}

func G() *T {
	return &T{}
}
`;

/** A side whose one file is this text. */
function side(sites: readonly Site[], source = text, file = 'p/p.go'): ComparedSide {
  const bytes = new TextEncoder().encode(source);
  const scan = scanGo(bytes);
  const functions = scan.functions.map(({ name, span }) => ({ name, line: span.line, endLine: span.endLine }));
  const digest = createHash('sha256').update(source).digest('hex');
  return { sites, outlines: [{ file, digest, ...outlineLines(bytes, scan.lines), functions }], packageOf: () => 'ex.com/p', inlined: [] };
}

const pkg: Package = { path: 'ex.com/p', name: 'p', dir: 'p', module: 'ex.com', files: ['p/p.go'], state: 'ok' };

interface Build {
  readonly sites: readonly Site[];
  readonly source?: string;
  readonly packages?: readonly Package[];
}

/** Rows of these builds, each compared with the one before it, or with the first. */
function rowsOf(builds: readonly Build[], order: 'sequence' | 'star', isOneSource = true): Rows {
  const rows = createRows(builds.length);
  for (const [build, { sites, source, packages = [pkg] }] of builds.entries()) {
    const missing = createPresence(packages, isOneSource);
    const against = order === 'star' ? 0 : build - 1;
    const before = builds[against];
    if (!before) rows.begin({ build, sites, missing });
    else {
      const map = mapPlaces(side(before.sites, before.source), side(sites, source));
      rows.step({
        build,
        sites,
        missing,
        against,
        match: matchStep(before.sites, sites, map),
        isOneSource,
        callers: () => undefined,
        reasons: () => [],
      });
    }
  }
  return rows;
}

const shown = ({ rows }: Rows): string[] =>
  rows.map(({ cells, steps }) => {
    const states = cells.map((cell) => (typeof cell === 'string' ? cell : `${cell.at.line}`)).join(' ');
    return `${states} | ${steps.map(({ from, to, kinds }) => `${from}→${to} ${kinds.join(',')}`).join('; ')}`;
  });

const at = (line: number, more = {}): Site => makeSite({ line, name: line < 6 ? 'F' : 'G', ...more });

describe('rows of several builds', () => {
  test('a build against itself has none that differs', () => {
    const rows = rowsOf([{ sites: [at(4), at(8)] }, { sites: [at(4), at(8)] }], 'sequence');
    expect(shown(rows)).toEqual(['4 4 | ', '8 8 | ']);
    expect(finishRows(rows.rows, [true, true, true])).toMatchObject({ rows: [], same: 2, explained: 0, unexplained: 0 });
  });

  test('what comes, goes and comes again is one row of one source', () => {
    const away = { sites: [at(8)] };
    expect(shown(rowsOf([{ sites: [at(4), at(8)] }, away, { sites: [at(4), at(8)] }], 'sequence'))).toEqual([
      '4 absent 4 | 0→1 lost; 1→2 gained',
      '8 8 8 | ',
    ]);
    expect(shown(rowsOf([away, { sites: [at(4), at(8)] }, { sites: [at(4), at(8)] }], 'star'))).toEqual([
      '8 8 8 | ',
      'absent 4 4 | 0→1 gained; 0→2 gained',
    ]);
  });

  test('on a line that both have the place is the same, whatever its type and words have become', () => {
    const rows = rowsOf([{ sites: [at(4, { subject: '&T{...}' })] }, { sites: [at(4, { type: 'U', subject: '~r0' })] }], 'sequence');
    expect(shown(rows)).toEqual(['4 4 | 0→1 type,words']);
    // Another kind of thing is another place.
    expect(shown(rowsOf([{ sites: [at(4)] }, { sites: [at(4, { what: 'closure' })] }], 'sequence'))).toEqual([
      '4 absent | 0→1 lost',
      'absent 4 | 0→1 gained',
    ]);
  });

  test('of revisions a place keeps its row where its line went', () => {
    const moved = text.replace('func F', '// F makes one.\n//\n// It is new.\nfunc F');
    const rows = rowsOf([{ sites: [at(4)] }, { sites: [at(7, { name: 'F' })], source: moved }], 'sequence', false);
    expect(shown(rows)).toEqual(['4 7 | ']);
  });

  test('a file that is not part of a build, a package that does not compile, one that is not there', () => {
    const other = { ...pkg, files: ['p/q.go'] };
    const of = (packages: readonly Package[]): string[] => shown(rowsOf([{ sites: [at(4)] }, { sites: [], packages }], 'sequence'));
    expect(of([other])).toEqual(['4 not-built | 0→1 not-built']);
    expect(of([{ ...pkg, state: 'failed' }])).toEqual(['4 unknown | ']);
    expect(of([])).toEqual(['4 not-built | 0→1 not-built']);
    expect(of([pkg])).toEqual(['4 absent | 0→1 lost']);
    // Of another revision a file may be gone, which is an edit.
    expect(shown(rowsOf([{ sites: [at(4)] }, { sites: [], packages: [other] }], 'sequence', false))).toEqual(['4 absent | 0→1 lost']);
  });

  test('a build that failed is not known, and the next one is compared past it', () => {
    const rows = createRows(3);
    const [first, third] = [[at(4)], [at(4, { size: 24 })]];
    const missing = createPresence([pkg], true);
    rows.begin({ build: 0, sites: first, missing });
    const match = matchStep(first, third, mapPlaces(side(first), side(third)));
    rows.step({
      build: 2,
      sites: third,
      missing,
      against: 0,
      match,
      isOneSource: true,
      callers: () => undefined,
      reasons: () => [{ code: 'type-size', type: 'T', from: 8, to: 24 }],
    });
    expect(shown(rows)).toEqual(['4 unknown 4 | 0→2 size']);
    expect(finishRows(rows.rows, [true, true, true])).toMatchObject({
      explained: 1,
      unexplained: 0,
      differ: { size: 1 },
      differences: { size: 1 },
    });
  });

  test('the gravest come first, each row is counted once', () => {
    const before = { sites: [at(3), at(4), at(7), at(8)] };
    const after = { sites: [at(3, { said: 'append' }), at(4, { size: 24, said: 'append' }), at(7, { outcome: 'paper' })] };
    const { rows, differ, differences, same } = finishRows(rowsOf([before, after], 'sequence').rows, [true, true, true]);
    expect(rows.map(({ site }) => site.at.line)).toEqual([7, 8, 4, 3]);
    expect([differ.lost, differ.size, differ.words, same]).toEqual([2, 1, 1, 0]);
    expect([differences.lost, differences.size, differences.words]).toEqual([2, 1, 2]);
  });
});
