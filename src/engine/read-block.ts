import { findCauses } from '../analysis/causes/find-causes.ts';
import { readAllExplanations } from '../compiler/read-explanation.ts';
import { readText } from '../compiler/read-text.ts';
import type { TextBlock } from '../compiler/split-blocks.ts';
import type { CauseFact } from '../model/causes.ts';
import type { Explanation, NameFile, TextFacts } from '../model/facts.ts';

/** One block of text as it was read. */
export interface BlockFacts {
  readonly facts: TextFacts;
  /** Why what it explains is on the heap. */
  readonly causes: readonly CauseFact[];
  /** The sources that were asked for lines: causes depend on them. */
  readonly consulted: readonly string[];
}

export interface BlockReading {
  readonly nameFile: NameFile;
  readonly lineAt: (file: string, line: number) => string | undefined;
}

export function readBlock(block: TextBlock, { nameFile, lineAt }: BlockReading): BlockFacts {
  const consulted = new Set<string>();
  const lineOf = (file: string, line: number): string | undefined => {
    consulted.add(file);
    return lineAt(file, line);
  };
  const facts = readText(block, { nameFile });
  // Leaks tell no cause that the source does not: without them half of the work is saved.
  const escapes = readAllExplanations(block.bytes, facts.explanations, { nameFile, kind: 'escapes' });
  const causes = findCauses(escapes, { facts, lineAt: lineOf });
  return { facts, causes, consulted: [...consulted] };
}

/** What a block explains, given what was read of it. */
export function readExplanations(block: TextBlock, { explanations }: TextFacts, nameFile: NameFile): Explanation[] {
  return [...readAllExplanations(block.bytes, explanations, { nameFile })];
}
