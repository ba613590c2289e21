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
  const start = ['bin/stackward.js', 'dist/bundle/cli.js', 'dist/bundle/main.js'];
  expect(await modulesLoaded(['--version'])).toEqual(start);
  const help = [...start, 'dist/bundle/help.js', 'dist/bundle/rolldown-runtime.js'];
  expect(await modulesLoaded(['--help'])).toEqual(help.toSorted());
});

test('check loads six files of ours up to the first Go command', async () => {
  const files = (await modulesLoaded(['check', '-q'], path.dirname(scratch.path))).filter((name) => name.startsWith('dist/'));
  // `show` was asked for while that command ran, the readers when there is something to read; here there is no Go, so nothing is loaded after it.
  // What only --where, a suggestion or the width of a shown line needs is not among them.
  expect(files).toEqual(['cli', 'help', 'main', 'rolldown-runtime', 'show', 'start'].map((name) => `dist/bundle/${name}.js`));
});

test('the readers of configuration are loaded where there is one, and only there', async () => {
  const readers = /jsonc-parser|valibot|read-config/;
  expect((await modulesLoaded(['check'])).filter((name) => readers.test(name)).length).toBeGreaterThanOrEqual(3);
  expect((await modulesLoaded(['check', '--no-config'])).filter((name) => readers.test(name))).toEqual([]);
  expect((await modulesLoaded(['check', '-q', '--all'], path.dirname(scratch.path))).filter((name) => readers.test(name))).toEqual([]);
});
