import { describe, expect, it } from 'vitest';
import { findCause, findCauses } from '../../../src/analysis/causes/find-causes.ts';
import { readAllExplanations } from '../../../src/compiler/read-explanation.ts';
import { readText } from '../../../src/compiler/read-text.ts';
import { createBlockSplitter } from '../../../src/compiler/split-blocks.ts';
import { causeCodes, type CauseFact } from '../../../src/model/causes.ts';
import type { Explanation } from '../../../src/model/facts.ts';
import { readTextRecordings } from '../../compiler/recordings.ts';

const nameFile = (name: string): string => name;

interface Block {
  readonly explanations: readonly Explanation[];
  readonly causes: readonly CauseFact[];
}

function readBlocks(bytes: Uint8Array): Block[] {
  const blocks: Block[] = [];
  const splitter = createBlockSplitter({
    block(block) {
      const facts = readText(block, { nameFile });
      const explanations = [...readAllExplanations(block.bytes, facts.explanations, { nameFile })];
      blocks.push({ explanations, causes: findCauses(explanations, { facts }) });
    },
    preamble() {},
  });
  splitter.add(bytes);
  splitter.end();
  return blocks;
}

describe.each(readTextRecordings().filter(({ way }) => way === 'default'))('Go $release', ({ bytes }) => {
  const blocks = readBlocks(bytes);
  const causes = blocks.flatMap((block) => block.causes);

  it('every explained allocation has one cause, and none is unknown', () => {
    expect(causes.length).toBeGreaterThan(100);
    expect(causes.filter(({ cause }) => cause.code === 'unknown')).toEqual([]);
    for (const { explanations, causes: found } of blocks) {
      const places = explanations
        .filter(({ kind, steps }) => kind === 'escapes' && steps.length > 0)
        .map(({ file, line, column, subject, function: name }) => `${file}:${line}:${column} ${subject} ${name}`);
      expect(
        found.map(({ file, line, column, subject, function: name }) => `${file}:${line}:${column} ${subject} ${name}`).toSorted(),
      ).toEqual([...new Set(places)].toSorted());
    }
  });

  it('does not change when asked again', () => {
    expect(readBlocks(bytes).flatMap((block) => block.causes)).toEqual(causes);
    for (const { cause } of causes) expect(causeCodes).toContain(cause.code);
  });

  it('an explanation alone, without the rest of its block, has a cause too', () => {
    const [explanation] = blocks
      .flatMap((block) => block.explanations)
      .filter(({ steps }) => steps.at(-1)?.from.at(-1)?.reason === 'return');
    if (!explanation) throw new Error('no value is returned');
    expect(findCause({ ...explanation, kind: 'escapes' }).code).toBe('returned');
  });
});
