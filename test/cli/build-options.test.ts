import { describe, expect, test } from 'vitest';
import { mergeConfig } from '../../src/cli/apply-config.ts';
import { listBuilds, oneBuild } from '../../src/cli/build-options.ts';
import { parseCommand } from '../../src/cli/parse.ts';
import { sessionOptions } from '../../src/cli/settings.ts';
import type { Config } from '../../src/config/settings.ts';

const builds = async (...argv: string[]): Promise<unknown[]> =>
  listBuilds(await parseCommand(['check', ...argv])).map(({ label, options: { goos, goarch, tags } }) => [label, goos, goarch, tags]);

describe('which builds are meant', () => {
  test('one, without a label, unless a list has several', async () => {
    expect(await builds()).toEqual([['', undefined, undefined, undefined]]);
    expect(await builds('--goarch', 'arm64', '--goos', 'linux', '--tags', 'a,b')).toEqual([['', 'linux', 'arm64', 'a,b']]);
    expect(await builds('--goarch', 'arm64,,arm64 ')).toEqual([['', undefined, 'arm64', undefined]]);
  });

  test('each architecture, labelled with what tells them apart', async () => {
    expect(await builds('--goarch', 'amd64,arm64', '--goos', 'linux')).toEqual([
      ['amd64', 'linux', 'amd64', undefined],
      ['arm64', 'linux', 'arm64', undefined],
    ]);
  });

  test('each with each, tags once for each time that they are given', async () => {
    expect(await builds('--goos', 'linux,windows', '--goarch', 'amd64,386', '--tags=', '--tags', 'a,b')).toEqual(
      ['linux', 'windows'].flatMap((goos) =>
        ['amd64', '386'].flatMap((goarch) => [
          [`${goos}/${goarch} without tags`, goos, goarch, ''],
          [`${goos}/${goarch} -tags=a,b`, goos, goarch, 'a,b'],
        ]),
      ),
    );
  });
});

describe('a command for one build', () => {
  const explain = (config: Config, ...argv: string[]): Promise<ReturnType<typeof oneBuild>> =>
    parseCommand(['explain', ...argv]).then((asked) => oneBuild(mergeConfig(asked, { config, folder: '/m', file: '' }, '/m')));

  test('flags for several are refused', async () => {
    await expect(explain({}, '--goarch', 'amd64,arm64')).rejects.toMatchObject({
      code: 'several-builds',
      args: { what: 'stackward explain', builds: 'amd64, arm64' },
    });
    await expect(explain({}, '--tags', 'a', '--tags', 'b')).rejects.toMatchObject({ code: 'several-builds' });
  });

  test('of a list in the configuration, which is there for check, the first is taken', async () => {
    expect(await explain({ goarch: ['arm64', 'amd64'], tags: ['a', 'b'] })).toMatchObject({ goarch: 'arm64', tags: 'a,b' });
    expect(await explain({ goarch: ['arm64', 'amd64'] }, '--goarch', '386')).toMatchObject({ goarch: '386' });
  });
});

test.each(['', '-x', 'a=b', 'a b'])('--deps %j is no pattern', async (pattern) => {
  const asked = await parseCommand(['check', `--deps=${pattern}`]);
  expect(() => sessionOptions(asked)).toThrow('flag-value');
});
