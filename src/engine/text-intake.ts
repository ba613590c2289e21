import type { Generations } from '../base/generations.ts';
import { findCauses } from '../analysis/causes/find-causes.ts';
import { createBlockSplitter } from '../compiler/split-blocks.ts';
import { readAllExplanations } from '../compiler/read-explanation.ts';
import { readText } from '../compiler/read-text.ts';
import type { CauseFact } from '../model/causes.ts';
import type { Explanation, NameFile, TextFacts } from '../model/facts.ts';
import { digest } from './digest.ts';

/** One block of text as it was read. */
export interface TextBlock {
  readonly facts: TextFacts;
  /** Why what it explains is on the heap. The explanations themselves are nine tenths of the text. */
  readonly causes: readonly CauseFact[];
  /** When they are kept. */
  readonly explanations?: readonly Explanation[];
}

export interface TextIntakeResult {
  /** By header; a header may have come more than once. */
  readonly blocks: ReadonlyMap<string, readonly TextBlock[]>;
  /** What cmd/go said besides, without its progress. */
  readonly said: readonly string[];
}

export interface TextIntake {
  add(chunk: Uint8Array): void;
  end(): TextIntakeResult;
  /** What cmd/go said so far, for an error. */
  words(): string;
}

/** Lines of cmd/go that are progress, not news. */
const progressLine = /^go: (downloading|finding|extracting) /;

/** More of cmd/go's own words than anybody reads. */
const keptWords = 200;

/**
 * Reads the compiler's text while it comes: a block is read as soon as it is whole and its bytes are let go. Blocks that were read
 * before, by content, are taken from `memory`.
 */
export function createTextIntake(
  nameFile: NameFile,
  memory: { readonly texts: Generations<TextBlock> },
  keepExplanations: boolean,
  lineAt: (file: string, line: number) => string | undefined,
  onStep: (detail: string, packages: number) => void,
): TextIntake {
  const blocks = new Map<string, TextBlock[]>();
  const said: string[] = [];
  let packages = 0;
  const splitter = createBlockSplitter({
    block(block) {
      const key = digest(block.header, block.bytes, String(keepExplanations));
      let read = memory.texts.get(key);
      if (!read) {
        const facts = readText(block, { nameFile });
        const explanations = keepExplanations ? [...readAllExplanations(block.bytes, facts.explanations, { nameFile })] : undefined;
        // Leaks tell no cause that the source does not: without them half of the work is saved.
        const escapes = readAllExplanations(block.bytes, facts.explanations, { nameFile, kind: 'escapes' });
        const causes = findCauses(escapes, { facts, lineAt });
        read = { facts, causes, ...(explanations ? { explanations } : {}) };
        memory.texts.set(key, read);
      }
      const same = blocks.get(block.header);
      if (same) same.push(read);
      else blocks.set(block.header, [read]);
      onStep(block.header, ++packages);
    },
    preamble(line) {
      if (progressLine.test(line)) onStep(line, packages);
      else if (line.trim() !== '' && said.length < keptWords) said.push(line);
    },
  });
  return {
    add: (chunk) => splitter.add(chunk),
    end() {
      splitter.end();
      return { blocks, said };
    },
    words: () => said.join('\n'),
  };
}
