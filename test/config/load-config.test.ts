import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createFakeHost } from '../support/fake-host.ts';

const tests = '{"tests": true}';

describe('where the file is looked for', () => {
  test.each<[string, Record<string, string>, string, Record<string, string>, string | undefined]>([
    ['at the module root, from a folder below', { '/m/go.mod': '', '/m/stackward.jsonc': tests }, '/m/a/b', {}, '/m'],
    ['as stackward.json', { '/m/go.mod': '', '/m/stackward.json': tests }, '/m', {}, '/m'],
    ['not between root and here', { '/m/go.mod': '', '/m/a/stackward.jsonc': tests }, '/m/a', {}, undefined],
    ['not above the root', { '/stackward.jsonc': tests, '/m/go.mod': '' }, '/m', {}, undefined],
    ['not outside of a module', { '/x/stackward.jsonc': tests }, '/x', {}, undefined],
    ['beside go.work', { '/w/go.work': '', '/w/m/go.mod': '', '/w/stackward.jsonc': tests }, '/w/m', {}, '/w'],
    ['beside go.work, where no module is around', { '/w/go.work': '', '/w/m/go.mod': '', '/w/stackward.jsonc': tests }, '/w', {}, '/w'],
    [
      'at the module root before go.work',
      { '/w/go.work': '', '/w/m/go.mod': '', '/w/stackward.jsonc': '{', '/w/m/stackward.jsonc': tests },
      '/w/m',
      {},
      '/w/m',
    ],
    [
      'not beside go.work with GOWORK=off',
      { '/w/go.work': '', '/w/m/go.mod': '', '/w/stackward.jsonc': tests },
      '/w/m',
      { GOWORK: 'off' },
      undefined,
    ],
    [
      'beside the go.work that GOWORK names',
      { '/e/go.work': '', '/e/stackward.jsonc': tests, '/m/go.mod': '' },
      '/m',
      { GOWORK: '/e/go.work' },
      '/e',
    ],
  ])('%s', async (_name, files, cwd, env, folder) => {
    const loaded = await loadConfig(createFakeHost({ files, env, cwd }), cwd);
    expect(loaded).toEqual(
      folder === undefined
        ? undefined
        : { config: { tests: true }, folder, file: expect.stringContaining(`${folder}/stackward.json`) as unknown },
    );
  });

  test('a named file, relative to where one stands, wins over the one of the module', async () => {
    const host = createFakeHost({ files: { '/m/go.mod': '', '/m/stackward.jsonc': '{', '/m/ci/strict.jsonc': tests }, cwd: '/m/ci' });
    expect(await loadConfig(host, '/m/ci', 'strict.jsonc')).toEqual({
      config: { tests: true },
      folder: '/m/ci',
      file: '/m/ci/strict.jsonc',
    });
    await expect(loadConfig(host, '/m/ci', 'other.jsonc')).rejects.toMatchObject({ code: 'config-missing', args: { file: 'other.jsonc' } });
  });
});

test('two files in one folder, and bytes that are no text, are refused', async () => {
  const two = createFakeHost({ files: { '/m/go.mod': '', '/m/stackward.jsonc': '{}', '/m/stackward.json': '{}' }, cwd: '/m' });
  await expect(loadConfig(two, '/m')).rejects.toMatchObject({ code: 'config-two', args: { files: 'stackward.jsonc, stackward.json' } });
  const host = createFakeHost({ files: { '/m/go.mod': '', '/m/stackward.jsonc': '' }, cwd: '/m' });
  const bytes = { ...host, files: { ...host.files, readIfThere: async () => Uint8Array.of(0x7b, 0xff, 0x7d) } };
  await expect(loadConfig(bytes, '/m')).rejects.toMatchObject({ code: 'config-encoding', args: { file: 'stackward.jsonc' } });
});

test('an error names the file as it is seen from where one stands', async () => {
  const host = createFakeHost({ files: { '/m/go.mod': '', '/m/stackward.jsonc': '{"x": 1}' }, cwd: '/m/a' });
  await expect(loadConfig(host, '/m/a')).rejects.toMatchObject({
    code: 'config-key',
    args: { file: '../stackward.jsonc', line: 1, column: 2 },
  });
});
