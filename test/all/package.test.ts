/** What the judges of packages say of ours. */
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packForUser, plainEnv } from '../support/pack.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { run } from '../support/run.ts';

const scratch = outsideFolder('judged-package');
let packed: Awaited<ReturnType<typeof packForUser>>;

beforeAll(async () => {
  packed = await packForUser(scratch.path);
}, 300_000);
afterAll(scratch.remove);

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: packed.installed, level: 'suggestion', strict: true });
  expect(messages.map((message) => formatMessage(message, pkg ?? {}))).toEqual([]);
});

test('types resolve for users of ES modules', async () => {
  const attw = path.join(root, 'node_modules/.bin/attw');
  const { code, stdout, stderr } = await run(attw, [packed.tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'], {
    cwd: scratch.path,
    env: plainEnv(),
  });
  expect(code, stdout + stderr).toBe(0);
});
