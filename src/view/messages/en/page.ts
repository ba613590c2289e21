/** What the report page says in English; a second language is a second file with the same names. */
import type { ChainEnd } from '../../../model/chains.ts';
import type { Change } from '../../../model/change.ts';
import type { Joined } from '../../../model/site.ts';
import type { SortKey, GroupKey } from '../../../model/list-keys.ts';
import type { Kind, TreemapMeasure } from '../../drawing/treemap.ts';
import { count, grouped } from '../../numbers.ts';
import { rowOf } from '../../row-of.ts';

export type ViewName = 'overview' | 'sites' | 'source' | 'why' | 'compare';

export const viewNames: Readonly<Record<ViewName, string>> = {
  overview: 'Overview',
  sites: 'Sites',
  source: 'Source',
  why: 'Why',
  compare: 'Compare',
};

export const kindNames: Readonly<Record<Kind, string>> = {
  allocates: 'allocates',
  hidden: 'allocates, hidden',
  paper: 'on paper only',
  merged: 'merged',
  unsettled: 'unsettled',
};

/** What a sign means, for its title. */
export const kindMeanings: Readonly<Record<Kind, string>> = {
  allocates: 'The compiler says heap, and the code calls an allocator.',
  hidden: 'The code calls an allocator though the compiler says stack or nothing.',
  paper: 'The compiler says heap; the code proves that nothing is allocated.',
  merged: 'It shares the allocation of another variable.',
  unsettled: 'Whether it allocates is not known.',
};

export const measureNames: Readonly<Record<TreemapMeasure, string>> = {
  sites: 'sites',
  copies: 'compiled copies',
  bytes: 'bytes allocated',
  objects: 'objects allocated',
};

export const sortNames: Readonly<Record<SortKey, string>> = {
  rank: 'static rank',
  cost: 'measured cost',
  saving: 'what a benchmark would save',
  position: 'position',
  size: 'size',
  copies: 'copies',
  package: 'package',
  function: 'function',
};

export const groupNames: Readonly<Record<GroupKey, string>> = {
  none: 'nothing',
  package: 'package',
  function: 'function',
  cause: 'cause',
  type: 'type',
};

export const changeNames: Readonly<Record<Change, string>> = {
  new: 'new',
  worse: 'worse',
  fixed: 'fixed',
  moved: 'moved',
  'other-reason': 'other reason',
  unchanged: 'unchanged',
};

/** Where a chain ends, in the words of its last node. */
const chainEnds: Readonly<Record<ChainEnd, string>> = {
  heap: 'the heap',
  caller: 'the caller',
  'unknown-callee': 'a callee that is not known',
  outlives: 'a variable that lives longer',
  size: 'the heap, for its size',
  'not-followed': 'not followed further',
  cycle: 'a circle',
  truncated: 'not explained further',
};
export function chainEndWords(end: ChainEnd): string {
  return rowOf(chainEnds, end) ?? end;
}

export function foldedWords(steps: number): string {
  return `(+${steps} of plumbing)`;
}

const joins: Readonly<Record<Joined, string>> = {
  type: 'joined by type',
  kind: 'joined by kind',
  order: 'joined in order',
  alone: 'not joined',
};
export function joinedWords(joined: Joined): string {
  return rowOf(joins, joined) ?? joined;
}

/** Keys of the page, as `?` lists them. */
export const keyRows: readonly (readonly [keys: string, does: string])[] = [
  ['1 … 5', 'the views'],
  ['/', 'the query'],
  ['j k ↓ ↑', 'next and previous in a list'],
  ['Enter', 'why the selected site allocates'],
  ['s', 'its source'],
  ['c', 'copy the command for what is shown'],
  ['t', 'light, dark, as the system'],
  ['Esc', 'close, clear'],
  ['?', 'this list'],
];

