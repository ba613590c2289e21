import { expect, it } from 'vitest';
import { runCorpus } from '../corpus/run-corpus.ts';

// The numbers of each release whose corpus was counted by hand.
const known: Record<string, { files: number; patterns: number }> = { 'go1.26.8': { files: 67, patterns: 3142 } };

it('Go’s errorcheck corpus, read and written again', async ({ skip }) => {
  const { go, folder, results } = await runCorpus();
  if (folder === undefined) skip(`${go} comes without its test folder`);
  expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(results.length).toBeGreaterThan(50);
  const expected = known[go];
  if (expected) expect({ files: results.length, patterns: results.reduce((sum, one) => sum + one.patterns, 0) }).toEqual(expected);
});
