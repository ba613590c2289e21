import { expect } from 'vitest';
import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import type { NameFile } from '../../src/model/facts.ts';
import { asSortedText, readPlain } from './plain-twin.ts';

/** The reader and its slow twin say the same of one block: records, numbers, explanations and where they stand. */
export function expectTwinsAgree(bytes: Uint8Array, nameFile: NameFile): void {
  const facts = readText({ package: 'p', bytes }, { nameFile });
  const plain = readPlain(bytes, nameFile);
  // A counterexample is worth a file in the fuzz folder.
  const text = Buffer.from(bytes).toString('latin1').slice(0, 4000);
  expect(facts.counts, text).toEqual(plain.counts);
  expect(facts.unknown, text).toEqual(plain.unknown);
  for (const list of ['verdicts', 'inlining', 'inlinedCalls', 'notes'] as const) {
    expect(asSortedText(facts[list]), text).toEqual(asSortedText(plain[list]));
  }
  expect([...facts.explanations], text).toEqual(plain.ranges);
  expect([...readAllExplanations(bytes, facts.explanations, { nameFile })], text).toEqual(plain.explanations);
}
