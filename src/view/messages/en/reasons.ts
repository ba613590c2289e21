import type { CoverageWrong } from '../../../model/coverage.ts';

/** Words for the codes of others: the JSON reader, the system, the kinds of settings. Unknown ones are shown raw. */

/** What a setting of the configuration may be, by its kind. */
export const valueWords: Readonly<Record<string, string>> = {
  switch: 'true or false',
  whole: 'a whole number',
  text: 'a text in double quotes, not empty',
  words: 'a text in double quotes, or a list of such texts',
  texts: 'a list of texts: ["…", "…"]',
  choice: 'one of',
  query: 'a query in double quotes, as for `--where`',
  percent: 'a number from 0 to 100',
  date: 'a day of the calendar: "2026-12-31"',
  policy: 'one object of rules: { "sites": [ … ], … }',
  entry: 'one object: { "where": "…", … }',
  entries: 'a list of objects: [{ "where": "…", … }]',
  'level-or-entries': 'a list of objects: [{ "where": "…", "level": "…" }], or one of',
  object: 'one object: { "setting": value, … }',
};

/** The errors of the JSON reader, by its names. */
export const syntaxWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'texts stand in double quotes, and the only bare words are true, false and null',
  InvalidNumberFormat: 'this number has no form of JSON',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'the file should end before this',
  UnexpectedEndOfComment: 'this comment does not end',
  UnexpectedEndOfString: 'this text does not end on its line',
  UnexpectedEndOfNumber: 'this number does not end',
  InvalidUnicode: 'this \\u escape is not four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape is not one of JSON',
  InvalidCharacter: 'a control character stands in a text',
  TooDeep: 'brackets are nested too deeply',
};

/** Parts of a line of a coverage profile, as it is when they cannot be read. */
export const coverageWords: Readonly<Record<CoverageWrong, string>> = {
  file: 'it names no file',
  start: 'it has no start `:LINE.COLUMN`',
  end: 'it has no end `,LINE.COLUMN`',
  statements: 'it has no number of statements',
  count: 'it does not end in a count',
  'count-sum': 'the sum of its counts is too large to be exact',
};

/** Why the system does not let a file be read or written. */
export function systemReason(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOSPC':
      return 'no space is left';
    case 'EROFS':
      return 'the file system is read-only';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of the path is a file';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    case 'ELOOP':
      return 'its symbolic links lead in a circle';
    case 'EDQUOT':
      return 'the quota is used up';
    case 'E2BIG':
      return 'its arguments are too long';
    case 'EINVAL':
      return 'an argument or name holds what none can';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    default:
      return code;
  }
}
