/** Sentences about several builds side by side: `compare`. */
import type {
  BuildComparison,
  Cell,
  ComparedBuild,
  ComparedRow,
  DifferenceKind,
  InliningCell,
  InliningRow,
  PinRow,
  RowStep,
  SiteCell,
} from '../model/build-comparison.ts';
import { differenceKinds, gravestKind } from '../model/build-comparison.ts';
import type { Span } from '../model/span.ts';
import { code } from './cause-words.ts';
import { bytes, count, grouped } from './numbers.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { shortType, thing, whenWordsOf } from './site-words.ts';

/** A, B, C: what stands for a build where there is no room for its label. */
export function letterOf(build: number): string {
  return String.fromCodePoint(65 + build);
}

const kindWords: Readonly<Record<DifferenceKind, string>> = {
  gained: 'gained',
  lost: 'lost',
  callers: 'by other calls',
  size: 'in another size',
  type: 'of another type',
  when: 'under another condition',
  cause: 'for another cause',
  copies: 'compiled more or less often',
  words: 'in words only',
  'not-built': 'not built everywhere',
};

/** A kind of difference in a few words. */
export function kindWord(kind: DifferenceKind): string {
  return rowOf(kindWords, kind) ?? safeText(kind);
}

/** What is common to all columns, on one line. */
export function comparedLine({ builds, where }: BuildComparison): string {
  const built = builds.flatMap(({ build }) => build ?? []);
  const [first] = built;
  const same = (values: readonly string[]): string => (new Set(values).size === 1 ? (values[0] ?? '') : '');
  const modules = first?.modules.map(({ path }) => path) ?? [];
  return safeText(
    [
      count(builds.length, 'build'),
      modules.length > 3 ? `${modules.length} modules` : modules.join(', '),
      same(built.map(({ go }) => go)),
      same(built.map(({ goos, goarch }) => `${goos}/${goarch}`)),
      same(built.map(({ tags }) => (tags.length === 0 ? '' : `-tags=${tags.join(',')}`))),
      same(built.map(({ race }) => (race ? '-race' : ''))),
      same(built.map(({ gcflags }) => (gcflags === '' ? '' : `gcflags ${gcflags}`))),
      where === undefined ? '' : `where ${where}`,
    ]
      .filter(Boolean)
      .join(' · '),
  );
}

/** What a column is, with how much allocates in it. */
export function buildWords({ label, state, build, counts, revision }: ComparedBuild, builds: readonly ComparedBuild[]): string {
  const name = safeText(revision === undefined || revision.startsWith(label) ? label : `${label} (${revision.slice(0, 12)})`);
  if (state === 'failed' || !build || !counts) return `${name}: failed, see above`;
  if (counts.packages > 0 && counts.packagesFailed === counts.packages) return `${name}: no package could be built, so nothing is known`;
  const isOtherGo = new Set(builds.flatMap((one) => one.build?.go ?? [])).size > 1 && label !== build.go;
  return `${name}${isOtherGo ? ` (${safeText(build.go)})` : ''}: ${count(counts.outcomes.allocates, 'place')} ${counts.outcomes.allocates === 1 ? 'allocates' : 'allocate'}${counts.packagesFailed === 0 ? '' : `; ${count(counts.packagesFailed, 'package')} could not be built`}`;
}

/** How far what is said of the other builds is true of what is shipped. */
export function claimLines({ builds, claims = [] }: BuildComparison): string[] {
  return claims.map(({ build, by, reported, untrue, missed }) => {
    const who = safeText(builds[build]?.label ?? '');
    const said = by === 'calls' ? `\`${who}\` reports ${count(reported, 'place')}` : `\`${who}\` says heap of ${count(reported, 'place')}`;
    return `${letterOf(build)}: ${said}: ${grouped(untrue)} ${untrue === 1 ? 'does' : 'do'} not allocate in what is shipped; ${grouped(missed)} that ${missed === 1 ? 'allocates' : 'allocate'} there ${missed === 1 ? 'is' : 'are'} missing`;
  });
}

