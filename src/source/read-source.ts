import { UserError } from '../base/user-error.ts';
import type { UserErrorCodes } from '../model/codes.ts';
import { toByteColumn, toUtf16Column } from './columns.ts';
import type { GoScan } from './go-scan.ts';
import { indexLines, lineBytes, type LineIndex } from './line-index.ts';
import { scanGo } from './scan-go.ts';
import { sourceLimit } from './source-limit.ts';

/** One source file; what is derived from its bytes is made when it is first asked for, once. */
export interface SourceFile {
  /** As it is shown. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly lines: LineIndex;
  readonly scan: GoScan;
  /** A byte column as UTF-16 column, both from 1. */
  utf16Column(line: number, byteColumn: number): number;
  /** A UTF-16 column as byte column, both from 1. */
  byteColumn(line: number, utf16Column: number): number;
  /** A line without its line break, '' when there is none. */
  text(line: number): string;
}

/** @throws UserError `source-too-large` */
export function readSource(file: string, bytes: Uint8Array, limit: number = sourceLimit): SourceFile {
  if (bytes.length > limit) {
    const args: UserErrorCodes['source-too-large'] = { file, bytes: bytes.length, limit };
    throw new UserError('source-too-large', args);
  }
  let lines: LineIndex | undefined;
  let scan: GoScan | undefined;
  const getLines = (): LineIndex => (lines ??= scan?.lines ?? indexLines(bytes));
  const lineOf = (line: number): Uint8Array => lineBytes(bytes, getLines(), line);
  return {
    file,
    bytes,
    get lines() {
      return getLines();
    },
    get scan() {
      return (scan ??= scanGo(bytes));
    },
    utf16Column: (line, byteColumn) => toUtf16Column(lineOf(line), byteColumn),
    byteColumn: (line, utf16Column) => toByteColumn(lineOf(line), utf16Column),
    text: (line) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(lineOf(line)),
  };
}
