import type { FunctionSpan, LoopSpan } from '../model/bundle.ts';
import type { GoFunction, GoScan } from '../source/go-scan.ts';
import type { Unit } from '../model/unit.ts';
import { lineOf, positionOf } from '../source/line-index.ts';
import { scanGo } from '../source/scan-go.ts';
import type { SourceTexts } from './source-texts.ts';

/** A Go file of the named packages that some call or verdict cites. */
export interface SourceFile {
  /** As it is shown. */
  readonly file: string;
  readonly digest: string;
  readonly bytes: number;
  readonly text: Uint8Array;
  readonly loops: readonly LoopSpan[];
  readonly functions: readonly FunctionSpan[];
}

/** What a file says besides its text: it follows from the text alone. */
export type SourceSpans = Pick<SourceFile, 'loops' | 'functions'>;

/** All files that the calls and verdicts of a unit stand in. */
export function citedFiles(unit: Unit): ReadonlySet<string> {
  const cited = new Set<string>();
  for (const call of unit.archive?.calls ?? []) for (const frame of call.inline) cited.add(frame.file);
  for (const text of unit.texts) for (const verdict of text.verdicts) cited.add(verdict.file);
  return cited;
}

/**
 * The cited files of the packages themselves, sorted by name. A file that is not there (overlay, generated, cgo) is left out: its loops stay
 * unknown. `known` gives the spans of a text by its digest.
 */
export function readSources(
  texts: SourceTexts,
  units: readonly Unit[],
  known: (digest: string) => SourceSpans | undefined = () => undefined,
): SourceFile[] {
  const own = new Set(units.flatMap((unit) => unit.listed.files));
  const cited = new Set<string>();
  for (const unit of units) for (const file of citedFiles(unit)) if (own.has(file)) cited.add(file);
  const files: SourceFile[] = [];
  for (const file of [...cited].toSorted()) {
    const text = texts.read(file);
    if (!text) continue;
    const digest = texts.digest(file);
    files.push({ file, digest, bytes: text.length, text, ...(known(digest) ?? readSpans(text)) });
  }
  return files;
}

function readSpans(text: Uint8Array): SourceSpans {
  const scan = scanGo(text);
  return { loops: loopSpans(scan), functions: scan.functions.map(functionSpan) };
}

function functionSpan({ name, span, body, kind }: GoFunction): FunctionSpan {
  return {
    name,
    line: span.line,
    endLine: span.endLine,
    ...(body === undefined ? {} : { bodyLine: body.line }),
    ...(kind === 'initializer' ? { isInitializer: true as const } : {}),
  };
}

/**
 * Lines that a loop repeats, with the number of loops around them in the text, function literals included. The line of a range loop's
 * header is left out unless the loop ends there: what it ranges over is evaluated once.
 */
function loopSpans({ loops, lines }: GoScan): LoopSpan[] {
  const depths: number[] = [];
  return loops.map((loop) => {
    const depth = 1 + (depths[loop.parent] ?? 0);
    depths.push(depth);
    const line = lineOf(lines, loop.repeats);
    const endLine = lineOf(lines, Math.max(loop.end - 1, loop.start));
    const [from, to] = [positionOf(lines, loop.start), positionOf(lines, loop.bodyStart)];
    const header = { ...from, endLine: to.line, endColumn: to.column };
    return { line: loop.repeats === loop.bodyStart && endLine > line ? line + 1 : line, endLine, depth, header };
  });
}
