import { describe, expect, test } from 'vitest';
import { mergeConfig } from '../../src/cli/apply-config.ts';
import { compareBuilds, type AskedBuilds } from '../../src/cli/compare-builds.ts';
import { parseCommand } from '../../src/cli/parse.ts';
import type { Config } from '../../src/config/settings.ts';

async function asked(argv: readonly string[], config: Config = {}): Promise<AskedBuilds> {
  return compareBuilds(mergeConfig(await parseCommand(['compare', ...argv]), { config, folder: '/m', file: '' }, '/m'));
}
const builds = async (argv: readonly string[], config?: Config): Promise<unknown[]> =>
  (await asked(argv, config)).builds.map(({ label, options: { patterns: _, ...options }, revision }) => [
    label,
    revision === undefined ? options : { ...options, revision },
  ]);

describe('what is compared', () => {
  test('several values of one flag are the columns, in their order', async () => {
    expect(await builds(['--go', '1.24.13, go1.26.8', './...'])).toEqual([
      ['go1.24.13', { go: '1.24.13' }],
      ['go1.26.8', { go: 'go1.26.8' }],
    ]);
    expect(await builds(['--goarch', '386,arm64', '--goos', 'linux'])).toEqual([
      ['linux/386', { goos: 'linux', goarch: '386' }],
      ['linux/arm64', { goos: 'linux', goarch: 'arm64' }],
    ]);
    expect(await builds(['--tags=', '--tags', 'a,b'])).toEqual([
      ['without tags', { tags: '' }],
      ['-tags=a,b', { tags: 'a,b' }],
    ]);
    expect(await builds(['--pgo', 'cpu.pprof,off'])).toEqual([
      ['-pgo=cpu.pprof', { pgo: 'cpu.pprof' }],
      ['-pgo=off', { pgo: 'off' }],
    ]);
    expect(await builds(['--pgo-inline-budget', '500,2000'])).toEqual([
      ['PGO budget 500', { gcflags: ['-d=pgoinlinebudget=500'] }],
      ['PGO budget 2000', { gcflags: ['-d=pgoinlinebudget=2000'] }],
    ]);
    expect(await builds(['--rev', 'v1,HEAD'])).toEqual([
      ['v1', { revision: 'v1' }],
      ['HEAD', { revision: 'HEAD' }],
    ]);
  });

  test('a single value stands beside the plain build; a single revision before the working tree', async () => {
    expect(await builds(['--race'])).toEqual([
      ['plain', {}],
      ['-race', { race: true }],
    ]);
    expect(await builds(['--race', '--go', '1.24'])).toEqual([
      ['plain', {}],
      ['go1.24 -race', { go: '1.24', race: true }],
    ]);
    expect(await builds(['--rev', 'v1', '--race'])).toEqual([
      ['v1', { revision: 'v1', race: true }],
      ['working tree', { race: true }],
    ]);
  });

  test('compiler flags are held against the plain build each; flags for the same packages become one value', async () => {
    expect(await builds(['--gcflags=-l', '--gcflags=-N'])).toEqual([
      ['plain', {}],
      ['-l', { gcflags: ['-l'] }],
      ['-N', { gcflags: ['-N'] }],
    ]);
    expect(await builds(['--pgo-inline-budget', '500', '--gcflags=-l'])).toEqual([
      ['plain', {}],
      ['PGO budget 500 -l', { gcflags: ['-d=pgoinlinebudget=500 -l'] }],
    ]);
    expect(await builds(['--pgo-inline-budget', '500,900', '--gcflags=./a=-l'])).toMatchObject([
      ['PGO budget 500', { gcflags: ['./a=-l', '-d=pgoinlinebudget=500'] }],
      ['PGO budget 900', { gcflags: ['./a=-l', '-d=pgoinlinebudget=900'] }],
    ]);
  });

  test('of an upgrade a release that is not named is the installed one', async () => {
    expect(await builds(['--from', '1.24', '--to', '1.27'])).toEqual([
      ['go1.24', { go: '1.24' }],
      ['go1.27', { go: '1.27' }],
    ]);
    expect(await builds(['--to', '1.27'])).toEqual([
      ['installed Go', {}],
      ['go1.27', { go: '1.27' }],
    ]);
  });

  test('what holds for all stands beside a list; the configuration holds for all', async () => {
    expect(await builds(['--go', '1.24,1.26', '--race', '--tags', 'a'])).toEqual([
      ['go1.24', { go: '1.24', race: true, tags: 'a' }],
      ['go1.26', { go: '1.26', race: true, tags: 'a' }],
    ]);
    expect(await builds(['--race'], { tags: ['x'], gcflags: ['-d=checkptr'], goarch: ['arm64', 'amd64'], tests: true })).toEqual([
      ['plain', { tags: 'x', gcflags: ['-d=checkptr'], goarch: 'arm64', tests: true }],
      ['-race', { tags: 'x', gcflags: ['-d=checkptr'], goarch: 'arm64', tests: true, race: true }],
    ]);
  });

  test('flags that make a build again, without those of all', async () => {
    const { builds: columns } = await asked(['--go', '1.24,1.26', '--race']);
    expect(columns.map(({ flags }) => flags)).toEqual([
      ['--race', '--go=1.24'],
      ['--race', '--go=1.26'],
    ]);
    expect((await asked(['--gcflags=-l'])).builds.map(({ flags }) => flags)).toEqual([[], ['--gcflags=-l']]);
  });

  test.each([
    [['--go', '1.24,1.26'], 'sequence'],
    [['--from', '1.24', '--to', '1.26'], 'sequence'],
    [['--rev', 'a,b'], 'sequence'],
    [['--goarch', 'amd64,386'], 'star'],
    [['--gcflags=-l', '--gcflags=-N'], 'star'],
  ] as const)('%j is a %s', async (argv, order) => {
    expect((await asked(argv)).order).toBe(order);
  });
});

test.each([
  [[], 'compare-one-build'],
  [['--tests'], 'compare-one-build'],
  [['--go', '1.24,1.26', '--tags', 'a', '--tags', 'b'], 'compare-lists'],
  [['--gcflags=-l', '--gcflags=-N', '--goarch', 'amd64,386'], 'compare-lists'],
  [['--go', '1.24,1.24'], 'compare-twice'],
  [['--go', '1.24,go1.24'], 'compare-twice'],
  [['--tags', 'a', '--tags', 'a'], 'compare-twice'],
  [['--go', '1.24', '--from', '1.22'], 'flags-together'],
  [['--pgo-inline-budget', '5x'], 'flag-value'],
  [['--pgo-inline-budget', '1,2,3,4,5,6,7,8,9,10,11'], 'compare-many'],
])('%j is refused: %s', async (argv, code) => {
  await expect(asked(argv)).rejects.toMatchObject({ code });
});
