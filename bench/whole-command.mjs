// The whole of `stackward check` against the Go command that it runs, against `go build` and against heapcheck, each in pairs A B A B:
// warm (nothing to compile, no cache of results), unchanged (with it), cold (each package of the module was edited), and after an edit of one
// file. Targets: warm and cold at most 1.15 × the Go command + 150 ms, unchanged the same, one file of gin at most 1.5 × `go build ./...`.
import path from 'node:path';
import { bin, createBareList, createCheck } from './lib/commands.mjs';
import { comparePairs, milliseconds, printPair } from './lib/measure.mjs';
import { copyModule, createEdit, createEdits, gin, modules, withScratch } from './lib/modules.mjs';
import { installHeapcheck } from './lib/peers.mjs';

const allowed = ({ b }) => 1.15 * b + 150;

withScratch((scratch) => {
  const start = comparePairs(
    () => milliseconds(process.execPath, [bin, '--version']),
    () => milliseconds(process.execPath, ['-e', '0']),
    { pairs: 15 },
  );
  printPair('stackward --version | node -e 0', start, start.b + 15);
  const heapcheck = installHeapcheck(scratch);
  for (const module of modules) {
    let root;
    try {
      root = copyModule(module, scratch);
    } catch (error) {
      console.log(`MODULE MISSING: ${error.message}`);
      continue;
    }
    console.log(`\n${module}`);
    const cache = path.join(scratch, 'cache');
    const bare = createBareList(root);
    const check = createCheck(root, scratch);
    const cached = createCheck(root, scratch, cache);
    const build = () => milliseconds('go', ['build', './...'], { cwd: root });
    const peerBare = () => milliseconds('go', ['build', '-gcflags=-m=2', './...'], { cwd: root });
    const peer = heapcheck && (() => milliseconds(heapcheck, ['./...'], { cwd: root }));

    const warm = comparePairs(check, bare);
    printPair('warm: check --no-cache | go list -export', warm, allowed(warm));
    const unchanged = comparePairs(cached, bare);
    printPair('unchanged: check | go list -export', unchanged, allowed(unchanged));
    if (peer) {
      printPair('warm: heapcheck | go build -gcflags=-m=2', comparePairs(peer, peerBare));
      printPair('warm: heapcheck | check --no-cache', comparePairs(peer, check));
    }
    const before = createEdits(root);
    const cold = comparePairs(check, bare, { pairs: 3, before });
    printPair('all packages edited: check --no-cache | go list -export', cold, allowed(cold));
    if (peer) printPair('all packages edited: heapcheck | go build -gcflags=-m=2', comparePairs(peer, peerBare, { pairs: 3, before }));
    if (module !== gin) continue;
    const edit = { pairs: 9, before: createEdit(path.join(root, 'context.go')) };
    const after = comparePairs(cached, build, edit);
    printPair('one file edited: check | go build ./...', after, 1.5 * after.b);
    printPair('one file edited: check --no-cache | go build ./...', comparePairs(check, build, edit));
    printPair('one file edited: go list -export | go build ./...', comparePairs(bare, build, edit));
  }
});
