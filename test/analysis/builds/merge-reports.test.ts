import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeReports } from '../../../src/analysis/builds/merge-reports.ts';
import { identifySites } from '../../../src/analysis/sites/identify.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Site } from '../../../src/model/site.ts';
import { sampleReport } from '../../support/sample-report.ts';

const digest = (...parts: string[]): string => createHash('sha256').update(parts.join('\0')).digest('hex');

interface Made {
  readonly line?: number;
  readonly file?: string;
  readonly type?: string | undefined;
  readonly size?: number;
  readonly subject?: string;
  readonly paper?: boolean;
  readonly copies?: number;
}

function site({ line = 3, file = 'p/p.go', type = 'T', size = 8, subject, paper = false, copies = 1 }: Made): Site {
  const place: Site['places'][number] = {
    package: 'ex.com/p',
    function: 'ex.com/p.F',
    inline: [{ package: 'ex.com/p', function: 'ex.com/p.F', file, line }],
    calls: [],
    verdicts: [],
    joined: 'alone',
  };
  return {
    id: '',
    package: 'ex.com/p',
    function: 'F',
    at: { file, line },
    what: 'object',
    ...(type === '' ? {} : { type: { name: type, size, of: 'object', known: 'operand' } }),
    ...(subject === undefined ? {} : { subject }),
    when: ['always'],
    places: Array.from({ length: copies }, () => place),
    cause: { code: 'unknown', args: {} },
    ...(paper ? { outcome: 'paper', paper: 'constant' } : { outcome: 'allocates', said: 'heap' }),
  };
}

/** A report of these sites, with the ids that they have there. */
function report(made: readonly Made[], more: Partial<Report> = {}): Report {
  const sites = made.map(site);
  const ids = identifySites(sites, digest);
  const base = sampleReport('x');
  return {
    ...base,
    packages: [{ path: 'ex.com/p', name: 'p', dir: 'p', module: 'ex.com', files: ['p/p.go'], state: 'ok' }],
    problems: [],
    sites: sites.map((one, index) => ({ ...one, id: ids[index] ?? '' })),
    counts: { ...base.counts, sites: sites.length, lines: 10 },
    ...more,
  };
}

function merge(...builds: readonly (readonly Made[] | Report)[]): Report {
  return mergeReports(
    builds.map((one, index) => ({ label: `b${index}`, report: 'schema' in one ? one : report(one) })),
    digest,
  );
}

describe('sites', () => {
  test('the same in all builds: once, and nothing is said of builds', () => {
    const { sites, counts } = merge([{}, { line: 5 }], [{}, { line: 5 }]);
    expect(sites.map(({ at, in: entries, rank }) => [at.line, entries, rank])).toEqual([
      [3, undefined, 1],
      [5, undefined, 2],
    ]);
    expect([counts.sites, counts.outcomes.allocates, counts.lines]).toEqual([2, 2, 20]);
  });

  test('one that stands in one build only, and that shifts the ordinals of others, is not mistaken for them', () => {
    // The first is left out in the second build, so that the other has its id there.
    const [a, b] = [report([{ line: 3 }, { line: 5 }]), report([{ line: 5 }])];
    expect(b.sites[0]?.id).toBe(a.sites[0]?.id);
    const { sites } = merge(a, b);
    expect(sites.map(({ at, in: entries }) => [at.line, entries?.map(({ build, id }) => [build, id])])).toEqual([
      [3, [['b0', undefined]]],
      [
        5,
        [
          ['b0', undefined],
          ['b1', b.sites[0]?.id],
        ],
      ],
    ]);
    expect(new Set(sites.map(({ id }) => id)).size).toBe(2);
  });

  test('files of two platforms with the same function are two places', () => {
    const { sites } = merge([{ file: 'p/p_linux.go' }], [{ file: 'p/p_windows.go' }]);
    expect(sites.map(({ at, in: entries }) => [at.file, entries?.map(({ build }) => build)])).toEqual([
      ['p/p_linux.go', ['b0']],
      ['p/p_windows.go', ['b1']],
    ]);
    expect(sites[0]?.id).not.toBe(sites[1]?.id);
  });

  test('what allocates in any build is shown as it is there; the others are told beside it', () => {
    const { sites, counts } = merge([{ type: '', subject: 'x', paper: true }], [{ subject: 'x', copies: 2 }]);
    expect(sites).toHaveLength(1);
    expect(sites[0]).toMatchObject({
      outcome: 'allocates',
      rank: 1,
      in: [
        { build: 'b0', outcome: 'paper', paper: 'constant', copies: 1 },
        { build: 'b1', outcome: 'allocates', said: 'heap', copies: 2 },
      ],
    });
    expect(sites[0]?.places).toHaveLength(2);
    expect(counts.outcomes).toEqual({ allocates: 1, paper: 0, merged: 0, unsettled: 0 });
  });

  test('sizes that differ are told', () => {
    const sizes = merge([{ size: 8 }], [{ size: 4 }]).sites[0]?.in?.map(({ type }) => type?.size);
    expect(sizes).toEqual([8, 4]);
  });

  test('several on one line are told apart by type and expression', () => {
    const line = [{ type: 'A' }, { type: 'B' }, { type: '', subject: 'c', paper: true }];
    const { sites } = merge(line, [line[1] ?? {}, line[2] ?? {}, line[0] ?? {}]);
    expect(sites.map(({ type, subject, in: entries }) => [type?.name ?? subject, entries])).toEqual([
      ['c', undefined],
      ['A', undefined],
      ['B', undefined],
    ]);
  });

  test('a merged site names the site of the document that it shares the allocation of', () => {
    const [first] = report([{ line: 3 }, { line: 5 }]).sites;
    const other = report([{ line: 5 }]);
    const into: Site = { ...site({ line: 7, type: 'U' }), id: 'm', outcome: 'merged', into: other.sites[0]?.id ?? '' };
    const { sites } = merge([{ line: 3 }], { ...other, sites: [...other.sites, into] });
    const merged = sites.find((one) => one.outcome === 'merged');
    expect(merged).toMatchObject({ into: sites.find(({ at }) => at.line === 5)?.id });
    expect(first?.id).toBe(other.sites[0]?.id);
  });
});

