import * as fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root, scratchFolder } from '../support/repo.ts';
import type { Scratch } from '../support/repo.ts';
import { run } from '../support/run.ts';
import { isWindows } from '../support/system.ts';
import type { RunOutput } from '../support/run.ts';

// A clone in small: a command line, a library, a page, a module of theirs, the repository's compiler and bundler, and a stand-in for npm that "installs" by a link to it and keeps a log.
let scratch: Scratch;
const at = (file: string): string => path.join(scratch.path, file);
const write = (file: string, text: string): void => fs.writeFileSync(at(file), text);
const installs = (): number => (fs.existsSync(at('npm.log')) ? fs.readFileSync(at('npm.log'), 'utf8').trimEnd().split('\n').length : 0);
const buildTime = (): number => fs.statSync(at('node_modules/.stackward-build')).mtimeMs;
const nothing: RunOutput = { code: 0, stdout: '', stderr: '' };

beforeEach(() => {
  scratch = scratchFolder('setup');
  for (const folder of ['tools', 'src/a', 'src/cli', 'web/style', 'fake']) fs.mkdirSync(at(folder), { recursive: true });
  for (const tool of ['tools/setup.mjs', 'tools/bundle.mjs', 'tools/bundle-page.mjs']) fs.cpSync(path.join(root, tool), at(tool));
  fs.cpSync(path.join(root, 'tsconfig.json'), at('tsconfig.json'));
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', '{}');
  write('src/index.ts', `import { two } from './a/two.ts';\nexport const four: number = two + two;\n`);
  write('src/cli/main.ts', `import { two } from '../a/two.ts';\nexport const six: number = two * 3;\n`);
  write('web/main.tsx', `import { two } from '../src/a/two.ts';\ndocument.title = String(two);\n`);
  write('web/tsconfig.json', '{}');
  write('web/style/page.css', 'body {}');
  write('src/a/two.ts', 'export const two = 2;\n');
  write(
    'fake/npm',
    `#!/bin/sh
echo "$* omit=$npm_config_omit prefix=$npm_config_prefix" >> '${at('npm.log')}'
echo "npm says hello"
if [ -e '${at('npm-fails')}' ]; then exit 1; fi
rm -rf node_modules; mkdir -p node_modules/@types; sleep 0.3
for name in typescript @types/node undici-types rolldown; do ln -s "${root}/node_modules/$name" "node_modules/$name"; done
`,
  );
  fs.chmodSync(at('fake/npm'), 0o755);
});
afterEach(() => scratch.remove());

/** The npm that plays along here is a script with `#!`. */
const clone = test.skipIf(isWindows);

function setUp(env: NodeJS.ProcessEnv = {}, cwd = scratch.path): Promise<RunOutput> {
  const { npm_execpath: _, ...own } = process.env;
  const all = { ...own, PATH: `${at('fake')}${path.delimiter}${own['PATH']}`, ...env };
  return run(process.execPath, [at('tools/setup.mjs')], { cwd, env: all });
}

clone('an empty clone, from a subfolder: installed without the settings of the npm that runs us, built, silent on stdout', async () => {
  const first = await setUp({ npm_config_omit: 'dev', npm_config_prefix: '/nowhere' }, at('src'));
  expect(first).toMatchObject({ code: 0, stdout: '' });
  expect(first.stderr).toContain('npm says hello');
  expect(fs.readFileSync(at('npm.log'), 'utf8')).toBe('ci --include=dev --no-audit --no-fund --loglevel=error omit= prefix=\n');
  expect(fs.existsSync(at('dist/index.js')) && fs.existsSync(at('dist/a/two.d.ts'))).toBe(true);
  expect(await setUp()).toEqual(nothing);
});

clone('another lockfile or a removed node_modules is installed again', async () => {
  await setUp();
  write('package-lock.json', '{ }');
  await setUp();
  fs.rmSync(at('node_modules'), { recursive: true });
  await setUp();
  expect(installs()).toBe(3);
});

clone('a failed install ends with 3 and one sentence, and is tried again', async () => {
  write('npm-fails', '');
  const { code, stderr } = await setUp();
  expect([code, stderr]).toEqual([3, expect.stringContaining('npm ci failed')]);
  fs.rmSync(at('npm-fails'));
  expect((await setUp()).code).toBe(0);
});

clone('broken source ends with 3 each time until it is mended', async () => {
  write('src/a/two.ts', 'export const two = ;\n');
  for (const _turn of [1, 2]) {
    const { code, stderr } = await setUp();
    expect([code, stderr]).toEqual([3, expect.stringMatching(/two\.ts.*error TS[\s\S]*the build failed/)]);
  }
  write('src/a/two.ts', 'export const two = 2;\n');
  expect(await setUp()).toEqual(nothing);
});

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
  await run(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', '.', '--noEmit'], { cwd: scratch.path });
  await setUp();
  expect(fs.readFileSync(at('dist/a/two.js'), 'utf8')).toContain('22');
});

clone('of two at the same time one installs, and both end well', async () => {
  const [a, b] = await Promise.all([setUp(), setUp()]);
  expect([a.code, b.code, installs()]).toEqual([0, 0, 1]);
});

clone('the lock of a process that is gone is taken away', async () => {
  fs.mkdirSync(at('.setup.lock'));
  const gone = await run(process.execPath, ['-p', 'process.pid'], { cwd: scratch.path });
  write('.setup.lock/pid', gone.stdout.trim());
  expect((await setUp()).code).toBe(0);
  expect(fs.existsSync(at('.setup.lock'))).toBe(false);
});
