// The whole of `stackward check --profile` on a raw profile of some 25 MB, join and build included, against `go tool pprof -top` on it, in pairs A B A B.
// Target: faster than pprof.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bin } from './lib/commands.mjs';
import { makeProfile } from './lib/made-profile.mjs';
import { comparePairs, milliseconds, printPair } from './lib/measure.mjs';
import { withScratch } from './lib/modules.mjs';

const samples = 270_000;
const functions = 2_000;

withScratch((scratch) => {
  const root = path.join(scratch, 'module');
  mkdirSync(root);
  writeFileSync(path.join(root, 'go.mod'), 'module example.com/made\n\ngo 1.22\n');
  // Each function has three lines and a blank one; the second allocates, and calls whatever is on the stacks below it.
  const head = ['package made', '', 'var (', '\tKept *[4]int', '\tNext func()', ')', ''];
  const body = Array.from({ length: functions }, (_, row) => [`func F${row}() {`, '\tKept = &[4]int{}; Next()', '}', '']).flat();
  writeFileSync(path.join(root, 'made.go'), [...head, ...body].join('\n'));
  const own = Array.from({ length: functions }, (_, row) => {
    const first = head.length + 1 + 4 * row;
    return { name: `example.com/made.F${row}`, file: '/src/made/made.go', first, line: first + 1 };
  });
  const profile = path.join(scratch, 'heap.pb');
  writeFileSync(profile, makeProfile(samples, own));
  console.log(`${samples} samples, ${(statSync(profile).size / 1e6).toFixed(1)} MB raw`);
  const options = { cwd: root, env: { ...process.env, XDG_CACHE_HOME: path.join(scratch, 'cache') } };
  const check = () => milliseconds(process.execPath, [bin, 'check', '--quiet', '--profile', profile, './...'], options);
  const pprof = () => milliseconds('go', ['tool', 'pprof', '-top', profile], options);
  const pair = comparePairs(check, pprof, { pairs: 3 });
  printPair('check --profile | go tool pprof -top', pair, pair.b);
});
