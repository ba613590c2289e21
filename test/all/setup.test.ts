/** What tools/setup.mjs mends, besides what test/tools/setup.test.ts holds. */
import * as fs from 'node:fs';
import { expect } from 'vitest';
import { run } from '../support/run.ts';
import { at, buildTime, clone, folder, installs, nothing, setUp, write } from '../support/small-clone.ts';

clone('deleted output, whole or in part, is written again; output without a source goes', async () => {
  await setUp();
  fs.rmSync(at('dist/a'), { recursive: true });
  await setUp();
  expect(fs.existsSync(at('dist/a/two.js'))).toBe(true);
  fs.rmSync(at('dist'), { recursive: true });
  await setUp();
  expect(fs.existsSync(at('dist/index.js'))).toBe(true);
  write('src/index.ts', 'export const four = 4;\n');
  write('src/cli/main.ts', 'export const six = 6;\n');
  fs.rmSync(at('src/a/two.ts'));
  await setUp();
  expect(fs.existsSync(at('dist/a/two.js'))).toBe(false);
});

clone('what is published is made too, and again when a file of it is gone', async () => {
  await setUp();
  const published = fs.readdirSync(at('dist/bundle')).toSorted();
  expect(published).toEqual(expect.arrayContaining(['cli.js', 'index.js']));
  expect(((await import(at('dist/bundle/index.js'))) as { four: number }).four).toBe(4);
  fs.rmSync(at('dist/bundle/cli.js'));
  await setUp();
  expect(fs.readdirSync(at('dist/bundle')).toSorted()).toEqual(published);
  expect(await setUp()).toEqual(nothing);
});

clone('packages behind a link are left alone: `npm ci` would empty the folder that others use', async () => {
  await setUp();
  fs.renameSync(at('node_modules'), at('shared'));
  fs.symlinkSync(at('shared'), at('node_modules'));
  expect(await setUp()).toEqual(nothing);
  write('package-lock.json', '{ }');
  expect(await setUp()).toMatchObject({ code: 3, stderr: expect.stringContaining('node_modules is a link') });
  expect([installs(), fs.readdirSync(at('shared')).includes('typescript')]).toEqual([1, true]);
});

clone('a source that was only touched costs one build, not one at each start', async () => {
  await setUp();
  fs.utimesSync(at('src/index.ts'), new Date(), new Date());
  const before = buildTime();
  await setUp();
  const after = buildTime();
  expect(after).toBeGreaterThan(before);
  await setUp();
  expect(buildTime()).toBe(after);
});

clone('a check of types does not pass for a build', async () => {
  await setUp();
  write('src/a/two.ts', 'export const two = 22;\n');
  await run(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', '.', '--noEmit'], { cwd: folder() });
  await setUp();
  expect(fs.readFileSync(at('dist/a/two.js'), 'utf8')).toContain('22');
});

clone('the lock of a process that is gone is taken away', async () => {
  fs.mkdirSync(at('.setup.lock'));
  const gone = await run(process.execPath, ['-p', 'process.pid'], { cwd: folder() });
  write('.setup.lock/pid', gone.stdout.trim());
  expect((await setUp()).code).toBe(0);
  expect(fs.existsSync(at('.setup.lock'))).toBe(false);
});
