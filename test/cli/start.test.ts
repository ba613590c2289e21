import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// Which modules a command loads, as V8's coverage lists them: each costs at every start.
const scratch = outsideFolder('start');
afterAll(scratch.remove);
writeFileSync(path.join(scratch.path, 'go.mod'), 'module example.test/start\n');
writeFileSync(path.join(scratch.path, 'stackward.jsonc'), '{ broken');

async function modulesLoaded(args: readonly string[], cwd = scratch.path): Promise<string[]> {
  const folder = path.join(scratch.path, `coverage-${args.join('-').replaceAll('/', '')}`);
  mkdirSync(folder);
  await runCli(args, { cwd, env: { PATH: '', NODE_V8_COVERAGE: folder } });
  const urls = readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
  });
  return [...new Set(urls.map((url) => path.relative(root, fileURLToPath(url)).replaceAll('\\', '/')))].toSorted();
}

test('--version and --help load next to nothing, whatever configuration lies there', async () => {
  const start = ['bin/stackward.js', 'dist/base/user-error.js', 'dist/cli/io.js', 'dist/cli/main.js'];
  expect(await modulesLoaded(['--version'])).toEqual([...start, 'dist/host/package-version.js'].toSorted());
  const help = [
    ...start,
    'dist/cli/flags.js',
    'dist/cli/help.js',
    'dist/config/settings.js',
    'dist/model/causes.js',
    'dist/model/list-keys.js',
    'dist/view/wrap.js',
  ].toSorted();
  expect(await modulesLoaded(['--help'])).toEqual(help);
  expect(await modulesLoaded(['check', '--help'])).toEqual([...help, 'dist/cli/parse.js'].toSorted());
});

test('the readers of configuration are loaded where there is one, and only there', async () => {
  const readers = /jsonc-parser|valibot|config\/(read-config|config-schema)/;
  expect((await modulesLoaded(['check'])).filter((name) => readers.test(name)).length).toBeGreaterThanOrEqual(4);
  expect((await modulesLoaded(['check', '--no-config'])).filter((name) => readers.test(name))).toEqual([]);
  expect((await modulesLoaded(['check', '-q'], path.dirname(scratch.path))).filter((name) => readers.test(name))).toEqual([]);
});
