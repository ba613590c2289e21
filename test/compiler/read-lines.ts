import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { createBlockSplitter, type TextBlock } from '../../src/compiler/split-blocks.ts';
import type { Explanation, TextFacts } from '../../src/model/facts.ts';

/** Names stay as they are written. */
export const asWritten = (raw: string): string => raw;

export function toBytes(...lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** Reads lines as one block of package `p`. */
export function readLines(...lines: readonly string[]): TextFacts {
  return readText({ package: 'p', bytes: toBytes(...lines) }, { nameFile: asWritten });
}

/** Reads lines that are one explanation, or several. */
export function explainLines(...lines: readonly string[]): Explanation[] {
  const bytes = toBytes(...lines);
  return [...readAllExplanations(bytes, readText({ package: 'p', bytes }, { nameFile: asWritten }).explanations, { nameFile: asWritten })];
}

/** Splits bytes, by default in one piece; the blocks' bytes are copies. */
export function splitText(text: Uint8Array, pieces: readonly Uint8Array[] = [text]): { blocks: TextBlock[]; preamble: string[] } {
  const blocks: TextBlock[] = [];
  const preamble: string[] = [];
  const splitter = createBlockSplitter({
    block: (block) => blocks.push({ ...block, bytes: Uint8Array.from(block.bytes) }),
    preamble: (line) => preamble.push(line),
  });
  for (const piece of pieces) splitter.add(piece);
  splitter.end();
  return { blocks, preamble };
}
