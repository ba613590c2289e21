import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { errorMessage } from '../../src/view/messages/en/errors.ts';
import { readHeapText } from '../../src/profile/read-heap-text.ts';
import { readPprof } from '../../src/profile/read-pprof.ts';
import { readProfile } from '../../src/profile/read-profile.ts';
import { testReader } from '../reader-battery.ts';
import { encodeProfile } from '../support/encode-profile.ts';
import { heapText, plainProfile } from './samples.ts';

const codes = ['profile-empty', 'profile-foreign', 'profile-truncated', 'profile-too-large', 'profile-damaged', 'profile-concatenated'];
const raw = encodeProfile(plainProfile);
/** Sparse zeros: a thousandth of what they are once unpacked. */
const bomb = gzipSync(Buffer.alloc(80 << 20), { level: 9 });

testReader({
  name: 'profiles',
  read: (bytes) => readProfile(bytes, 'profile'),
  samples: [
    { name: 'raw', bytes: raw },
    { name: 'not packed, with unknown fields', bytes: encodeProfile(plainProfile, { unpacked: true, unknown: true, stringsFirst: true }) },
    { name: 'gzip', bytes: gzipSync(raw) },
    { name: 'two members of gzip', bytes: Buffer.concat([gzipSync(raw.subarray(0, 50)), gzipSync(raw.subarray(50))]) },
    { name: 'heap?debug=1', bytes: Buffer.from(heapText) },
  ],
  codes,
  runs: 1500,
  limits: [{ name: 'gzip that grows a thousand times', code: 'profile-too-large', read: () => readProfile(bomb, 'profile') }],
});

describe('a damaged profile', () => {
  it.each<[string, Partial<typeof plainProfile>, string]>([
    ['a sample that names no location', { locations: [] }, 'a location that is named and not there'],
    ['a line that names no function', { functions: [] }, 'a function that is named and not there'],
    [
      'a line without a function',
      { locations: [{ ...plainProfile.locations[0]!, lines: [{ function: 0n, line: 1n, column: 0n }] }] },
      'a line without a function',
    ],
    ['two locations with one id', { locations: [plainProfile.locations[0]!, plainProfile.locations[0]!] }, 'two locations with one id'],
    [
      'two functions with one large id',
      {
        functions: [1n, 2n ** 63n, 2n ** 63n].map((one) => ({ ...plainProfile.functions[0]!, id: one })),
      },
      'two functions with one id',
    ],
    ['two mappings with one id', { mappings: [plainProfile.mappings[0]!, plainProfile.mappings[0]!] }, 'two mappings with one id'],
    [
      'a location without an id',
      { locations: [...plainProfile.locations, { ...plainProfile.locations[0]!, id: 0n }] },
      'a location without an id',
    ],
    ['too few values', { samples: [{ ...plainProfile.samples[0]!, values: [1n] }] }, 'a sample with fewer values than there are types'],
    [
      'too many values',
      { samples: [{ ...plainProfile.samples[0]!, values: [1n, 2n, 3n] }] },
      'a sample with more values than there are types',
    ],
    [
      'a type of values for each of many empty samples',
      {
        types: Array.from({ length: 50_000 }, () => ['a', 'b'] as const),
        samples: Array.from({ length: 50_000 }, () => ({ locations: [], values: [], labels: [] })),
      },
      'samples with fewer values than there are types',
    ],
    ['values without types', { types: [] }, 'samples without a type of values'],
  ])('%s', (_name, change, what) => {
    const bytes = encodeProfile({ ...plainProfile, ...change });
    expect(() => readPprof(bytes, 'x.pb')).toThrow(expect.objectContaining({ code: 'profile-damaged', args: { file: 'x.pb', what } }));
  });

  it.each<[string, number[], string]>([
    ['a text that is not there', [0x0a, 2, 0x08, 9], 'a text that is not there'],
    ['a text with a negative number', [0x0a, 11, 0x08, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], 'a text that is not there'],
    ['texts that do not begin with the empty one', [0x32, 1, 0x61], 'a table of texts that does not begin with the empty one'],
    ['a group', [0x0b], 'wire type 3'],
    ['a number of eleven bytes', [0x48, ...Array<number>(10).fill(255), 1], 'a number of more than ten bytes'],
    ['a message that is longer than what holds it', [0x22, 3, 0x22, 9, 0], 'a field that is longer than what holds it'],
    ['samples as numbers', [0x10, 1], 'field 2 of wire type 0'],
  ])('%s', (_name, bytes, what) => {
    expect(() => readPprof(Uint8Array.from(bytes), 'x.pb')).toThrow(
      expect.objectContaining({ code: 'profile-damaged', args: { file: 'x.pb', what } }),
    );
  });
});

