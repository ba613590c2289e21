import { count } from './numbers.ts';

/** Sites, by identity, that the list has and the one before had not, and the other way round. `since` is a time of day. */
export function changeWords(added: number, gone: number, since: string): string {
  if (added + gone === 0) return `no site came or went since ${since}`;
  return `+${added} −${gone} ${added + gone === 1 ? 'site' : 'sites'} since ${since}`;
}

/** Of the first result. */
export function firstWords(sites: number): string {
  return count(sites, 'site');
}

/** What stands above an older list when the newest save could not be built. */
export function olderWords(since: string): string {
  return `As of ${since}; what was saved since then could not be built, see below.`;
}

/** The same where the older list was printed before. */
export function stillWords(since: string | undefined): string {
  return since === undefined ? 'not built' : `not built, the list of ${since} stands`;
}

/** Of `serve`, in the terminal. */
export function servedWords(since: string, isBuilt: boolean): string {
  return isBuilt ? `${since} · shown` : `${since} · not built, the page says why`;
}

export const waitingWords = 'waiting for the next save';

export const helpWords = 'h for help';

export const keyWords = 'q quits, Enter runs again, h shows this';