describe('the rest of the report', () => {
  test('packages with the files of all builds; failed in one is failed; problems once, with the builds that have them', () => {
    const pkg = { path: 'ex.com/q', name: 'q', dir: 'q', module: 'ex.com', state: 'ok' } as const;
    const problem = { code: 'archive-missing', args: {}, effect: 'failed', package: 'ex.com/q' } as const;
    const note = { code: 'go-said', args: { output: 'x' }, effect: 'notice' } as const;
    const merged = merge(
      report([], { packages: [{ ...pkg, files: ['q/a.go', 'q/b.go'] }], problems: [note] }),
      report([], {
        packages: [
          { ...pkg, files: ['q/a.go', 'q/c.go'], state: 'failed' },
          { ...pkg, path: 'ex.com/r', files: [] },
        ],
        problems: [problem, note],
      }),
    );
    expect(merged.packages).toEqual([
      { ...pkg, files: ['q/a.go', 'q/b.go', 'q/c.go'], state: 'failed' },
      { ...pkg, path: 'ex.com/r', files: [], in: ['b1'] },
    ]);
    expect(merged.problems).toEqual([{ ...problem, in: ['b1'] }, note]);
    expect(merged.counts).toMatchObject({ packages: 2, packagesFailed: 1 });
  });

  test('each build stands there with its counts', () => {
    const { builds, build } = merge([{}], [{}, { line: 9 }]);
    expect(builds?.map(({ label, counts }) => [label, counts.sites])).toEqual([
      ['b0', 1],
      ['b1', 2],
    ]);
    expect(builds?.[0]).toMatchObject(build);
  });
});

test('every site of every build is in exactly one site of the document, with its outcome, size and id', () => {
  const made = fc.record({
    line: fc.integer({ min: 1, max: 3 }),
    file: fc.constantFrom('p/a.go', 'p/b.go'),
    type: fc.constantFrom('', 'A', 'B'),
    size: fc.constantFrom(4, 8),
    subject: fc.constantFrom('x', 'y'),
    paper: fc.boolean(),
    copies: fc.integer({ min: 1, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(made, { maxLength: 6 }), { minLength: 1, maxLength: 3 }), (builds) => {
      const reports = builds.map((one) => report(one));
      const { sites } = merge(...reports);
      expect(new Set(sites.map(({ id }) => id)).size).toBe(sites.length);
      for (const [index, one] of reports.entries()) {
        const told = sites.flatMap((entry) => {
          if (!entry.in) return [[entry.id, entry.outcome, entry.at.file, entry.at.line, entry.type?.size, entry.places.length]];
          const own = entry.in.find(({ build }) => build === `b${index}`);
          return own ? [[own.id ?? entry.id, own.outcome, entry.at.file, entry.at.line, own.type?.size, own.copies]] : [];
        });
        const own = one.sites.map(({ id, outcome, at, type, places }) => [id, outcome, at.file, at.line, type?.size, places.length]);
        expect(told.map((row) => row.join()).toSorted()).toEqual(own.map((row) => row.join()).toSorted());
      }
    }),
    { seed: 5, numRuns: 500 },
  );
});
