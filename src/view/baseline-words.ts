import type { Baseline, BaselineEntry } from '../model/baseline.ts';
import { count, grouped } from './numbers.ts';
import { safeText } from './safe-text.ts';
import { shortType } from './site-words.ts';

/** Entries that are named before a list is cut. */
const named = 20;

/** `object store.Order in New (store)`. */
function entryWords({ what, type, subject, function: name, package: pkg }: BaselineEntry): string {
  const value = type === undefined ? subject : shortType(type);
  return `${what}${value === undefined ? '' : ` ${safeText(value)}`} in ${safeText(name)} (${safeText(pkg)})`;
}

function buildWords({ header: { build } }: Baseline): string {
  const { go, goos, goarch, tags, tests } = build;
  return safeText(`${go} ${goos}/${goarch}${tags.length === 0 ? '' : ` -tags=${tags.join(',')}`}${tests ? ' with tests' : ''}`);
}

export function createdWords(file: string, baseline: Baseline): string {
  const packages = new Set(baseline.entries.map((entry) => entry.package)).size;
  return `${safeText(file)}: ${count(baseline.entries.length, 'allocation')} in ${count(packages, 'package')}, of ${buildWords(baseline)}. From now on only what is not in it is judged.`;
}

export function createdNext(file: string): string {
  return `Next: put "baseline": "${safeText(file)}" into stackward.jsonc, or give --baseline ${safeText(file)} to check; commit the file.`;
}

function* removedLines(removed: readonly BaselineEntry[], all: boolean): Iterable<string> {
  for (const entry of all ? removed : removed.slice(0, named)) yield `  ${safeText(entry.id)}  ${entryWords(entry)}`;
  if (!all && removed.length > named) yield `  ${grouped(removed.length - named)} more: --all names every one`;
}

export function prunedWords(file: string, removed: readonly BaselineEntry[], left: number, all: boolean): string[] {
  if (removed.length === 0) return [`${safeText(file)}: nothing is gone, ${count(left, 'entry stays', 'entries stay')}.`];
  return [
    `${safeText(file)}: ${count(removed.length, 'entry', 'entries')} taken out, ${grouped(left)} left.`,
    ...removedLines(removed, all),
  ];
}

export function rebasedWords(
  file: string,
  { baseline, removed, fresh }: { readonly baseline: Baseline; readonly removed: readonly BaselineEntry[]; readonly fresh: number },
  withNew: boolean,
  all: boolean,
): string[] {
  const kept = baseline.entries.length - (withNew ? fresh : 0);
  const added = withNew
    ? `${grouped(fresh)} added as legacy`
    : `${count(fresh, 'allocation is', 'allocations are')} new here and not in it${fresh === 0 ? '' : ' (--with-new adds them)'}`;
  return [
    `${safeText(file)} fits ${buildWords(baseline)} now: ${grouped(kept)} kept, ${grouped(removed.length)} taken out, ${added}.`,
    ...removedLines(removed, all),
  ];
}

export function acceptedWords(entry: BaselineEntry): string {
  return `Accepted ${safeText(entry.id)}: ${entryWords(entry)}${entry.until === undefined ? '' : `, until ${entry.until}`}. ${safeText(entry.reason ?? '')}`;
}

/** Ids that both branches accepted for other reasons; undefined without any. */
export function mergedWords(differing: readonly string[]): string | undefined {
  if (differing.length === 0) return undefined;
  return `stackward: both sides accepted ${differing.map(safeText).join(', ')} with other reasons; ours stand.`;
}

/** What a baseline knows of one entry. */
export function entryLines(entry: BaselineEntry, file: string, baseline: Baseline, today: string): string[] {
  const { section, reason, until, file: source, cause, charged, loop = 0, id } = entry;
  const over = until !== undefined && until < today ? ': it is over, so the allocation counts as new again' : '';
  const standing =
    section === 'legacy'
      ? ['legacy: it was there when the baseline was made, and nobody has judged it']
      : [`accepted: ${safeText(reason ?? 'without a reason')}`, ...(until === undefined ? [] : [`until ${until}${over}`])];
  const facts = [
    `written in ${safeText(source)}`,
    `cause ${safeText(cause)}`,
    ...(charged === undefined ? [] : [`${grouped(charged)} B each`]),
    ...(loop > 0 ? ['in a loop'] : []),
    entry.always ? 'always allocates' : 'allocates under a condition',
  ];
  return [
    `${safeText(id)}  ${entryWords(entry)}`,
    ...standing.map((line) => `  ${line}`),
    `  ${facts.join(' · ')}`,
    `  in ${safeText(file)}, made of ${buildWords(baseline)}`,
    `  → \`stackward explain ${safeText(id)}\` says why it allocates; \`stackward check --where id:${safeText(id)}\` whether it still does.`,
  ];
}
