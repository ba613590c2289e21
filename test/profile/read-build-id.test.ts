import { expect, test } from 'vitest';
import { countersOf } from '../../src/engine/profile-counters.ts';
import { readBuildId } from '../../src/profile/read-build-id.ts';
import { parseBuildInfo } from '../../src/toolchain/read-build-info.ts';
import { elfWith } from './elf.ts';

const read = (bytes: Uint8Array): string | undefined => readBuildId((at, length) => bytes.subarray(at, at + length));

// Against what Go writes into a profile: test/engine/costs.go.test.ts.
test('the build id stands in a segment or a section, in either byte order', () => {
  for (const big of [false, true])
    for (const section of [false, true]) expect(read(elfWith([0xab, 0, 0x12, 0xff], { big, section }))).toBe('ab0012ff');
});

test('what is no ELF file, or is cut anywhere, has none', () => {
  const whole = elfWith([1, 2, 3, 4]);
  expect(read(new TextEncoder().encode('#!/bin/sh\n'.repeat(20)))).toBeUndefined();
  for (let length = 0; length < whole.length; length++) expect(read(whole.subarray(0, length))).toBeUndefined();
});

test('how a program was built', () => {
  const text =
    '/tmp/a: b/app: go1.26.8 X:nocoverageredesign\n\tpath\tex.com/m/cmd/app\n\tmod\tex.com/m\t(devel)\t\n\tbuild\t-ldflags="-X a=b"\n\tbuild\tGOOS=linux\n';
  expect(parseBuildInfo(text)).toEqual({
    go: 'go1.26.8',
    package: 'ex.com/m/cmd/app',
    settings: { '-ldflags': '"-X a=b"', GOOS: 'linux' },
  });
  expect(parseBuildInfo('')).toBeUndefined();
});

test('counters are those that all profiles have, added up, less those of the base', () => {
  const flag = { name: 'op', count: 3, from: 'flag' } as const;
  expect(
    countersOf(
      [
        ['requests=10', 'op=7', 'a note'],
        ['requests=20.5', 'op=1'],
      ],
      undefined,
      [flag],
    ),
  ).toEqual([flag, { name: 'requests', count: 30.5, from: 'comment' }]);
  expect(countersOf([['requests=10'], []], undefined, [])).toEqual([]);
  expect(countersOf([['requests=10']], ['requests=4'], [])).toEqual([{ name: 'requests', count: 6, from: 'comment' }]);
  expect(countersOf([['requests=10']], [], [])).toEqual([]);
});
