import { findCauses } from '../analysis/causes/find-causes.ts';
import { readAllExplanations } from '../compiler/read-explanation.ts';
import { readText } from '../compiler/read-text.ts';
import type { TextBlock } from '../compiler/split-blocks.ts';
import type { CauseFact } from '../model/causes.ts';
import type { Explanation, NameFile, TextFacts } from '../model/facts.ts';

/** One block of text as it was read. */
export interface BlockFacts {
  readonly facts: TextFacts;
  /** Why what it explains is on the heap. The explanations themselves are nine tenths of the text. */
  readonly causes: readonly CauseFact[];
  /** When they are kept. */
  readonly explanations?: readonly Explanation[];
  /** The sources that were asked for lines: causes depend on them. */
  readonly consulted: readonly string[];
}

export interface BlockReading {
  readonly nameFile: NameFile;
  readonly keepExplanations: boolean;
  readonly lineAt: (file: string, line: number) => string | undefined;
}

const nowhere = new Int32Array(0);

export function readBlock(block: TextBlock, { nameFile, keepExplanations, lineAt }: BlockReading): BlockFacts {
  const consulted = new Set<string>();
  const lineOf = (file: string, line: number): string | undefined => {
    consulted.add(file);
    return lineAt(file, line);
  };
  const facts = readText(block, { nameFile });
  const explanations = keepExplanations ? [...readAllExplanations(block.bytes, facts.explanations, { nameFile })] : undefined;
  // Leaks tell no cause that the source does not: without them half of the work is saved.
  const escapes = readAllExplanations(block.bytes, facts.explanations, { nameFile, kind: 'escapes' });
  const causes = findCauses(escapes, { facts, lineAt: lineOf });
  // Ranges in bytes that are let go say nothing.
  return { facts: { ...facts, explanations: nowhere }, causes, consulted: [...consulted], ...(explanations ? { explanations } : {}) };
}
