import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { installInto, ownVersion, packInto, plainEnv } from '../support/pack.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { run } from '../support/run.ts';

const floor = '20.19.0';
const scratch = outsideFolder('floor');
afterAll(scratch.remove);

test(`the packed package runs on Node ${floor}, the oldest that package.json allows`, async () => {
  const { tarball } = await packInto(scratch.path);
  const user = path.join(scratch.path, 'user');
  mkdirSync(user);
  await installInto(user, [tarball, `node@${floor}`]); // the registry's package `node` brings the program itself
  const node = path.join(user, 'node_modules/node/bin/node');
  const stackward = (...args: string[]) =>
    run(node, [path.join(user, 'node_modules/stackward/bin/stackward.js'), ...args], { cwd: user, env: plainEnv(), timeout: 600_000 });

  expect((await run(node, ['--version'], { cwd: user })).stdout).toBe(`v${floor}\n`);
  expect(await stackward('--version')).toMatchObject({ code: 0, stdout: expect.stringContaining(ownVersion()) });
  const check = await stackward('check', '-C', path.join(root, 'examples/shop'));
  expect(check.code, check.stderr).toBe(0);
  expect(check.stdout).toMatch(/\d+ sites/);
  expect(check.stderr).not.toContain('Warning');
});
