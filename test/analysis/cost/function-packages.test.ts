import { expect, test } from 'vitest';
import { packagesOfFunctions } from '../../../src/analysis/cost/function-packages.ts';
import { chooseMain } from '../../../src/analysis/cost/main-package.ts';
import { createFileFinder } from '../../../src/analysis/cost/own-files.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { Package } from '../../../src/model/report.ts';
import { packageOfSymbol } from '../../../src/object/package-of-symbol.ts';
import { createProfileBuilder } from '../../../src/profile/profile-builder.ts';

const pkg = (path: string, name: string, ...files: string[]): Package => ({ path, name, dir: '.', module: 'ex.com/m', files, state: 'ok' });
const packages = [
  pkg('ex.com/m', 'main', 'main.go', 'oncefunc.go'),
  pkg('ex.com/m/cmd/m', 'main', 'cmd/m/main.go'),
  pkg('ex.com/m/buffer', 'buffer', 'buffer/pool.go'),
  pkg('ex.com/m/far', 'far', 'far/pool.go'),
];

function profile(functions: readonly (readonly [name: string, file: string, start?: number])[]): Profile {
  const builder = createProfileBuilder({
    types: [{ type: 'alloc_space', unit: 'bytes' }],
    periodType: { type: 'space', unit: 'bytes' },
    period: 1n,
  });
  for (const [index, [name, file]] of functions.entries())
    builder.sample([1n], [builder.location(BigInt(index + 1), [{ function: name, file, line: 1 }])], []);
  const built = builder.finish();
  for (const [row, [, , startLine = 0]] of functions.entries()) built.functions.startLines.near[row] = startLine;
  return built;
}

test('a literal that was inlined with its function belongs to the folder of its file', () => {
  const given = profile([
    ['ex.com/m/buffer.(*Pool).Get', '/src/m/buffer/pool.go'],
    ['ex.com/m/far.init.NewPool.func1', '/src/m/buffer/pool.go'],
    ['main.main', '/src/m/main.go'],
    ['main.main.func1', '/src/m/main.go'],
    // sync.OnceFunc, inlined; a file of ours has the same name.
    ['main.run.OnceFunc.func2', '/usr/local/go/src/sync/oncefunc.go'],
    ['main.run.NewPool.func3', '/src/m/far/pool.go'],
  ]);
  const find = createFileFinder(packages, 'ex.com/m');
  const owners = packagesOfFunctions(given, (name) => packageOfSymbol(name, 'main'), find);
  const files = owners.map((owner, row) => find(owner, given.strings[given.functions.files[row] ?? 0] ?? ''));
  expect(files).toEqual(['buffer/pool.go', 'buffer/pool.go', 'main.go', 'main.go', undefined, 'far/pool.go']);
});

test('of main packages the one whose functions begin where the profile says', () => {
  const written = new Map([
    ['main.go', [{ name: 'main', line: 5 }]],
    ['cmd/m/main.go', [{ name: 'main', line: 9 }]],
  ]);
  // The folder of the module has the name of the other program's.
  expect(chooseMain(packages, profile([['main.main', '/src/m/main.go', 5]]), written)).toBe('ex.com/m');
  expect(chooseMain(packages, profile([['main.main', '/src/m/main.go', 9]]), written)).toBe('ex.com/m/cmd/m');
  expect(chooseMain(packages, profile([['main.main', '/src/m/main.go']]), written)).toBe('ex.com/m');
  expect(chooseMain(packages, profile([['main.main', '/src/m/cmd/m/main.go']]), written)).toBe('ex.com/m/cmd/m');
  expect(chooseMain(packages, profile([['main.main', '_testmain.go', 5]]), written)).toBe(null);
});
