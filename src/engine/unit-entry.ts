import type { UnitJoin } from '../analysis/join/unit-join.ts';
import type { InlinedSource } from '../model/bundle.ts';
import { digest } from './digest.ts';
import { inlinedFiles } from './read-inlined.ts';
import { citedFiles, type SourceFile, type SourceSpans } from './read-sources.ts';
import type { SourceTexts } from './source-texts.ts';
import type { LocatedUnit, UnitDraft } from './units.ts';

/** All that is concluded from one compiled variant alone. */
export interface UnitEntry {
  readonly unit: LocatedUnit;
  readonly join: UnitJoin;
  /** The files that this depends on besides its text and archive. */
  readonly files: readonly FileState[];
  /** Of its sources, by the digest of their text. */
  readonly spans: readonly (readonly [digest: string, spans: SourceSpans])[];
  /** Of other modules, by the digest of their text. */
  readonly inlined: readonly (readonly [digest: string, source: InlinedSource])[];
}

interface FileState {
  readonly file: string;
  /** Of its text, '' where there was none; absent where its text does not matter. */
  readonly digest?: string;
  /** Whether a named package holds it; absent where that does not matter. */
  readonly isOwn?: boolean;
}

/** Names what a unit is concluded from. `placeKey`: where all this happens. */
export function unitKey(placeKey: string, { listed, moduleDir, archiveFile = '', blocks }: UnitDraft): string {
  return digest(placeKey, JSON.stringify(listed), moduleDir, archiveFile, ...blocks.map((block) => block.digest));
}

export interface EntryContext {
  readonly texts: SourceTexts;
  /** Whether a named package holds a file. */
  readonly isOwn: (file: string) => boolean;
}

/** `consulted`: the files whose lines its causes were told from. */
export function makeEntry(
  { unit, join }: Pick<UnitEntry, 'unit' | 'join'>,
  consulted: readonly string[],
  sources: readonly SourceFile[],
  inlined: readonly InlinedSource[],
  { texts, isOwn }: EntryContext,
): UnitEntry {
  const cited = citedFiles(unit);
  const foreign = inlinedFiles(unit);
  const files = [...cited].map((file): FileState =>
    isOwn(file) ? { file, digest: texts.digest(file), isOwn: true } : { file, isOwn: false },
  );
  // Sources of the toolchain and of the module cache are what the archive was compiled from: they are told by its name.
  for (const file of new Set([...consulted, ...foreign])) if (!file.startsWith('$')) files.push({ file, digest: texts.digest(file) });
  return {
    unit,
    join,
    files,
    spans: sources.flatMap(({ file, digest: of, loops, functions }) => (cited.has(file) ? [[of, { loops, functions }] as const] : [])),
    inlined: inlined.flatMap((source) => (foreign.has(source.file) ? [[texts.digest(source.file), source] as const] : [])),
  };
}

/** Whether the files still are as they were. */
export function isCurrent({ files }: Pick<UnitEntry, 'files'>, { texts, isOwn }: EntryContext): boolean {
  return files.every(
    (one) =>
      (one.isOwn === undefined || one.isOwn === isOwn(one.file)) && (one.digest === undefined || one.digest === texts.digest(one.file)),
  );
}
