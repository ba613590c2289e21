import { createBlockSplitter, type TextBlock } from '../compiler/split-blocks.ts';
import { digest } from './digest.ts';
import type { BlockFacts } from './read-block.ts';

/** One block of text. */
export interface KeptBlock {
  readonly header: string;
  /** Of its header and its bytes. */
  readonly digest: string;
  /** Reads it, if that was not done yet. Undefined where its bytes were let go because what they say was taken for known. */
  facts(): BlockFacts | undefined;
  /** The bytes, where all of them are kept. */
  readonly text?: TextBlock;
}

export interface TextIntakeResult {
  /** By header; a header may have come more than once. */
  readonly blocks: ReadonlyMap<string, readonly KeptBlock[]>;
  /** What cmd/go said besides, without its progress. */
  readonly said: readonly string[];
}

export type ReadBlock = (block: TextBlock) => BlockFacts;

export interface TextIntake {
  add(chunk: Uint8Array): void;
  /** From now on blocks that are not known are read as they come. */
  readWith(read: ReadBlock): void;
  end(): TextIntakeResult;
  /** What cmd/go said so far, for an error. */
  words(): string;
}

export interface TextIntakeOptions {
  /** Whether what a block says is known, by its digest: it is then read only when it is asked for. */
  readonly isKnown: (digest: string) => boolean;
  /** A block has come that is not known: a reader is wanted. */
  readonly onUnknown: () => void;
  readonly onStep: (detail: string, packages: number) => void;
  /** Keep the bytes of all blocks, for what they explain. */
  readonly keepText: boolean;
}

/** Lines of cmd/go that are progress, not news. */
const progressLine = /^go: (downloading|finding|extracting) /;

/** More of cmd/go's own words than anybody reads. */
const keptWords = 200;

/** Bytes of known blocks that are kept in case that they have to be read after all. std of Go 1.22 has 414 MB. */
const keptBytes = 64 << 20;

interface Held extends KeptBlock {
  block: TextBlock | undefined;
  read: BlockFacts | undefined;
}

/** Takes the compiler's text while it comes: a block is read as soon as it is whole, unless it is known, and its bytes are let go. */
export function createTextIntake({ isKnown, onUnknown, onStep, keepText }: TextIntakeOptions): TextIntake {
  const blocks = new Map<string, Held[]>();
  const waiting: Held[] = [];
  const said: string[] = [];
  let packages = 0;
  let held = 0;
  let reader: ReadBlock | undefined;

  function read(one: Held): BlockFacts | undefined {
    if (!one.read && one.block) {
      if (!reader) throw new Error('a block is asked for before there is a reader');
      one.read = reader(one.block);
      one.block = undefined;
    }
    return one.read;
  }

  function take(block: TextBlock): void {
    const key = digest(block.header, block.bytes);
    const text = keepText ? copyOf(block) : undefined;
    const one: Held = {
      header: block.header,
      digest: key,
      block: text,
      read: undefined,
      facts: () => read(one),
      ...(text ? { text } : {}),
    };
    if (!isKnown(key)) {
      onUnknown();
      if (reader) one.read = reader(block);
      else {
        one.block ??= copyOf(block);
        waiting.push(one);
      }
    } else if (text) {
      // It is at hand anyway.
    } else if (held + block.bytes.length <= keptBytes) {
      held += block.bytes.length;
      one.block = copyOf(block);
    }
    const same = blocks.get(block.header);
    if (same) same.push(one);
    else blocks.set(block.header, [one]);
    onStep(block.header, ++packages);
  }

  const splitter = createBlockSplitter({
    block: take,
    preamble(line) {
      if (progressLine.test(line)) onStep(line, packages);
      else if (line.trim() !== '' && said.length < keptWords) said.push(line);
    },
  });
  return {
    add: (chunk) => splitter.add(chunk),
    readWith(given) {
      reader = given;
      for (const one of waiting.splice(0)) read(one);
    },
    end() {
      splitter.end();
      return { blocks, said };
    },
    words: () => said.join('\n'),
  };
}

/** The splitter's bytes are valid during its call only. */
function copyOf(block: TextBlock): TextBlock {
  return { ...block, bytes: new Uint8Array(block.bytes) };
}
