import * as fs from 'node:fs';
import { expect } from 'vitest';
import { at, clone, installs, nothing, setUp, write } from '../support/small-clone.ts';

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

clone('of two at the same time one installs, and both end well', async () => {
  const [a, b] = await Promise.all([setUp(), setUp()]);
  expect([a.code, b.code, installs()]).toEqual([0, 0, 1]);
});
