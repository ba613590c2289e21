import type { BaselineCounts } from '../model/baseline.ts';
import type { Known } from '../model/finding.ts';
import { count, grouped } from './numbers.ts';
import { safeText } from './safe-text.ts';

/** What a list of findings leaves out. */
export function moreFindingsWords(more: number): string {
  return `${count(more, 'more finding')} not listed: --all lists every one, --top N the first N`;
}

/** Why a finding objects no more: `waiver: until the rewrite, until 2026-12-31`. */
export function knownBecause({ by, reason, until }: Known): string {
  if (by === 'base') return `it was so before the change, at ${safeText(reason)}`;
  return `${by}: ${safeText(reason)}${until === undefined ? '' : `, until ${safeText(until)}`}`;
}

/** Findings that a baseline lets be. */
export function knownWords(known: number): string {
  return `${count(known, 'more finding')} ${known === 1 ? 'is' : 'are'} in the baseline`;
}

/** How the sites of a run stand to a baseline: one sentence, and one for what is stale in it. */
export function baselineWords({ file, entries, known, new: fresh, worse, gone, expired }: BaselineCounts): string[] {
  const parts = [`${grouped(fresh)} new`, `${grouped(worse)} worse`, `${grouped(known)} known`];
  const over =
    expired === 0 ? '' : `; ${grouped(expired)} of the new ones ${expired === 1 ? 'was' : 'were'} accepted until a day that is over`;
  const stale = `${count(gone, 'entry', 'entries')} of it ${gone === 1 ? 'is' : 'are'} gone from the code: \`stackward baseline prune\` takes ${gone === 1 ? 'it' : 'them'} out`;
  return [`Against ${file} (${count(entries, 'entry', 'entries')}): ${parts.join(', ')}${over}.`, ...(gone === 0 ? [] : [`${stale}.`])];
}
