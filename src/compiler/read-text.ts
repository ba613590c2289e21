/**
 * The compiler's words. Input: what `go list -e -deps -export -gcflags=-m=2 …` prints on standard error, split into blocks
 * (`split-blocks.ts`). Output: `TextFacts` of one block (`readText`); explanations on demand (`read-explanation.ts`). All line kinds of
 * Go 1.22 to 1.27 are known; expressions are opaque text, and nothing here knows sources, object code or what a line means.
 */
import { UserError } from '../base/user-error.ts';
import type { NameFile, TextFacts } from '../model/facts.ts';
import { createFactCollector } from './collect-facts.ts';
import { textLimits, type TextLimits } from './limits.ts';
import { rememberNames } from './name-cache.ts';
import { createPairList } from './pair-list.ts';
import { readHeading } from './read-heading.ts';
import { newLinePosition, scanPosition } from './scan-position.ts';
import { skipSteps } from './skip-steps.ts';
import type { TextBlock } from './split-blocks.ts';
import { viewBytes } from './view-bytes.ts';

export interface TextOptions {
  /** Called once for each distinct name in the block. */
  readonly nameFile: NameFile;
  readonly limits?: TextLimits;
}

/**
 * Reads one block. Every line is counted once: as a verdict, a line of an explanation, an inlining line, a note, or unknown. Lines that
 * are equal are one record with a count, but for inlining decisions, which stay single. A last line without newline was cut off (cmd/go
 * always writes one): it may look like another kind than it was, so it is unknown. Explanations are checked line by line but only their
 * offsets are kept, for `readExplanation`. Throws UserError `text-line-too-long` and `text-block-too-large`.
 */
export function readText(block: Pick<TextBlock, 'package' | 'variant' | 'bytes'>, options: TextOptions): TextFacts {
  const limits = options.limits ?? textLimits;
  const bytes = viewBytes(block.bytes);
  const size = bytes.length;
  if (size > limits.block) throw new UserError('text-block-too-large', { limit: limits.block });
  const nameFile = rememberNames(options.nameFile);
  const facts = createFactCollector();
  const ranges = createPairList();
  const at = newLinePosition();
  const skipped = { end: 0, lines: 0 };
  let lines = 0;
  let explanationLines = 0;

  for (let start = 0; start < size;) {
    const newline = bytes.indexOf(10, start);
    const next = newline < 0 ? size : newline + 1;
    if ((newline < 0 ? size : newline) - start > limits.line) throw new UserError('text-line-too-long', { limit: limits.line });
    const end = newline < 0 ? size : newline > start && bytes[newline - 1] === 13 ? newline - 1 : newline;
    lines++;
    const isWhole = newline >= 0;
    const hasPosition = isWhole && scanPosition(bytes, start, end, at);
    const text = bytes.toString('utf8', hasPosition ? at.message : start, end);
    if (hasPosition && readHeading(text)) {
      skipSteps(bytes, start, at.message, next, limits.line, skipped);
      ranges.push(start, skipped.end);
      lines += skipped.lines;
      explanationLines += 1 + skipped.lines;
      start = skipped.end;
      continue;
    }
    const file = hasPosition && at.line > 0 ? nameFile(bytes.toString('utf8', at.fileStart, at.fileEnd)) : '';
    const isKnown = isWhole && facts.add(file, hasPosition ? at.line : 0, hasPosition ? at.column : 0, text);
    if (!isKnown) facts.addUnknown(hasPosition ? bytes.toString('utf8', start, end) : text);
    start = next;
  }

  const { records, counts } = facts.finish();
  return {
    package: block.package,
    ...(block.variant === undefined ? {} : { variant: block.variant }),
    ...records,
    explanations: ranges.finish(),
    counts: { lines, explanations: ranges.pairs, explanationLines, ...counts },
  };
}
