// How the whole of `check` grows: 1 ×, 4 × and 16 × as many packages, and one package of 1 ×, 4 × and 16 × as many lines, all compiled before.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createBareList, createCheck } from './lib/commands.mjs';
import { comparePairs } from './lib/measure.mjs';
import { withScratch } from './lib/modules.mjs';

const steps = [1, 4, 16];
/** Functions of a package, ten lines each, that allocate in four ways. */
const functions = 150;

withScratch((scratch) => {
  const shapes = {
    packages: (root, times) => writePackages(root, times, functions),
    lines: (root, times) => writePackages(root, 1, functions * times),
  };
  for (const [name, write] of Object.entries(shapes)) {
    const taken = steps.map((times) => measure(path.join(scratch, `${name}${times}`), times, name, write));
    // What each further time takes, so that what is paid once does not hide it.
    const further = (from, to) => (taken[to] - taken[from]) / (steps[to] - steps[from]);
    const [early, late] = [further(0, 1), further(1, 2)];
    console.log(
      `    each further time ${early.toFixed(1)} ms up to 4 ×, then ${late.toFixed(1)} ms: linear or better ${late <= early * 1.3 ? 'held' : 'MISSED'}`,
    );
  }
});

function measure(root, times, name, write) {
  write(root, times);
  const bare = createBareList(root);
  bare();
  const check = createCheck(root, root);
  const { a } = comparePairs(check, bare, { pairs: 5 });
  console.log(`${String(times).padStart(3)} × the ${name.padEnd(9)} ${a.toFixed(0).padStart(6)} ms`);
  return a;
}

function writePackages(root, packages, count) {
  mkdirSync(root, { recursive: true });
  writeFileSync(path.join(root, 'go.mod'), 'module example.com/growth\n\ngo 1.22\n');
  for (let index = 0; index < packages; index++) {
    const folder = path.join(root, `p${index}`);
    mkdirSync(folder);
    const bodies = Array.from({ length: count }, (_, n) => writeFunction(n));
    writeFileSync(path.join(folder, 'p.go'), `package p${index}\n\ntype T struct{ name string }\n\n${bodies.join('\n')}`);
  }
}

function writeFunction(n) {
  return `func F${n}(names []string, by map[string]*T) (all []*T, f func() int) {
\tfor i, name := range names {
\t\tone := &T{name: name + "${n}"}
\t\tby[name] = one
\t\tall = append(all, one)
\t\tf = func() int { return i }
\t}
\treturn all, f
}
`;
}
