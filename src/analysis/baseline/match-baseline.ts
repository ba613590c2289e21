import type { BaselineEntry } from '../../model/baseline.ts';
import type { WorseHow } from '../../model/change.ts';
import type { MatchedBy } from '../../model/comparison.ts';
import type { Site } from '../../model/site.ts';
import type { SourceMarks } from './make-entries.ts';

export interface Pair {
  readonly entry: BaselineEntry;
  readonly site: Site;
  readonly matchedBy: MatchedBy;
  /** What is worse now; empty where nothing is. */
  readonly how: readonly WorseHow[];
}

export interface Matched {
  readonly pairs: readonly Pair[];
  /** Sites that allocate and are in no entry. */
  readonly fresh: readonly Site[];
  /** Entries that no site has any more. */
  readonly gone: readonly BaselineEntry[];
}

/**
 * Matches the sites of a report that allocate with the entries of a baseline, one to one, the most specific first: what is the same in all but its
 * ordinal by its line, then by its id; then what was renamed or moved, by text and surroundings. Never by lines' numbers, never by a count.
 */
export function matchBaseline(entries: readonly BaselineEntry[], sites: readonly Site[], marksOf: (site: Site) => SourceMarks): Matched {
  const open = new Set(entries);
  const left = new Map(sites.filter((site) => site.outcome === 'allocates').map((site) => [site, marksOf(site)]));
  const pairs: Pair[] = [];
  for (const { by, ofEntry, ofSite } of steps) {
    const waiting = new Map<string, BaselineEntry[]>();
    for (const entry of open) {
      const key = ofEntry(entry);
      if (key === undefined) continue;
      const same = waiting.get(key);
      if (same) same.push(entry);
      else waiting.set(key, [entry]);
    }
    for (const [site, marks] of left) {
      const key = ofSite(site, marks);
      const entry = key === undefined ? undefined : waiting.get(key)?.shift();
      if (!entry) continue;
      pairs.push({ entry, site, matchedBy: by, how: worseThan(entry, site) });
      open.delete(entry);
      left.delete(site);
    }
  }
  return { pairs, fresh: [...left.keys()], gone: [...open] };
}

interface Step {
  readonly by: MatchedBy;
  readonly ofEntry: (entry: BaselineEntry) => string | undefined;
  readonly ofSite: (site: Site, marks: SourceMarks) => string | undefined;
}

/** Absent parts make no key: what is not known is not equal. */
function key(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('\0');
}

const value = ({ type, subject }: { readonly type?: string | undefined; readonly subject?: string | undefined }): string =>
  type ?? subject ?? '';
const valueOf = (site: Site): string => value({ type: site.type?.name, subject: site.subject });

const steps: readonly Step[] = [
  // Nothing changed. First: two equal lines of one function are told apart by their order only, and one of them may stand in a loop.
  { by: 'id', ofEntry: (entry) => key(entry.id, entry.line), ofSite: (site, { line }) => key(site.id, line) },
  // Of equals in one function the line decides before their order.
  {
    by: 'id',
    ofEntry: (entry) => key(entry.package, entry.function, entry.what, value(entry), entry.line),
    ofSite: (site, { line }) => key(site.package, site.function, site.what, valueOf(site), line),
  },
  { by: 'id', ofEntry: (entry) => entry.id, ofSite: (site) => site.id },
  // A type, variable or parameter was renamed, and nothing else changed in the function: a name less strict would take a swap for a renaming.
  {
    by: 'text',
    ofEntry: (entry) => key(entry.package, entry.function, entry.what, entry.text, entry.body),
    ofSite: (site, { text, body }) => key(site.package, site.function, site.what, text, body),
  },
  // The function was renamed or moved: into another file or package.
  {
    by: 'renamed-function',
    ofEntry: (entry) => key(entry.what, value(entry), entry.line, entry.body),
    ofSite: (site, { line, body }) => key(site.what, valueOf(site), line, body),
  },
  {
    by: 'renamed-function',
    ofEntry: (entry) => key(entry.package, entry.file, entry.what, value(entry), entry.line),
    ofSite: (site, { line }) => key(site.package, site.at.file, site.what, valueOf(site), line),
  },
  {
    by: 'moved-package',
    ofEntry: (entry) => key(entry.function, entry.what, lastPart(value(entry)), entry.line),
    ofSite: (site, { line }) => key(site.function, site.what, lastPart(valueOf(site)), line),
  },
];

/** A type without the path of its package: the package may have moved. */
function lastPart(name: string): string {
  return name.replaceAll(/[\w.~-]+\//g, '');
}

/** A site that allocates stands in for one that did; so `allocates` is never among these. */
function worseThan(entry: BaselineEntry, site: Site): WorseHow[] {
  const how: WorseHow[] = [];
  if (entry.charged !== undefined && (site.type?.charged ?? 0) > entry.charged) how.push('larger');
  if (entry.loop !== undefined && (site.loop ?? 0) > entry.loop) how.push('in-loop');
  if (entry.always !== true && site.when.includes('always')) how.push('unconditional');
  return how;
}
