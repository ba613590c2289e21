import { describe, expect, test } from 'vitest';
import { keptInputs, keptTargets } from './corpus.ts';
import { mutate } from './mutate.ts';
import { readInput } from './outcome.ts';
import { createRandom } from './random.ts';
import { fuzzTargets } from './targets/index.ts';

// Whatever the fuzzer found once, and a little of what it does: the same inputs each time.
const mutated = 25;
/** Milliseconds for one input, on a machine that does other things too. */
const budget = 5000;

describe.each(fuzzTargets.map((target) => [target.name, target] as const))('%s', (name, target) => {
  const read = async (bytes: Uint8Array): Promise<void> => {
    const started = performance.now();
    expect(await readInput(target, bytes)).toBeDefined();
    expect(performance.now() - started).toBeLessThan(budget);
  };

  test('reads its seeds, empty bytes, and what they are changed to', async () => {
    const seeds = target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    const random = createRandom(20_240_607);
    await read(new Uint8Array(0));
    for (const seed of seeds) await read(seed);
    for (let n = 0; n < mutated; n++) {
      const [one, other] = [seeds[random.below(seeds.length)], seeds[random.below(seeds.length)]];
      await read(mutate(one ?? new Uint8Array(0), other ?? new Uint8Array(0), target, random));
    }
  });

  const kept = keptInputs(name);
  test.skipIf(kept.length === 0).each(kept)('kept input $name', async ({ bytes }) => {
    await read(bytes);
  });
});

test('each kept input has a target that reads it', () => {
  const names = fuzzTargets.map(({ name }) => name);
  expect(keptTargets().filter((name) => !names.includes(name))).toEqual([]);
});
