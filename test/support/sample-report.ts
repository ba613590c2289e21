import { judgementReasons } from '../../src/model/callees.ts';
import { unplacedReasons, type Measurement, type Values } from '../../src/model/cost.ts';
import { verdictKinds, type VerdictKind } from '../../src/model/facts.ts';
import type { Problem, Report } from '../../src/model/report.ts';
import { sampleFindings, samplePins } from './sample-findings.ts';
import { joineds, outcomes, paperReasons, saids, unsettledReasons, whats, type Site, type SiteBase } from '../../src/model/site.ts';

const zeros = <Key extends string>(keys: readonly Key[]): Record<Key, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;

/**
 * A report that holds each kind of thing once, with `text` wherever a text of foreign origin can stand: names of files, packages,
 * functions and types, the compiler's words, flags, output of Go.
 */
export function sampleReport(text: string): Report {
  const place = (kind: VerdictKind): Site['places'][number] => ({
    package: text,
    variant: text,
    function: text,
    inline: [{ package: text, function: text, file: text, line: 3 }],
    calls: [{ allocator: text, when: ['always'], count: 1 }],
    verdicts: [{ kind, subject: text, column: 2, count: 1 }],
    joined: 'type',
  });
  const base: SiteBase = {
    id: text,
    package: text,
    function: text,
    at: { file: text, line: 3, column: 2 },
    what: 'object',
    type: { name: text, size: 96, charged: 112, of: 'object', known: 'operand' },
    subject: text,
    when: ['always', 'large-value'],
    places: verdictKinds.map(place),
    loop: 1,
    cause: {
      code: 'passed-to-parameter',
      args: { subject: text, expression: text, into: text, callee: text, parameter: text, part: text },
      at: { file: text, line: 4, column: 1 },
    },
    rank: 1,
  };
  const sites: Site[] = [
    ...whats.map((what): Site => ({ ...base, what, outcome: 'allocates', said: 'heap' })),
    ...verdictKinds.map((kind): Site => ({ ...base, places: [place(kind)], outcome: 'allocates', said: 'heap' })),
    ...paperReasons.map((paper): Site => ({ ...base, outcome: 'paper', paper })),
    ...unsettledReasons.map((why): Site => ({ ...base, outcome: 'unsettled', why })),
    { ...base, outcome: 'merged', into: text },
    // Files that are shown as they are named.
    { ...base, at: { file: `$GOROOT/${text}`, line: 1 }, outcome: 'allocates', said: 'stack' },
    { ...base, at: { file: `<${text}>`, line: 1 }, outcome: 'allocates', said: 'nothing' },
    {
      ...base,
      outcome: 'allocates',
      said: 'heap',
      cost: [
        {
          from: 1,
          values: sampleValues(40 << 20),
          samples: 80,
          between: [30 << 20, 50 << 20],
          among: [text],
          saves: { cycles: [0, 0.5], marking: [0, 0.1], pointers: 'unknown' },
        },
      ],
    },
    { ...base, outcome: 'allocates', said: 'heap', execution: { executed: true, count: 3, from: [2] } },
    { ...base, outcome: 'allocates', said: 'heap', execution: { executed: false, from: [2] } },
  ];
  const problems: Problem[] = [
    { code: 'package-failed', args: { output: `${text}\n${text}` }, effect: 'failed', package: text },
    { code: 'package-not-loaded', args: { output: text }, effect: 'failed', package: text },
    { code: 'dependency-failed', args: { output: text }, effect: 'failed', package: text },
    { code: 'unknown-lines', args: { count: 1, first: text }, effect: 'incomplete', package: text },
    { code: 'archive-unreadable', args: { code: 'archive-version', args: { magic: text } }, effect: 'incomplete', package: text },
    { code: 'archive-unreadable', args: { code: text, args: { [text]: text } }, effect: 'incomplete' },
    { code: 'text-without-package', args: { header: text }, effect: 'incomplete' },
    { code: 'go-newer-than-known', args: { go: text, newest: text }, effect: 'notice' },
    { code: 'go-tables-guessed', args: { go: text, used: text }, effect: 'notice' },
    { code: 'gcflags-in-goflags', args: { gcflags: text }, effect: 'notice' },
    { code: 'positions-unknown', args: { goarch: text }, effect: 'notice' },
    { code: 'types-unknown', args: { goarch: text }, effect: 'notice' },
    { code: 'go-said', args: { output: text }, effect: 'notice' },
    { code: 'base-empty', args: { label: text }, effect: 'notice' },
    { code: 'ignored-files', args: { count: 2, first: text }, effect: 'notice' },
    { code: 'root-not-rewritten', args: { character: text }, effect: 'notice' },
    { code: 'binary-unchecked', args: { binary: text, lacks: 'binary' }, effect: 'notice' },
    { code: 'binary-other-go', args: { binary: text, go: text, here: text }, effect: 'notice' },
    { code: 'coverage-differs', args: { file: text, functions: 4, agree: 3 }, effect: 'notice', package: text },
    { code: 'coverage-cut', args: { file: text }, effect: 'notice' },
    // Of a newer version: shown raw.
    { code: text, args: { [text]: text }, effect: 'notice' } as unknown as Problem,
  ];
  const build: Report['build'] = {
    stackward: text,
    go: text,
    goos: text,
    goarch: text,
    experiment: text,
    tags: [text],
    gcflags: text,
    race: true,
    cgo: true,
    tests: true,
    deps: [text],
    pgo: [{ package: text, file: text, digest: text }],
    modules: [{ path: text, dir: text }],
    prefix: text,
  };
  const counts: Report['counts'] = {
    packages: 1,
    packagesFailed: 1,
    lines: 9,
    verdicts: 9,
    byKind: zeros(verdictKinds),
    calls: 9,
    callsTypeUnknown: 1,
    sites: sites.length,
    outcomes: zeros(outcomes),
    paper: zeros(paperReasons),
    unsettled: zeros(unsettledReasons),
    said: zeros(saids),
    join: {
      heapVerdicts: 0,
      joined: zeros(joineds.filter((one) => one !== 'alone')),
      paper: 0,
      merged: 0,
      unsettled: 0,
      hiddenCalls: 0,
      repeated: 0,
    },
    sitesElsewhere: 1,
    functions: 1,
    unknownLines: 1,
  };
  return {
    schema: 'stackward/report/1',
    build,
    packages: [{ path: text, variant: text, name: text, dir: text, module: text, files: [text], state: 'ok' }],
    sites,
    problems,
    counts,
    callees: sampleCallees(text),
    measurements: [sampleMeasurement(text), sampleCoverage(text)],
    findings: sampleFindings(text),
    ...samplePins(text),
  };
}

