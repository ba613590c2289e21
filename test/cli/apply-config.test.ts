import { describe, expect, test } from 'vitest';
import { applyConfig, mergeConfig } from '../../src/cli/apply-config.ts';
import { oneBuild } from '../../src/cli/build-options.ts';
import { commandNames } from '../../src/cli/commands.ts';
import { flagsOf } from '../../src/cli/flags.ts';
import { parseCommand } from '../../src/cli/parse.ts';
import { settings, type Config } from '../../src/config/settings.ts';
import type { Options } from '../../src/engine/options.ts';
import { createFakeHost } from '../support/fake-host.ts';

async function options(config: Config, argv: readonly string[], cwd = '/m', folder = '/m'): Promise<Options> {
  return oneBuild(mergeConfig(await parseCommand(['check', ...argv]), { config, folder, file: '' }, cwd));
}

test('each setting but packages and policy is a flag of some command, of the same kind of value', () => {
  const flags = commandNames.flatMap((name) => flagsOf(name));
  for (const { name } of settings)
    expect([name, ['packages', 'policy'].includes(name) || flags.some((flag) => flag.name === name)]).toEqual([name, true]);
});

describe('flags win over settings, settings over defaults', () => {
  test('a setting fills in what no flag says', async () => {
    const config = { packages: ['./a'], tests: true, tags: ['x', 'y'], goos: 'js', goarch: 'wasm', gcflags: ['-l', 'all=-N'] };
    expect(await options(config, [])).toEqual({
      patterns: ['./a'],
      tests: true,
      tags: 'x,y',
      goos: 'js',
      goarch: 'wasm',
      gcflags: ['-l', 'all=-N'],
    });
    expect(await options({ tags: 'x,y' }, [])).toEqual({ patterns: [], tags: 'x,y' });
    expect(await options({}, [])).toEqual({ patterns: [] });
  });

  test('a flag replaces it, a list as a whole; =false switches off', async () => {
    const config = { packages: ['./a'], tests: true, tags: 'x', gcflags: ['-l'] };
    expect(await options(config, ['--tags', 'z', '--gcflags=-N', '--tests=false', './b'])).toEqual({
      patterns: ['./b'],
      tags: 'z',
      gcflags: ['-N'],
    });
    expect(await options({ tests: false }, ['--tests'])).toEqual({ patterns: [], tests: true });
    expect(await options({ tags: 'x' }, ['--tags='])).toEqual({ patterns: [], tags: '' });
  });
});

test('folders in the file are relative to it, wherever one stands', async () => {
  const config = {
    packages: ['./...', './cmd/x', '../other/...', 'std', 'ex.com/m/...'],
    gcflags: ['./hot/...=-l -N', '-d=checkptr=0', 'all=-l'],
  };
  expect(await options(config, [], '/m/internal/store')).toEqual({
    patterns: ['../../...', '../../cmd/x', '../../../other/...', 'std', 'ex.com/m/...'],
    gcflags: ['../../hot/...=-l -N', '-d=checkptr=0', 'all=-l'],
  });
  expect((await options(config, [], '/m')).patterns).toEqual(['./...', './cmd/x', '../other/...', 'std', 'ex.com/m/...']);
});

test('arguments that are no packages are left alone', async () => {
  const asked = await parseCommand(['debug', 'analyze']);
  expect(mergeConfig(asked, { config: { packages: ['./a'] }, folder: '/m', file: '' }, '/m').arguments).toEqual([]);
});

describe('which file', () => {
  const host = createFakeHost({
    files: { '/m/go.mod': '', '/m/stackward.jsonc': '{"goos": "js"}', '/m/sub/o.jsonc': '{"goos": "plan9"}' },
    cwd: '/m/sub',
  });
  const goos = async (...argv: string[]): Promise<string | undefined> =>
    (await applyConfig(await parseCommand(['check', ...argv]), host)).texts.get('goos');

  test('the module’s, a named one, none', async () => {
    expect(await goos()).toBe('js');
    expect(await goos('--config', 'o.jsonc')).toBe('plan9');
    expect(await goos('-C', '..', '--config=sub/o.jsonc')).toBe('plan9');
    expect(await goos('--no-config')).toBeUndefined();
    expect(await goos('--goos', 'aix')).toBe('aix');
    expect(await goos('-C', '/elsewhere')).toBeUndefined();
  });

  test('a named one and none contradict each other', async () => {
    await expect(goos('--config', 'o.jsonc', '--no-config')).rejects.toMatchObject({ code: 'flags-together' });
  });
});
