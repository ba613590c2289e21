/**
 * Go source: from bytes to functions, loops, directives and columns, by an own scanner. No tree, no types, no effects; the oracle of
 * the tests is go/parser. What needs types (is this a range over a function? a conversion?) is not answered here.
 */
import type { GoFunction, GoLoop, GoScan, SourceSpan } from './go-scan.ts';
import type { LineIndex } from './line-index.ts';
import { lineOf } from './line-index.ts';
import { nameFunctions } from './name-functions.ts';
import { readComments } from './read-comments.ts';
import type { RawFunction, RawLoop } from './scan-structure.ts';
import { scanStructure } from './scan-structure.ts';

/**
 * Scans one Go file. Never throws: of broken code it gives what it can find, functions around the broken one by the depth of braces.
 * 125 to 240 MB/s on std, all results included (bench/source-scan.mjs).
 */
export function scanGo(bytes: Uint8Array): GoScan {
  const raw = scanStructure(bytes);
  const lines: LineIndex = { starts: raw.lineStarts, bytes: bytes.length };
  // A literal is found at its `{`, thus behind literals in its own signature (array lengths): in order but for those.
  const sorted = isSorted(raw.functions) ? raw.functions : raw.functions.toSorted((a, b) => a.start - b.start);
  const found = dropDeepest(sorted);
  const parents = findParents(found);
  const spanOf = createSpans(lines);
  const names = nameFunctions(bytes, found, parents);
  const functions = found.map((each, index): GoFunction => {
    const name = names[index]!;
    return {
      kind: each.kind === 'declaration' ? (each.receiverStart < 0 ? 'function' : 'method') : each.kind,
      name: name.name,
      span: spanOf(each.start, each.end),
      body: each.bodyStart < 0 ? undefined : spanOf(each.bodyStart, each.end),
      nameSpan: each.nameStart < 0 ? undefined : spanOf(each.nameStart, each.nameEnd),
      parent: parents[index]!,
      top: name.top,
      path: name.path,
      isComplete: each.isComplete,
    };
  });
  const head = raw.packageStart < 0 ? bytes.length : raw.packageStart;
  return {
    package: raw.packageStart < 0 ? '' : new TextDecoder().decode(bytes.subarray(raw.packageStart, raw.packageEnd)),
    functions,
    loops: placeLoops(raw.loops, found, parents),
    ...readComments(bytes, raw.comments, head, spanOf),
    lines,
  };
}

function isSorted(functions: readonly RawFunction[]): boolean {
  return functions.every((each, index) => index === 0 || functions[index - 1]!.start < each.start);
}

/** Spans are asked for nearly in order: the last line is tried first, and a few behind it. */
function createSpans(lines: LineIndex): (start: number, end: number) => SourceSpan {
  const { starts } = lines;
  let last = 1;
  const find = (offset: number): number => {
    if (starts[last - 1]! <= offset) {
      for (let step = 0; step < 16; step++) {
        const next = starts[last];
        if (next === undefined || next > offset) return last;
        last++;
      }
    }
    return (last = lineOf(lines, offset));
  };
  return (start, end) => {
    const line = find(start);
    const endLine = find(end);
    return { start, end, line, column: start - starts[line - 1]! + 1, endLine, endColumn: end - starts[endLine - 1]! + 1 };
  };
}

/**
 * Literals nested deeper than this count as text of the one around them: names and paths grow with the depth, so that thousands of
 * nested ones would take quadratic time and memory. In GOROOT no literal is nested deeper than 5.
 */
const deepest = 20;

function dropDeepest(functions: readonly RawFunction[]): readonly RawFunction[] {
  const ends: number[] = [];
  const kept = functions.filter(({ start, end }) => {
    while (ends.length > 0 && ends.at(-1)! <= start) ends.pop();
    return ends.push(end) <= deepest + 1;
  });
  return kept.length === functions.length ? functions : kept;
}

function findParents(functions: readonly RawFunction[]): Int32Array {
  const parents = new Int32Array(functions.length);
  let around = -1;
  for (let index = 0; index < functions.length; index++) {
    const start = functions[index]!.start;
    while (around >= 0 && functions[around]!.end <= start) around = parents[around]!;
    parents[index] = around;
    around = index;
  }
  return parents;
}

function placeLoops(raw: readonly RawLoop[], functions: readonly RawFunction[], parents: Int32Array): GoLoop[] {
  const loops: GoLoop[] = [];
  let next = 0;
  let inFunction = -1;
  let inLoop = -1;
  const found = raw.every((each, index) => index === 0 || raw[index - 1]!.start < each.start)
    ? raw
    : raw.toSorted((a, b) => a.start - b.start);
  for (const each of found) {
    for (; next < functions.length && functions[next]!.start <= each.start; next++) inFunction = next;
    while (inFunction >= 0 && functions[inFunction]!.end <= each.start) inFunction = parents[inFunction]!;
    while (inLoop >= 0 && loops[inLoop]!.end <= each.start) inLoop = loops[inLoop]!.parent;
    loops.push({
      start: each.start,
      repeats: each.repeats,
      bodyStart: each.bodyStart,
      end: each.end,
      function: inFunction,
      parent: inLoop,
    });
    inLoop = loops.length - 1;
  }
  return loops;
}
