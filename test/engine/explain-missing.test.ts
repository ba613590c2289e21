import { describe, expect, test } from 'vitest';
import { whyNotCompiled } from '../../src/engine/explain-missing.ts';
import type { Build } from '../../src/model/report.ts';
import { readSource } from '../../src/source/read-source.ts';

const build: Build = {
  stackward: '0.0.0',
  go: 'go1.26.8',
  goos: 'linux',
  goarch: 'amd64',
  experiment: '',
  tags: ['blue'],
  gcflags: '',
  race: false,
  cgo: true,
  tests: false,
  pgo: [],
  modules: [{ path: 'ex.com/m', dir: '.' }],
  prefix: '',
};

function why(file: string, text = 'package p\n', change: Partial<Build> = {}): ReturnType<typeof whyNotCompiled> {
  const source = readSource(file, new TextEncoder().encode(text));
  return whyNotCompiled({ source, build: { ...build, ...change }, moduleFolders: ['.', 'tools'] });
}

describe('why a file is not compiled', () => {
  test.each([
    ['x_windows.go', 'windows', ['--goos windows']],
    ['x_arm64.go', 'arm64', ['--goarch arm64']],
    ['a/x_linux_arm64.go', 'linux/arm64', ['--goarch arm64']],
    ['x_windows_test.go', 'windows', ['--goos windows']],
  ])('its name: %s', (file, platform, flags) => expect(why(file)).toEqual({ by: 'file-name', platform, flags }));

  test.each([
    ['//go:build windows', ['--goos windows']],
    ['//go:build red', ['--tags blue,red']],
    ['//go:build red && arm64', ['--goarch arm64', '--tags blue,red']],
    ['//go:build blue && race', ['--race']],
    ['//go:build !linux', []],
    ['//go:build windows || darwin', []],
    ['//go:build !(linux && amd64)', []],
    ['//go:build go1.99', []],
    ['//go:build ignore', ['--tags blue,ignore']],
  ])('its constraint: %s', (constraint, flags) => {
    expect(why('x.go', `// Copyright.\n\n${constraint}\n\npackage p\n`)).toEqual({ by: 'constraint', constraint, flags });
  });

  test.each(['//go:build linux', '//go:build !windows && (blue || red)', '//go:build unix && go1.22', '//go:build cgo'])(
    'a constraint that holds is not the reason: %s',
    (constraint) => expect(why('x.go', `${constraint}\n\npackage p\n`)).toEqual({ by: 'not-named' }),
  );

  test('a test file, only without tests', () => {
    expect(why('x_test.go')).toEqual({ by: 'test-file' });
    expect(why('x_test.go', undefined, { tests: true })).toEqual({ by: 'not-named' });
  });

  test.each(['_x.go', 'a/_old/x.go', 'testdata/x.go', 'a/vendor/b/x.go', '.hidden/x.go'])('left out by Go: %s', (file) =>
    expect(why(file)).toEqual({ by: 'ignored-name' }),
  );

  test('cgo that is off, another module below', () => {
    expect(why('x.go', 'package p\n\nimport "C"\n', { cgo: false })).toEqual({ by: 'cgo' });
    expect(why('tools/x.go')).toEqual({ by: 'other-module', folder: 'tools' });
  });

  test('a plain name that only looks like a platform', () => {
    expect(why('linux.go')).toEqual({ by: 'not-named' });
    expect(why('x_windows_helper.go')).toEqual({ by: 'not-named' });
  });
});
