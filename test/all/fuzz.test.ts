import { expect, test } from 'vitest';
import { keepInput } from '../fuzz/corpus.ts';
import { renderRuns } from '../fuzz/render-runs.ts';
import { runTarget, type TargetRun } from '../fuzz/run-target.ts';
import { fuzzTargets, moduleOf } from '../fuzz/targets/index.ts';

const seconds = 60;

// Another seed each day: what it finds is kept, and read by `npm test` from then on.
test(`every reader, ${seconds} s together`, async () => {
  const seed = Math.floor(Date.now() / 86_400_000);
  const runs: TargetRun[] = [];
  for (const { name } of fuzzTargets)
    runs.push(await runTarget(name, { targets: moduleOf(name), seed, milliseconds: (seconds * 1000) / fuzzTargets.length }));
  console.log([`seed ${seed}`, ...renderRuns(runs)].join('\n'));
  const faults = runs.flatMap((run) => run.faults);
  for (const { target, input } of faults) keepInput(target, input);
  expect(faults.map(({ target, signature, stack }) => `${target}: ${signature}\n${stack}`)).toEqual([]);
  expect(runs.filter(({ executions }) => executions === 0)).toEqual([]);
});
