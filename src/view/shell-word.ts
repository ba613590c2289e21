/** Quoted where a shell would read more into it: `$GOROOT/…`, blanks. */
export function shellWord(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