/** The same as a report of two builds, in which each site stands in one. */
export function sampleOfBuilds(text: string): Report {
  const report = sampleReport(text);
  const { build, counts } = report;
  const labels = [text, `${text} 2`];
  const inOne = (site: Site): Site => ({ ...site, in: [{ build: text, outcome: site.outcome, id: text, when: site.when, copies: 1 }] });
  return {
    ...report,
    builds: labels.map((label) => ({ ...build, label, counts })),
    packages: report.packages.map((pkg) => ({ ...pkg, in: [text] })),
    sites: report.sites.map(inOne),
    problems: report.problems.map((problem) => ({ ...problem, in: [text] })),
  };
}

function sampleValues(space: number): Values {
  return { alloc_objects: space / 64, alloc_space: space, inuse_objects: 1, inuse_space: 64 };
}

function sampleMeasurement(text: string): Measurement {
  return {
    id: 1,
    kind: 'profile',
    files: [text],
    digest: text,
    base: { file: text, digest: text },
    rate: 512 << 10,
    per: [{ name: text, count: 12, from: 'flag' }],
    binary: { file: text, buildId: text, go: text, package: text, settings: { 'vcs.revision': text, [text]: text } },
    totals: sampleValues(100 << 20),
    sites: sampleValues(40 << 20),
    calls: [{ package: text, function: text, file: text, line: 3, callee: text, values: sampleValues(20 << 20), samples: 40 }],
    unplaced: unplacedReasons.map((reason) => ({ reason, values: sampleValues(10 << 20), first: { file: text, line: 3 } })),
    agreement: [{ package: text, functions: 4, agree: 3 }],
  };
}

function sampleCoverage(text: string): Measurement {
  return {
    id: 2,
    kind: 'coverage',
    files: [text],
    digest: text,
    mode: 'count',
    blocks: { all: 9, executed: 4, outside: 1 },
    sites: { executed: 1, notExecuted: 1, unknown: 40 },
    elsewhere: { files: 2, first: text },
    agreement: [{ package: text, functions: 4, agree: 3 }],
  };
}

function sampleCallees(text: string): NonNullable<Report['callees']> {
  const at = { package: text, function: text, file: text, line: 3 };
  return {
    calls: judgementReasons.map((reason) => ({
      package: text,
      variant: text,
      function: text,
      at,
      inline: [at],
      written: { package: text, name: text },
      callee: { package: text, name: text, symbol: text },
      judgement: 'may',
      reason,
      path: [text, text, text],
      when: ['always'],
      count: 1,
    })),
    counts: { places: { allocates: 1, may: 2, never: 3 }, reasons: { ...zeros(judgementReasons), panics: 1, 'slow-path': 1 }, indirect: 4 },
  };
}
