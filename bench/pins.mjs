// What pins cost `stackward check`: the same module with pins at each exported function of one package and without any, in pairs A B A B, nothing to
// compile, no cache of results, so that all archives are read again. Target: 1.5 s more. With the cache an unchanged module costs the same either way.
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCheck } from './lib/commands.mjs';
import { comparePairs, printPair } from './lib/measure.mjs';
import { copyModule, modules, withScratch } from './lib/modules.mjs';

const module = modules.at(-1);

withScratch((scratch) => {
  const root = copyModule(module, scratch);
  const pinned = `${root}-pinned`;
  cpSync(root, pinned, { recursive: true });
  const folder = path.join(pinned, 'prometheus');
  let pins = 0;
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.go') && !one.endsWith('_test.go'))) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const written = text.replaceAll(/^func (?:\([^)]*\) )?[A-Z]\w*\(/gm, (found) => `//stackward:noalloc\n${found}`);
    pins += written.split('//stackward:noalloc').length - 1;
    writeFileSync(path.join(folder, name), written);
  }
  console.log(`${module}, ${pins} pins`);
  const without = createCheck(root, scratch);
  const pair = comparePairs(createCheck(pinned, scratch), without, { pairs: 3 });
  printPair(`check --no-cache with ${pins} pins | without`, pair, pair.b + 1500);
  const cache = path.join(scratch, 'cache');
  const cached = comparePairs(createCheck(pinned, scratch, cache), createCheck(root, scratch, cache), { pairs: 3 });
  printPair(`unchanged: check with ${pins} pins | without`, cached, cached.b + 50);
});
