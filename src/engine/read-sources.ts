import type { Host } from '../host/host.ts';
import type { LoopSpan } from '../model/bundle.ts';
import type { Unit } from '../model/report.ts';
import { lineOf } from '../source/line-index.ts';
import { scanGo } from '../source/scan-go.ts';
import { digest } from './digest.ts';

/** A Go file of the named packages that some call cites. */
export interface SourceFile {
  /** Relative to the root. */
  readonly file: string;
  readonly digest: string;
  readonly bytes: number;
  readonly text: Uint8Array;
  readonly loops: readonly LoopSpan[];
}

/** More than any Go file that is written by hand or generated. */
const sourceLimit = 64 << 20;

/** Reads the cited files below `root`. A file that is not there (overlay, generated, cgo) is left out: its loops stay unknown. */
export async function readSources(host: Host, root: string, units: readonly Unit[]): Promise<SourceFile[]> {
  const own = new Set(units.flatMap((unit) => unit.listed.files));
  const cited = new Set<string>();
  for (const unit of units) for (const call of unit.archive?.calls ?? []) for (const frame of call.inline) if (own.has(frame.file)) cited.add(frame.file);
  const files: SourceFile[] = [];
  for (const file of [...cited].toSorted()) {
    if (/^[$<]/.test(file)) continue;
    const text = await host.files.readIfThere(`${root}/${file}`, sourceLimit);
    if (text) files.push({ file, digest: digest(text), bytes: text.length, text, loops: loopSpans(text) });
  }
  return files;
}

/**
 * Lines that a loop repeats, with the number of loops around them in the text, function literals included. The line of a range loop's
 * header is left out unless the loop ends there: what it ranges over is evaluated once.
 */
function loopSpans(text: Uint8Array): LoopSpan[] {
  const { loops, lines } = scanGo(text);
  const depths: number[] = [];
  return loops.map((loop) => {
    const depth = 1 + (depths[loop.parent] ?? 0);
    depths.push(depth);
    const line = lineOf(lines, loop.repeats);
    const endLine = lineOf(lines, Math.max(loop.end - 1, loop.start));
    return { line: loop.repeats === loop.bodyStart && endLine > line ? line + 1 : line, endLine, depth };
  });
}

/** The depth of loops around a line; undefined for a file that was not read. */
export function loopFinder(loops: ReadonlyMap<string, readonly LoopSpan[]>): (file: string, line: number) => number | undefined {
  return (file, line) => {
    const spans = loops.get(file);
    if (!spans) return undefined;
    let depth = 0;
    for (const span of spans) if (span.line <= line && line <= span.endLine) depth = Math.max(depth, span.depth);
    return depth;
  };
}