describe('what is no profile', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['a web page', '\n<!DOCTYPE html>\n<html>', 'html'],
    ['JSON', '{"message": "not found"}', 'json'],
    ['goroutines', 'goroutine profile: total 7\n1 @ 0x1', 'goroutine-text'],
    ['coverage', 'mode: atomic\n', 'coverage'],
    ['benchmarks', 'goos: linux\ngoarch: amd64\n', 'benchmark'],
    ['contention', '--- mutex:\ncycles/second=1\n', 'contention-text'],
    ['a trace', 'go 1.26 trace\0\0\0', 'trace'],
    ['a heap dump', 'go1.7 heap dump\n\x06\0', 'heap-dump'],
    ['a program', '\x7fELF\x02\x01\x01\0', 'binary'],
    ['a zip archive', 'PK\x03\x04\x14\0', 'zip'],
    ['text', 'no such file\n', 'text'],
    ['other bytes', Uint8Array.from([255, 0, 1, 2]), ''],
  ])('%s, gzip or not', (_name, content, found) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    for (const given of [bytes, gzipSync(bytes)])
      expect(() => readProfile(given, 'x')).toThrow(expect.objectContaining({ code: 'profile-foreign', args: { file: 'x', found } }));
    expect(errorMessage('profile-foreign', { file: 'x', found }).next).toMatch(/\.$/);
  });
});

it('empty files, files that were cut off, and several in one', () => {
  const thrown = (bytes: Uint8Array): string => {
    try {
      readProfile(bytes, 'x');
    } catch (error) {
      return (error as { code: string }).code;
    }
    return 'nothing';
  };
  expect(thrown(new Uint8Array(0))).toBe('profile-empty');
  expect(thrown(gzipSync(''))).toBe('profile-empty');
  expect(thrown(gzipSync(raw).subarray(0, 40))).toBe('profile-truncated');
  expect(thrown(raw.subarray(0, raw.length - 3))).toBe('profile-truncated');
  expect(thrown(Buffer.from(heapText.slice(0, 200)))).toBe('profile-truncated');
  expect(thrown(Buffer.from(heapText.slice(0, heapText.indexOf('# NumGC'))))).toBe('profile-truncated');
  const timed = encodeProfile({ ...plainProfile, timeNanos: 5n });
  expect(thrown(Buffer.concat([gzipSync(timed), gzipSync(timed)]))).toBe('profile-damaged');
  const bare = encodeProfile({ ...plainProfile, timeNanos: 5n, samples: [], locations: [], functions: [], mappings: [] });
  expect(thrown(Buffer.concat([bare, bare]))).toBe('profile-concatenated');
});

it('long lines are read in time', () => {
  for (const odd of [
    '\t'.repeat(900_000),
    '\tf+0x1'.repeat(100_000),
    `\tf${'+0x1'.repeat(200_000)}`,
    `\tf+0x1\t${':1'.repeat(400_000)}x`,
  ]) {
    const started = performance.now();
    expect(() => readHeapText(Buffer.from(heapText.replace(/0x4b8803.*/, `0x4b8803${odd}`)), 'x')).toThrow(
      expect.objectContaining({ code: 'profile-damaged' }),
    );
    expect(performance.now() - started).toBeLessThan(2000);
  }
  const name = encodeProfile({ ...plainProfile, comments: ['x'.repeat((1 << 20) + 1)] });
  expect(() => readPprof(name, 'x')).toThrow(expect.objectContaining({ args: { file: 'x', what: 'a text of more than 1 MiB' } }));
});

it('heap?debug=1: lines that are none of it', () => {
  const read = (text: string) => () => readHeapText(Buffer.from(text), 'x');
  const damagedBy = (what: string): unknown => expect.objectContaining({ code: 'profile-damaged', args: { file: 'x', what } });
  expect(read('heap profile: what\n')).toThrow(damagedBy('a first line that is no header of a heap profile'));
  expect(read(heapText.replace(/^1: /m, 'one: '))).toThrow(damagedBy('a line that is neither a sample nor a frame'));
  expect(read(heapText.replace('#\t0x', '#\tnought'))).toThrow(damagedBy('a line that is no frame of a sample'));
  expect(read(heapText.replace('# NumGC = 3', '# NumGC = many'))).toThrow(damagedBy('a line of MemStats without a number'));
  expect(read(heapText.replace('# NumGC = 3', 'NumGC'))).toThrow(damagedBy('a line that is none of MemStats'));
  expect(read(heapText.replace('[5 6 7]', '[5, 6]'))).toThrow(damagedBy('a line of MemStats that is no list of numbers'));
  expect(read(heapText.replaceAll('\n', '\r\n'))).not.toThrow();
});
