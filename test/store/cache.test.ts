import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isWindows } from '../support/system.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { cacheFolder, clearCache, measureCache, openCache } from '../../src/store/cache.ts';

const host = createNodeHost();
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);
const payload = (of: string): Uint8Array => new TextEncoder().encode(of);
let scratch = '';
let folder = '';
const entries = (): string[] => readdirSync(path.join(folder, 'entries-1'));
const entryFile = (): string => path.join(folder, 'entries-1', entries()[0] ?? '');
beforeAll(() => (scratch = mkdtempSync(path.join(tmpdir(), 'stackward-cache-'))));
beforeEach(() => (folder = mkdtempSync(path.join(scratch, 'one-'))));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the cache', () => {
  test('gives back what was written under a kind and a key, to the same reader only', async () => {
    const cache = openCache(host, folder, 'r1');
    expect(await cache.read('unit', 'k')).toBeUndefined();
    await cache.write('unit', 'k', payload('hello'));
    await cache.write('unit', 'empty', payload(''));
    expect(text(await cache.read('unit', 'k'))).toBe('hello');
    expect(text(await cache.read('unit', 'empty'))).toBe('');
    expect(await cache.read('report', 'k')).toBeUndefined();
    expect(await cache.read('unit', 'other')).toBeUndefined();
    expect(await openCache(host, folder, 'r2').read('unit', 'k')).toBeUndefined();
    expect(text(await openCache(host, folder, 'r1').read('unit', 'k'))).toBe('hello');
  });

  // File modes.
  test.skipIf(isWindows)('is for its user alone', async () => {
    await openCache(host, path.join(folder, 'new'), 'r').write('unit', 'k', payload('x'));
    expect(statSync(path.join(folder, 'new')).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(folder, 'new/entries-1')).mode & 0o777).toBe(0o700);
    const [name = ''] = readdirSync(path.join(folder, 'new/entries-1'));
    expect(statSync(path.join(folder, 'new/entries-1', name)).mode & 0o777).toBe(0o600);
  });

  test('notices each cut, each flipped byte and what was appended, and removes such an entry', async () => {
    const cache = openCache(host, folder, 'r');
    await cache.write('unit', 'k', payload('hello'));
    const whole = readFileSync(entryFile());
    const damaged = [
      ...Array.from(whole, (_, length) => whole.subarray(0, length)),
      ...Array.from(whole, (byte, at) => Buffer.from(whole).fill(byte ^ 1, at, at + 1)),
      Buffer.concat([whole, payload('!')]),
    ];
    const file = entryFile();
    for (const bytes of damaged) {
      writeFileSync(file, bytes);
      expect(await cache.read('unit', 'k')).toBeUndefined();
      expect(existsSync(file)).toBe(false);
    }
    await cache.write('unit', 'k', payload('hello'));
    expect(text(await cache.read('unit', 'k'))).toBe('hello');
  });

  test('an entry under the name of another one is none', async () => {
    const cache = openCache(host, folder, 'r');
    await cache.write('unit', 'b', payload('of b'));
    const b = entryFile();
    await cache.write('unit', 'a', payload('of a'));
    const a = path.join(folder, 'entries-1', entries().find((name) => !b.endsWith(name)) ?? '');
    renameSync(a, b);
    expect(await cache.read('unit', 'b')).toBeUndefined();
  });

  test('what cannot be written is not kept, and nothing is thrown', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    const cache = openCache(host, path.join(folder, 'file'), 'r');
    await cache.write('unit', 'k', payload('x'));
    expect(await cache.read('unit', 'k')).toBeUndefined();
    const full = openCache(
      { ...host, files: { ...host.files, write: () => host.files.write(`${folder}/file/x`, payload('')) } },
      folder,
      'r',
    );
    await full.write('unit', 'k', payload('x'));
    expect(await full.read('unit', 'k')).toBeUndefined();
  });

  test.skipIf(isWindows || process.getuid?.() === 0)('a folder that may not be read holds nothing', async () => {
    const cache = openCache(host, folder, 'r');
    await cache.write('unit', 'k', payload('x'));
    chmodSync(path.join(folder, 'entries-1'), 0);
    expect(await cache.read('unit', 'k')).toBeUndefined();
    chmodSync(path.join(folder, 'entries-1'), 0o700);
  });

  test('several that write and read at once never see half an entry', async () => {
    const size = 200_000;
    const seen = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const cache = openCache(host, folder, 'r');
        if (index % 2 === 0) await cache.write('unit', 'k', new Uint8Array(size).fill(7));
        return (await cache.read('unit', 'k'))?.length ?? size;
      }),
    );
    expect(new Set(seen)).toEqual(new Set([size]));
    expect(entries().filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('the entries that were not used for the longest time go when it is full', async () => {
    const cache = openCache(host, folder, 'r', 1000);
    const place = path.join(folder, 'entries-1');
    const at = (hours: number): Date => new Date(Date.UTC(2026, 0, 1, hours));
    mkdirSync(place, { recursive: true });
    for (let index = 0; index < 20; index++) {
      const file = path.join(place, `unit-${String(index).padStart(2, '0')}`);
      writeFileSync(file, new Uint8Array(90));
      utimesSync(file, at(index), at(index));
    }
    utimesSync(path.join(place, 'unit-03'), at(20), at(20));
    await cache.trim();
    expect(entries()).toEqual(['unit-03', ...[13, 14, 15, 16, 17, 18, 19].map((index) => `unit-${index}`)]);
  });

  test('what a killed process was writing goes with the next entry, what a living one writes stays', async () => {
    const place = path.join(folder, 'entries-1');
    mkdirSync(place, { recursive: true });
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    for (const owner of [pid, process.pid]) writeFileSync(path.join(place, `unit-x.${owner}-0123456789ab.tmp`), '');
    await openCache(host, folder, 'r').write('unit', 'k', payload('x'));
    expect(entries().filter((name) => name.endsWith('.tmp'))).toEqual([`unit-x.${process.pid}-0123456789ab.tmp`]);
  });

  test('writing trims now and then', async () => {
    const cache = openCache(host, folder, 'r', 4000);
    for (let index = 0; index < 200; index++) await cache.write('unit', String(index), new Uint8Array(200));
    expect(entries().length).toBeLessThan(80);
    expect((await measureCache(host, folder)).bytes).toBeLessThan(20_000);
  });

  test('is measured by kind, and cleared without touching what is not its own', async () => {
    expect(await measureCache(host, path.join(folder, 'none'))).toMatchObject({ bytes: 0 });
    expect(await clearCache(host, path.join(folder, 'none'))).toBe(0);
    const cache = openCache(host, folder, 'r');
    await cache.write('unit', 'a', payload('xx'));
    await cache.write('report', 'a', payload('x'));
    mkdirSync(path.join(folder, 'entries-0'));
    writeFileSync(path.join(folder, 'entries-0/of-an-older-layout'), 'x');
    writeFileSync(path.join(folder, 'mine.txt'), 'x');
    const use = await measureCache(host, folder);
    expect(use.kinds.map(({ kind, entries: number }) => [kind, number])).toEqual([
      ['report', 1],
      ['unit', 1],
      ['run', 0],
      ['revision', 0],
      ['comparison', 0],
    ]);
    expect(await clearCache(host, folder)).toBe(use.bytes + 1);
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });
});

describe('its folder', () => {
  const of = (platform: string, env: Record<string, string>): string | undefined => cacheFolder({ platform, env, cwd: '/here' });
  test.each([
    ['linux', { HOME: '/home/u' }, '/home/u/.cache/stackward'],
    ['linux', { HOME: '/home/u', XDG_CACHE_HOME: '/x' }, '/x/stackward'],
    ['linux', { HOME: '/home/u', XDG_CACHE_HOME: 'x' }, '/home/u/.cache/stackward'],
    ['linux', {}, undefined],
    ['darwin', { HOME: '/Users/u' }, '/Users/u/Library/Caches/stackward'],
    ['win32', { LocalAppData: 'C:\\Users\\u\\AppData\\Local' }, 'C:/Users/u/AppData/Local/stackward'],
    ['win32', { HOME: '/home/u' }, undefined],
    ['linux', { HOME: '/home/u', STACKWARD_CACHE: 'off' }, undefined],
    ['linux', { STACKWARD_CACHE: '/c' }, '/c'],
    ['linux', { STACKWARD_CACHE: 'c' }, '/here/c'],
  ] as const)('%s %o: %s', (platform, env, expected) => {
    expect(of(platform, env)).toBe(expected);
  });
});
