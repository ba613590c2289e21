// The whole of `stackward gate` in a repository of a real module, in pairs A B A B: documents alone against `--version`, which is the start of the command, one edited file with the base kept
// and with no base known against one `check`. Targets: documents 300 ms, a kept base 1.25 × one `check`, no base 2.2 ×.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bin } from './lib/commands.mjs';
import { comparePairs, milliseconds, printPair } from './lib/measure.mjs';
import { copyModule, createEdit, modules, withScratch } from './lib/modules.mjs';

const edited = ['mux.go', 'context.go', 'prometheus/registry.go'];

withScratch((scratch) => {
  for (const [index, module] of modules.entries()) {
    const root = copyModule(module, scratch);
    const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
    for (const args of [
      ['init', '-q'],
      ['add', '-A', '-f'],
      [...who, 'commit', '-q', '-m', 'base'],
    ])
      spawnSync('git', args, { cwd: root });
    console.log(`\n${module}`);
    const out = path.join(scratch, 'out.json');
    const cache = path.join(scratch, `cache-${index}`);
    const run = (command) => () =>
      milliseconds(process.execPath, [bin, ...command, '-f', 'json', '-o', out, '-C', root], {
        env: { STACKWARD_CACHE: cache },
        mayEnd: [0, 1],
      });
    const gate = run(['gate', '--base', 'HEAD']);
    const check = run(['check']);

    const readme = path.join(root, 'README.md');
    const text = readFileSync(readme);
    appendFileSync(readme, '\nmore\n');
    const docs = comparePairs(gate, () => milliseconds(process.execPath, [bin, '--version']), { pairs: 9 });
    printPair('documents alone: gate | stackward --version', docs, 300);
    writeFileSync(readme, text);

    const edit = createEdit(path.join(root, edited[index]));
    // Each run finds an edit that it has not seen, as in daily work; what is kept of the base is of no edit.
    const kept = comparePairs(gate, check, { before: edit });
    printPair('one file edited, base kept: gate | check', kept, 1.25 * kept.b);
    const cold = comparePairs(gate, check, {
      pairs: 5,
      before: () => {
        rmSync(cache, { recursive: true, force: true });
        edit();
      },
    });
    printPair('one file edited, nothing kept: gate | check', cold, 2.2 * cold.b);
  }
});