/** From all places to those that differ. */
export function differenceLines({ builds, rows, same, notKnown = 0, differ, explained, unexplained }: BuildComparison): string[] {
  // Not none, but nothing known.
  if (builds.every(({ counts }) => !counts || counts.packagesFailed === counts.packages)) return [];
  const inWords = rows.filter((row) => gravestKind(row) === 'words');
  const alike = same + inWords.filter(allocatesSomewhere).length;
  const differing = rows.length - inWords.length;
  const parts = differenceKinds
    .filter((kind) => kind !== 'words' && differ[kind] > 0)
    .map((kind) => `${grouped(differ[kind])} ${kindWords[kind]}`);
  const lines = [
    `${count(alike + notKnown + differing, 'place')} ${alike + notKnown + differing === 1 ? 'allocates' : 'allocate'} in some build: ${grouped(alike)} alike in all, ${notKnown === 0 ? '' : `${grouped(notKnown)} not known of all, `}${grouped(differing)} ${differing === 1 ? 'differs' : 'differ'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`,
  ];
  if (inWords.length > 0) {
    const others = inWords.length - (alike - same);
    lines.push(
      `${grouped(alike - same)} of those alike ${alike - same === 1 ? 'differs' : 'differ'} in the compiler's words or in the allocator that is called${others === 0 ? '' : `; so ${others === 1 ? 'does 1 that allocates' : `do ${grouped(others)} that allocate`} in no build`}`,
    );
  }
  if (explained + unexplained > 0)
    lines.push(
      `${grouped(explained)} of ${count(explained + unexplained, 'change')} explained by what was read, ${grouped(unexplained)} not`,
    );
  return lines;
}

function allocatesSomewhere({ cells }: ComparedRow): boolean {
  return cells.some(isAllocating);
}

function isAllocating(cell: Cell): cell is SiteCell & { readonly outcome: 'allocates' } {
  return cell.state === 'site' && cell.outcome === 'allocates';
}

/** One sign for each build: whether it allocates there. */
export function cellSigns({ cells }: Pick<ComparedRow, 'cells'>): string {
  return cells.map(cellSign).join('');
}

function cellSign(cell: Cell): string {
  if (cell.state !== 'site') return cell.state === 'not-built' ? '-' : cell.state === 'unknown' ? '?' : '○';
  return cell.outcome === 'allocates' ? '●' : cell.outcome === 'unsettled' ? '?' : '○';
}

export const signLegend = '● allocates, ○ does not, - not part of the build, ? not known';

/** `object store.Order, 96 B`, as the last build that has it tells it. */
export function rowWords({ site }: Pick<ComparedRow, 'site'>): string {
  const { what, type } = site;
  return thing({ what, outcome: 'allocates', places: [], ...(type === undefined ? {} : { type }) });
}

/** What a step changes, one part for each kind: `96 B → 112 B`. `brief` leaves out what is in words only beside something else. */
export function stepWords(
  { cells, site }: Pick<ComparedRow, 'cells' | 'site'>,
  { from, to, kinds, callers }: RowStep,
  show: (span: Span) => string,
): string {
  const [before, after] = [cells[from], cells[to]];
  if (!before || !after) return '';
  const words = kinds.flatMap((kind) => changeOf(kind, before, after, site.what, kinds.length > 1));
  return [...(callers ? callerWords(callers, show) : []), ...words].join('; ');
}

/** The calls by which it allocates now, and those by which it does no more. */
function callerWords({ gained, lost }: NonNullable<RowStep['callers']>, show: (span: Span) => string): string[] {
  const places = (spans: readonly Span[]): string =>
    `${spans.slice(0, 3).map(show).join(', ')}${spans.length > 3 ? ` and ${grouped(spans.length - 3)} more` : ''}`;
  return [
    ...(gained.length === 0 ? [] : [`called at ${places(gained)}, where it was inlined and on the stack`]),
    ...(lost.length === 0 ? [] : [`inlined at ${places(lost)}, and on the stack there`]),
  ];
}

