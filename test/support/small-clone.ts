import * as fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'vitest';
import { root, scratchFolder } from './repo.ts';
import type { Scratch } from './repo.ts';
import { run } from './run.ts';
import type { RunOutput } from './run.ts';
import { isWindows } from './system.ts';

/**
 * For tests of tools/setup.mjs; importing it makes a clone for each test of the file. A clone in small: a command line, a library, a page, a module of theirs, the repository's compiler and bundler, and a stand-in for npm that "installs" by a link to it and keeps a log.
 */
let scratch: Scratch;
/** The folder of the clone; another one in each test. */
export const folder = (): string => scratch.path;
export const at = (file: string): string => path.join(scratch.path, file);
export const write = (file: string, text: string): void => fs.writeFileSync(at(file), text);
export const installs = (): number =>
  fs.existsSync(at('npm.log')) ? fs.readFileSync(at('npm.log'), 'utf8').trimEnd().split('\n').length : 0;
export const buildTime = (): number => fs.statSync(at('node_modules/.stackward-build')).mtimeMs;
export const nothing: RunOutput = { code: 0, stdout: '', stderr: '' };

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
export const clone = test.skipIf(isWindows);

export function setUp(env: NodeJS.ProcessEnv = {}, cwd = scratch.path): Promise<RunOutput> {
  const { npm_execpath: _, ...own } = process.env;
  const all = { ...own, PATH: `${at('fake')}${path.delimiter}${own['PATH']}`, ...env };
  return run(process.execPath, [at('tools/setup.mjs')], { cwd, env: all });
}
