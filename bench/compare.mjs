// The whole of `stackward compare` in a real module against as many `check` as it makes builds, in pairs A B A B: nothing changed, and one file edited before each run, with the cache of
// results and without. Target: k builds in k × one `check` + 10 %.
import path from 'node:path';
import { bin } from './lib/commands.mjs';
import { comparePairs, milliseconds, printPair } from './lib/measure.mjs';
import { copyModule, createEdit, modules, withScratch } from './lib/modules.mjs';

const edited = ['mux.go', 'context.go', 'prometheus/registry.go'];

withScratch((scratch) => {
  for (const [index, module] of modules.entries()) {
    const root = copyModule(module, scratch);
    console.log(`\n${module}`);
    const out = path.join(scratch, 'out.json');
    const cache = path.join(scratch, `cache-${index}`);
    const run = (command) =>
      milliseconds(process.execPath, [bin, ...command, '-q', '-f', 'json', '-o', out, '-C', root], { env: { STACKWARD_CACHE: cache } });
    const gcflags = ['-d=variablemakehash=n', '-l'];
    const compare = (more) => () => run(['compare', ...gcflags.map((flag) => `--gcflags=${flag}`), ...more]);
    const checks = (more) => () =>
      [[], ...gcflags.map((flag) => [`--gcflags=${flag}`])].reduce((sum, flags) => sum + run(['check', ...flags, ...more]), 0);
    for (const more of [[], ['--no-cache']]) {
      const named = more.length === 0 ? '' : ', no cache of results';
      compare(more)();
      checks(more)();
      const warm = comparePairs(compare(more), checks(more), { pairs: 7 });
      printPair(`nothing changed${named}: compare of 3 builds | 3 × check`, warm, 1.1 * warm.b);
      const edit = createEdit(path.join(root, edited[index]));
      const cold = comparePairs(compare(more), checks(more), { pairs: 5, before: edit });
      printPair(`one file edited${named}: compare of 3 builds | 3 × check`, cold, 1.1 * cold.b);
    }
  }
});
