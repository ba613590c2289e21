/**
 * Fuzzes the readers of outside bytes: `npm run fuzz -- --seconds 60 [--target NAME]… [--seed N] [--list]`. The seconds are shared by the targets.
 * An input that a reader does not survive is written to test/corpus/fuzz/<target>/, and `npm test` reads it from then on. Ends with 1 when there
 * was one, with 2 when it was called wrongly.
 */
import { parseArgs } from 'node:util';
import { keepInput } from '../test/fuzz/corpus.ts';
import { runTarget } from '../test/fuzz/run-target.ts';
import { renderRuns } from '../test/fuzz/render-runs.ts';
import { fuzzTargets, moduleOf } from '../test/fuzz/targets/index.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
if (!(seconds > 0) || !Number.isSafeInteger(seed)) fail('--seconds and --seed take numbers.');
if (values.list) {
  for (const { name, of } of fuzzTargets) console.log(`${name.padEnd(24)}${of}`);
  process.exit(0);
}
const chosen = values.target ?? fuzzTargets.map(({ name }) => name);
const modules = chosen.map((name) => {
  try {
    return moduleOf(name);
  } catch (error) {
    return fail(error.message);
  }
});
console.log(`seed ${seed}, ${seconds} s for ${chosen.length} targets`);
const runs = [];
for (const [index, name] of chosen.entries()) {
  const run = await runTarget(name, {
    targets: modules[index],
    seed,
    milliseconds: (seconds * 1000) / chosen.length,
  });
  runs.push(run);
  for (const line of renderRuns([run])) console.log(line);
  for (const { signature, stack, input } of run.faults)
    console.log(
      `  FAULT ${signature}\n    kept as ${keepInput(name, input)}\n${stack
        .split('\n')
        .slice(0, 6)
        .map((line) => `    ${line}`)
        .join('\n')}`,
    );
}
const executions = runs.reduce((sum, run) => sum + run.executions, 0);
const faults = runs.reduce((sum, run) => sum + run.faults.length, 0);
console.log(`${executions} inputs read, ${faults} faults; repeat with --seed ${seed}`);
process.exitCode = faults > 0 ? 1 : 0;

function fail(message) {
  console.error(`fuzz: ${message}`);
  process.exit(2);
}
