import type { Host } from '../host/host.ts';
import type { FunctionSpan, LoopSpan } from '../model/bundle.ts';
import type { GoFunction, GoScan } from '../source/go-scan.ts';
import type { Unit } from '../model/unit.ts';
import { lineOf } from '../source/line-index.ts';
import { sourceLimit } from '../source/read-source.ts';
import { scanGo } from '../source/scan-go.ts';
import { digest } from './digest.ts';

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

/**
 * Reads the cited files of the packages. A file that is not there (overlay, generated, cgo) is left out: its loops stay unknown. They are small
 * and Go has just read them: one after the other at once takes a tenth of what waiting for each does.
 */
export function readSources(host: Host, find: (file: string) => string | undefined, units: readonly Unit[]): SourceFile[] {
  const own = new Set(units.flatMap((unit) => unit.listed.files));
  const cited = new Set<string>();
  const cite = (file: string): void => void (own.has(file) && cited.add(file));
  for (const unit of units) {
    for (const call of unit.archive?.calls ?? []) for (const frame of call.inline) cite(frame.file);
    for (const text of unit.texts) for (const verdict of text.verdicts) cite(verdict.file);
  }
  const files: SourceFile[] = [];
  for (const file of [...cited].toSorted()) {
    const path = find(file);
    const text = path === undefined ? undefined : host.files.readNow(path, sourceLimit);
    if (!text) continue;
    const scan = scanGo(text);
    const functions = scan.functions.map(functionSpan);
    files.push({ file, digest: digest(text), bytes: text.length, text, loops: loopSpans(scan), functions });
  }
  return files;
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
    return { line: loop.repeats === loop.bodyStart && endLine > line ? line + 1 : line, endLine, depth };
  });
}