function changeOf(kind: DifferenceKind, before: Cell, after: Cell, what: ComparedRow['site']['what'], isBeside: boolean): string[] {
  const pair = (tell: (cell: SiteCell) => string): string[] =>
    before.state === 'site' && after.state === 'site' ? [`${tell(before)} → ${tell(after)}`] : [];
  switch (kind) {
    case 'gained':
    case 'lost':
      return [`${standing(before)} → ${standing(after)}`];
    case 'callers':
      return [];
    case 'not-built':
      return [`${before.state === 'not-built' ? 'only in the second' : 'only in the first'}`];
    case 'size':
      return pair(({ type }) => bytes(type?.charged ?? type?.size ?? 0));
    case 'type':
      return pair(({ type }) => (type ? shortType(type.name) : 'type unknown'));
    case 'when':
      return pair(({ when }) => whenWordsOf({ when, what }) || 'condition unknown');
    case 'cause':
      return pair(({ cause }) => safeText(cause));
    case 'copies':
      return pair(({ copies }) => count(copies, 'compiled copy', 'compiled copies'));
    case 'words':
      return isBeside ? [] : [`${standing(before)} → ${standing(after)}`];
    default:
      return [safeText(kind satisfies never)];
  }
}

/** How a place stands in one build. */
function standing(cell: Cell): string {
  if (cell.state !== 'site') return cell.state === 'absent' ? 'nothing' : cell.state === 'not-built' ? 'not built' : 'not known';
  const subject = cell.subject === undefined ? '' : ` of ${code(cell.subject)}`;
  switch (cell.outcome) {
    case 'allocates':
      return `allocates${cell.allocators.length === 0 ? '' : ` by ${cell.allocators.map((name) => safeText(name.replace(/^runtime\./, ''))).join(', ')}`}, said ${cell.said}${subject}`;
    case 'paper':
      return `on paper only (${cell.paper})`;
    case 'merged':
      return 'shares the allocation of another variable';
    case 'unsettled':
      return `not settled (${cell.why})`;
    default:
      return safeText(String(cell satisfies never));
  }
}

/** What builds decide of a function, those that decide alike together: `A can, cost 57, 3 calls inlined`, `B C cannot: cost 85, budget 80`. */
export function inliningWords({ cells }: Pick<InliningRow, 'cells'>): string[] {
  const found = new Map<string, string[]>();
  for (const [build, cell] of cells.entries()) {
    const words = inliningCellWords(cell);
    found.set(words, [...(found.get(words) ?? []), letterOf(build)]);
  }
  return [...found].map(([words, letters]) => `${letters.join(' ')}  ${words}`);
}

/** What one build decides of a function. */
export function inliningCellWords(cell: InliningCell): string {
  switch (cell.state) {
    case 'can':
      return `can${cell.cost === undefined ? '' : `, cost ${cell.cost}`}, ${count(cell.calls, 'call')} inlined`;
    case 'cannot':
      return `cannot: ${cell.cost !== undefined && cell.budget !== undefined ? `cost ${cell.cost}, budget ${cell.budget}` : safeText(cell.reason)}${cell.calls === 0 ? '' : `, ${count(cell.calls, 'call')} inlined`}`;
    case 'absent':
      return 'not there';
    case 'unknown':
      return 'not known';
    default:
      return safeText(String(cell satisfies never));
  }
}

/** How many functions are decided otherwise, and how many of them at no call. */
export function inliningSummary(rows: readonly InliningRow[]): string {
  const decided = rows.filter(isDecidedOtherwise);
  const idle = decided.filter((row) => !isCalledOtherwise(row)).length;
  const called = rows.length - decided.length;
  const parts = [
    decided.length === 0
      ? ''
      : `${count(decided.length, 'function')} can be inlined in one build and not in another${idle === 0 ? '' : ` (${grouped(idle)} of them at as many calls as before)`}`,
    called === 0 ? '' : `${count(called, 'function')} ${called === 1 ? 'is' : 'are'} inlined at another number of calls`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** Whether some build can inline it and some other cannot. */
function isDecidedOtherwise({ cells }: InliningRow): boolean {
  return cells.some(({ state }) => state === 'can') && cells.some(({ state }) => state === 'cannot');
}

/** Whether the decision changes something: it is inlined at another number of calls. */
export function isCalledOtherwise({ cells }: InliningRow): boolean {
  return new Set(cells.flatMap((cell) => (cell.state === 'can' || cell.state === 'cannot' ? [cell.calls] : []))).size > 1;
}

/** `noalloc (*T).M: A proven, B violated`. */
export function pinRowWords({ kind, function: name, results }: PinRow): string {
  return safeText(
    `${kind}${name === undefined ? '' : ` ${name}`}: ${results.map((result, build) => `${letterOf(build)} ${result}`).join(', ')}`,
  );
}
