import { count, grouped } from './numbers.ts';

/** What a channel's limit leaves out, and where it stands in full. */
export function leftOutWords(left: number, command: string): string {
  return `and ${count(left, 'more', 'more')}: \`stackward ${command}\` and its -f json list every one`;
}

/** Of SARIF: GitHub takes more results than it shows. */
export function shownWords(shown: number, results: number): string {
  return `GitHub shows the first ${grouped(shown)} of these ${grouped(results)} results`;
}