export const pageWords = {
  skip: 'Skip to the content',
  noScript: 'This page is drawn by its own script, which is switched off here.',
  reading: 'Reading the report …',
  readingSites: (done: number, of: number): string => `Reading ${grouped(done)} of ${count(of, 'site')} …`,
  damaged: 'This page cannot be read',
  damagedNext: 'The file may be cut off. Make it again: stackward check -f html -o report.html',
  views: 'Views',
  theme: 'Theme',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  keys: 'Keys',
  close: 'Close',
  copied: 'Copied',
  notCopied: 'The browser did not copy it; it is selected: press Ctrl-C.',
  copyCommand: 'Copy the command',
  copyAs: (what: string): string => `Copy as ${what}`,
  saveSvg: 'Save as SVG',

  // overview
  allocating: (sites: number): string => (sites === 1 ? 'site allocates on the heap' : 'sites allocate on the heap'),
  inPackages: (packages: number): string => `in ${count(packages, 'package')}`,
  builtWith: 'Built with',
  platform: 'Platform',
  settings: 'Settings',
  noSettings: 'none that change code',
  profile: 'Profile',
  notMeasured: 'not measured',
  notSampled: 'nothing of it was sampled: not executed, or too rare',
  notMeasuredNext: 'Costs come from a profile: go test -bench . -memprofile heap.out, then check --profile heap.out',
  sources: 'Sources',
  sourcesKept: (files: number): string => `${count(files, 'file')} in this page`,
  sourcesLeftOut: 'left out (--no-source)',
  sourcesUnknown: 'not in a saved report',
  tests: 'Tests',
  withTests: 'test files included',
  withoutTests: 'not looked at',
  problems: 'What is not known',
  noProblems: 'Nothing is missing: every package was built and every line understood.',
  notices: (notices: number): string => `${count(notices, 'notice')}`,
  findings: 'Findings',
  noFindings: 'No rule or pin objects to anything.',
  noPolicy: 'No pins and no policy: nothing to object to.',
  funnel: 'From compiler lines to allocations',
  outcomes: 'What becomes of the sites',
  worst: 'The worst ten',
  worstMeasured: 'by bytes that a profile measured',
  worstRanked: 'in the static order, a guess until something is measured',
  nothingAllocates: 'Nothing allocates here. Every site that the compiler calls heap is proven not to be.',
  nothingBuilt: 'No package could be built, so nothing is known.',
  allSites: 'All sites',
  map: 'Where it is',
  mapBy: 'Area by',
  mapUp: 'All packages',
  mapHint: 'Arrow keys move, Enter looks into a package or function.',
  mapEmpty: 'Nothing of this measure.',
  whereCosts: 'Where the measured bytes are',
  callsOut: 'Calls out of the module',
  callsOutNote: 'Their callees allocate; the lines have no site of their own.',
  moreCalls: (more: number): string => `and ${grouped(more)} more`,
  later: 'Flame graph, benchmarks and timeline will have their place here.',

  // sites
  query: 'Query',
  queryHint: 'outcome:allocates in:loop size>64',
  queryHelp: 'Fields narrow the list, words are looked for in functions, types, files and expressions.',
  clearQuery: 'Clear the query',
  presets: [
    ['allocates', 'outcome:allocates'],
    ['hidden', 'hidden:yes'],
    ['in loops', 'outcome:allocates in:loop'],
    ['on paper', 'outcome:paper'],
    ['unsettled', 'outcome:unsettled'],
  ] as const,
  group: 'Group by',
  sort: 'Sort by',
  columns: 'Columns',
  matching: (some: number, all: number): string => `${grouped(some)} of ${count(all, 'site')}`,
  noMatch: 'No site matches this query.',
  noSites: 'There are no sites in this report.',
  columnNames: {
    outcome: 'Outcome',
    position: 'Position',
    function: 'Function',
    what: 'What',
    when: 'When',
    cause: 'Cause',
    size: 'Size',
    copies: 'Copies',
    cost: 'Cost',
    objects: 'Objects',
    rank: 'Rank',
    package: 'Package',
  },
  list: 'Sites',
  printed: ({ from, to }: { readonly from: number; readonly to: number }, of: number): string =>
    `Printed: rows ${grouped(from)} to ${grouped(to)} of ${grouped(of)}. Scroll to print others.`,
  details: 'Details',
  openWhy: 'Why',
  openSource: 'Source',
  unknown: 'unknown',

  // source
  files: 'Files',
  filterFiles: 'Filter files',
  noFile: 'Choose a file.',
  fileNotKept: 'The text of this file is not in the page.',
  fileNotKeptNext: {
    kept: 'Only files of the analysed packages that hold sites, or that a chain passes through, are put into it.',
    'left-out': 'The page was made with --no-source.',
    unknown: 'It was made from a saved report, which holds no source text. check -f html reads the sources.',
  },
  placesIn: 'Sites in this file',
  fold: 'Only functions with sites',
  heat: 'Heat',
  heatBy: { bytes: 'bytes allocated on the line', sites: 'sites on the line' },
  foldedLines: (lines: number): string => `${count(lines, 'line')} without sites`,
  lineCut: (more: number): string => `… ${grouped(more)} more characters`,
  inlinedHere: 'inlined here',
  callsHere: (calls: number): string => `${count(calls, 'call')} out of the module, which may allocate`,
  measured: (sites: number): string => `${count(sites, 'site')} measured`,
  sitesOnLine: (sites: number): string => count(sites, 'site'),
  legend: 'Signs',

  // why
  choose: 'Choose a site',
  chooseHint: 'Any row of Sites or mark in Source leads here.',
  notFound: 'This site is not in the report; it may have been fixed or moved.',
  graph: 'How it comes to the heap',
  noChain: 'No chain',
  noChainWhy: {
    kept: 'The compiler explains no way for this site: the operation itself allocates, or nothing escapes.',
    unknown: 'A saved report holds no explanations. check -f html reads them.',
  },
  because: 'Because',
  waysOut: 'Ways out',
  inlining: 'The inlining lever',
  noLever: 'Inlining would change nothing that is known here.',
  budget: (cost: number, budget: number): string => `cost ${cost} of a budget of ${budget}`,
  evidence: 'Evidence',
  costTitle: 'Measured',
  compiledCopies: 'Compiled copies',
  inlinedInto: (functions: number): string => `inlined into ${count(functions, 'function')}`,
  inlinedNowhere: 'It is inlined nowhere.',
  ownCopy: 'its own function',
  moreCopies: (copies: number): string => `${count(copies, 'more copy', 'more copies')}`,
  callee: 'The callee',
  previous: 'Previous',
  next: 'Next',
  position: (index: number, of: number): string => `${grouped(index)} of ${grouped(of)}`,
  steps: 'The same in words',

  // compare
  noComparison: 'There is nothing to compare in this page.',
  noComparisonNext: 'stackward gate, stackward diff and stackward compare make one; -f html shows it here.',
  differences: 'Differences',
  place: 'Place',
  sameAt: 'the same at',
  unexplained: 'not explained',
  notExplained: 'not explained by what was read',
  filterRows: 'Filter places',
  allAlike: 'Every place is the same in all builds.',
  noRowMatches: 'No place matches.',
  pins: 'Pins that are judged otherwise',
  inlinedOtherwise: 'Inlining',
  worthRunning: 'Worth running',
  cells: { absent: 'nothing there', 'not-built': 'not part of this build', unknown: 'not known, the build failed' },
  base: 'Before',
  head: 'After',
  changed: 'What changed besides Go files',
  allStates: 'all',
  noChanges: 'No site came, went or became worse.',
  builds: 'Builds',
  onlyIn: 'differs between the builds',

  // live
  live: 'live',
  asOf: (time: string): string => `as of ${time}`,
  building: (time: string): string => `building the save of ${time} …`,
  buildFailed: (time: string): string => `The save of ${time} could not be built; the result before it is shown.`,
  waiting: 'waiting for the first build …',
  disconnected: 'The server does not answer; the last result stays. Trying again …',
  ended: 'The server has ended.',
} as const;
