import type { Counts } from '../model/counts.ts';
import type { GroupKey } from '../model/list-keys.ts';
import type { SiteGroup } from './arrange-sites.ts';
import { count, grouped } from './numbers.ts';
import { safeText } from './safe-text.ts';
import { shortType } from './site-words.ts';

/** What stands above a group of sites. */
export function groupTitle({ key, sites }: SiteGroup, by: GroupKey): string {
  if (by === 'type') return key === '' ? 'type unknown or none' : shortType(key);
  if (by === 'function' && sites[0]) return safeText(`${sites[0].package}  ${sites[0].function}`);
  return safeText(key);
}

export function groupCount({ sites, cut }: SiteGroup): string {
  return cut === 0 ? count(sites.length, 'site') : `${grouped(sites.length)} of ${count(sites.length + cut, 'site')}`;
}

/** How many sites a query means; `asked` is the query, where it can be shown. */
export function matchWords(meant: number, sites: number, asked: string | undefined): string {
  return `${grouped(meant)} of ${count(sites, 'site')} match${asked === undefined ? '' : ` ${safeText(asked)}`}`;
}

/** What a list leaves out. */
export function cutWords(cut: number, thing: 'site' | 'callee' | 'call'): string {
  return `${count(cut, `more ${thing}`)} not listed: --all lists every one, --top N the first N`;
}

export const staticOrder = 'The order is a static guess; what runs often is told by a profile: go test -bench . -memprofile heap.out';

/** Where a page was written. */
export function pageAt(file: string): string {
  return `Page: ${safeText(file)}`;
}

/** What the counts do not speak for; none in an ordinary report. */
export function failedWords({ packagesFailed }: Counts): string | undefined {
  if (packagesFailed === 0) return undefined;
  return `${count(packagesFailed, 'package')} failed: nothing is known of ${packagesFailed === 1 ? 'it' : 'them'}`;
}

export function elsewhereWords({ sitesElsewhere }: Counts): string | undefined {
  if (sitesElsewhere === 0) return undefined;
  return `${grouped(sitesElsewhere)} of these sites ${sitesElsewhere === 1 ? 'is' : 'are'} written in packages that were not named, and inlined or instantiated in those that were`;
}

export function typeUnknownWords({ callsTypeUnknown }: Counts): string | undefined {
  return callsTypeUnknown === 0 ? undefined : `${count(callsTypeUnknown, 'call')} whose type is not known`;
}
