import { UserError } from '../base/user-error.ts';

/**
 * Go's flag texts: GOFLAGS, quoted lists, and values that go per package pattern (`-gcflags=[pattern=]list`).
 * Rules: cmd/go/internal/load/flag.go, cmd/go/internal/base/goflags.go and cmd/internal/quoted (Go 1.22 to 1.27).
 */
export interface PatternFlags {
  /** '' for the packages named on the command line. */
  readonly pattern: string;
  readonly flags: readonly string[];
}

/** The values of one flag in GOFLAGS, in order. GOFLAGS is split at white space only: its values hold no spaces. */
export function goflagsValues(goflags: string, name: string): string[] {
  const values: string[] = [];
  for (const entry of goflags.split(/\s+/)) {
    const found = /^--?([^=]+)(?:=(.*))?$/s.exec(entry);
    if (found?.[1] === name) values.push(found[2] ?? '');
  }
  return values;
}

/** Reads one `-gcflags` value. Throws UserError `gcflags-unreadable`. */
export function readPatternFlags(value: string): PatternFlags {
  const text = value.trim();
  if (text === '' || text.startsWith('-')) return { pattern: '', flags: splitQuoted(text) };
  const cut = text.indexOf('=');
  if (cut <= 0) throw new UserError('gcflags-unreadable', { value });
  return { pattern: text.slice(0, cut).trim(), flags: splitQuoted(text.slice(cut + 1)) };
}

/** Splits as cmd/internal/quoted does: at white space; a word that starts with a quote runs to the next one; no escapes. */
export function splitQuoted(text: string): string[] {
  const words: string[] = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^[ \t\n\r]+/, '');
    if (rest === '') return words;
    const quote = rest[0];
    if (quote === '"' || quote === "'") {
      const end = rest.indexOf(quote, 1);
      if (end < 0) throw new UserError('gcflags-unreadable', { value: text });
      words.push(rest.slice(1, end));
      rest = rest.slice(end + 1);
    } else {
      const end = rest.search(/[ \t\n\r]/);
      words.push(end < 0 ? rest : rest.slice(0, end));
      rest = end < 0 ? '' : rest.slice(end);
    }
  }
}

/**
 * Joins words so that {@link splitQuoted} gives them back. Undefined where no form exists: a word with white space (or a leading
 * quote) that holds both kinds of quotes.
 */
export function joinQuoted(words: readonly string[]): string | undefined {
  const out: string[] = [];
  for (const word of words) {
    if (word !== '' && !/[ \t\n\r]/.test(word) && !/^['"]/.test(word)) out.push(word);
    else if (!word.includes("'")) out.push(`'${word}'`);
    else if (!word.includes('"')) out.push(`"${word}"`);
    else return undefined;
  }
  return out.join(' ');
}

/** Patterns that hold for every package. */
export function isEveryPackage(pattern: string): boolean {
  return pattern === 'all' || pattern === '...';
}
