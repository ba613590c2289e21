import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownVersion, packForUser, plainEnv } from './support/pack.ts';
import { outsideFolder, root } from './support/repo.ts';
import { run } from './support/run.ts';

// The package as its users get it: packed, installed into an empty folder, run and imported there.
const scratch = outsideFolder('package');
let packed: Awaited<ReturnType<typeof packForUser>>;

beforeAll(async () => {
  packed = await packForUser(scratch.path);
}, 300_000);
afterAll(scratch.remove);

test('the command runs', async () => {
  const { code, stdout, stderr } = await run(path.join(packed.user, 'node_modules/.bin/stackward'), ['--version'], {
    cwd: packed.user,
    env: plainEnv(),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(ownVersion());
});

test('the library is imported', async () => {
  const { code, stdout, stderr } = await run(
    process.execPath,
    ['--input-type=module', '-e', `import * as library from 'stackward'; console.log(typeof library.createSession)`],
    { cwd: packed.user, env: plainEnv() },
  );
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'function\n', stderr: '' });
});

test("a user's wrong use of a type is reported, and nothing else, without skipLibCheck", async () => {
  writeFileSync(
    path.join(packed.user, 'use.ts'),
    `import { createSession } from 'stackward';\nexport const wrong: number = createSession;\n`,
  );
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', '', '--skipLibCheck', 'false'];
  const { stdout } = await run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), ...flags, 'use.ts'], {
    cwd: packed.user,
  });
  expect(stdout.split('\n').filter((line) => /error TS/.test(line))).toEqual([expect.stringMatching(/^use\.ts\(2,14\): error TS2322/)]);
});

test('the tarball holds what users need and no more', () => {
  const known =
    /^(package\.json|README\.md|LICENSE|bin\/stackward\.js|dist\/bundle\/[^/]+\.js(\.map)?|dist\/page\/page\.(js|css)|dist\/.+\.d\.ts|docs\/schema\/.+\.json)$/;
  expect(packed.files.filter((file) => !known.test(file))).toEqual([]);
  expect(packed.files).toEqual(
    expect.arrayContaining(['README.md', 'LICENSE', 'bin/stackward.js', 'dist/bundle/cli.js', 'dist/page/page.js', 'dist/index.d.ts']),
  );
});

test('no file of it names a folder of the machine that built it', () => {
  const telling = packed.files.filter((file) => readFileSync(path.join(packed.installed, file), 'utf8').includes(root));
  expect(telling).toEqual([]);
});

test('each file of types and each published module stands for sources, so that nothing stale is shipped', () => {
  const types = packed.files.filter((file) => file.endsWith('.d.ts')).map((file) => file.replace(/^dist\/(.*)\.d\.ts$/, 'src/$1.ts'));
  const maps = packed.files.filter((file) => file.endsWith('.js.map'));
  const bundled = maps.flatMap((file) => {
    const { sources } = JSON.parse(readFileSync(path.join(packed.installed, file), 'utf8')) as { sources: string[] };
    return sources.map((source) => path.posix.join(path.posix.dirname(file), source));
  });
  expect([types.length, bundled.length].every((count) => count > 100)).toBe(true);
  expect([...types, ...bundled].filter((source) => !source.startsWith('src/') || !existsSync(path.join(root, source)))).toEqual([]);
  expect(bundled.length, 'no module is shipped twice').toBe(new Set(bundled).size);
});
