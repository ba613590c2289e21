import { describe, expect, test } from 'vitest';
import { listDifferences } from '../../../src/analysis/binary/list-differences.ts';
import type { BuildRecord } from '../../../src/model/executable.ts';
import type { Build } from '../../../src/model/report.ts';

const build: Build = {
  stackward: '0.0.0',
  go: 'go1.26.8',
  goos: 'linux',
  goarch: 'amd64',
  experiment: '',
  tags: ['a', 'b'],
  gcflags: '',
  race: false,
  cgo: true,
  tests: false,
  pgo: [],
  modules: [{ path: 'ex.com/m', dir: '.' }],
  prefix: '',
};
const settings = { GOOS: 'linux', CGO_ENABLED: '1', '-tags': 'b,a', '-compiler': 'gc' };
const record: BuildRecord = { go: 'go1.26.8', path: 'ex.com/m/cmd', main: { path: 'ex.com/m', version: '(devel)' }, modules: [], settings };
const differ = (other: Partial<BuildRecord>, here: Partial<Build> = {}, used = [{ path: 'ex.com/d', version: 'v1.0.0' }]): string[] =>
  listDifferences({ ...record, ...other }, 'amd64', { ...build, ...here }, used).map(
    ({ what, name, here: own, there, effect }) =>
      `${what}${name === undefined ? '' : ` ${name}`}: ${there} there, ${own} here${effect === 'none' ? ', no other code' : ''}`,
  );

describe('settings of a program and of an analysis', () => {
  test('the same: nothing is listed, in whatever order tags stand', () => expect(differ({})).toEqual([]));

  test.each([
    ['release and experiment', { go: 'go1.25.1 X:simd' }, {}, ['go: go1.25.1 there, go1.26.8 here', 'experiment: simd there,  here']],
    ['race detector', { settings: { ...settings, '-race': 'true' } }, {}, ['race: on there, off here']],
    ['race detector here', {}, { race: true }, ['race: off there, on here']],
    ['cgo', { settings: { ...settings, CGO_ENABLED: '0' } }, {}, ['cgo: off there, on here']],
    ['compiler flags', { settings: { ...settings, '-gcflags': 'all=-N -l' } }, {}, ['gcflags: all=-N -l there,  here']],
    ['PGO', { settings: { ...settings, '-pgo': '/src/m/cmd/default.pgo' } }, {}, ['pgo: default.pgo there,  here']],
    ['the same PGO', { settings: { ...settings, '-pgo': '/src/m/cmd/default.pgo' } }, { pgo: [{ file: 'cmd/default.pgo' }] }, []],
    ['-trimpath', { settings: { ...settings, '-trimpath': 'true' } }, {}, ['trimpath: on there, off here, no other code']],
    ['-asan here', {}, { goflags: ['-asan'] }, ['asan: off there, on here']],
    ['another module', { main: { path: 'ex.com/other', version: '' } }, {}, ['module: ex.com/other there, ex.com/m here']],
  ])('%s', (_what, other, here, expected) => expect(differ(other, here)).toEqual(expected));

  test('versions of dependencies, those that are replaced too; what this build does not use is not compared', () => {
    const modules = [
      { path: 'ex.com/d', version: 'v1.1.0' },
      { path: 'ex.com/unused', version: 'v9.0.0' },
    ];
    expect(differ({ modules })).toEqual(['dependency ex.com/d: v1.1.0 there, v1.0.0 here']);
    const replaced = [{ path: 'ex.com/d', version: 'v1.0.0', replace: { path: 'ex.com/fork', version: 'v2.0.0' } }];
    expect(differ({ modules: replaced })).toEqual(['dependency ex.com/d: ex.com/fork v2.0.0 there, v1.0.0 here']);
    expect(differ({ modules: replaced }, {}, [{ path: 'ex.com/d', version: 'ex.com/fork v2.0.0' }])).toEqual([]);
    const folder = [{ path: 'ex.com/d', version: 'v1.0.0', replace: { path: '../d', version: '' } }];
    expect(differ({ modules: folder }, {}, [{ path: 'ex.com/d', version: '../d' }])).toEqual([]);
  });

  test('a program that says nothing: only what is known without', () => {
    expect(differ({ settings: {}, go: 'go1.25.1' }, { race: true, tags: [] })).toEqual(['go: go1.25.1 there, go1.26.8 here']);
    expect(listDifferences({ go: '', modules: [], settings: {} }, 'arm64', build, [])).toEqual([
      { what: 'goarch', here: 'amd64', there: 'arm64', effect: 'code' },
    ]);
  });
});
