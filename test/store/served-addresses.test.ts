import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createNodeHost } from '../../src/host/node-host.ts';
import { forgetServedAddresses, keepServedAddress, readServedAddress } from '../../src/store/served-addresses.ts';
import { outsideFolder } from '../support/repo.ts';

const scratch = outsideFolder('served');
afterAll(scratch.remove);
const host = createNodeHost();
const folder = path.join(scratch.path, 'cache');
const token = 'abcdefghijklmnopqrstuvwx';

test('an address is kept by folder, where nobody else can read it, until all are forgotten', async () => {
  expect(await readServedAddress(host, folder, '/a')).toBeUndefined();
  await keepServedAddress(host, folder, '/a', { port: 4711, token });
  expect(await readServedAddress(host, folder, '/a')).toEqual({ port: 4711, token });
  expect(await readServedAddress(host, folder, '/b')).toBeUndefined();
  if (host.platform !== 'win32') expect(statSync(path.join(folder, 'served')).mode & 0o77).toBe(0);
  await forgetServedAddresses(host, folder);
  expect(await readServedAddress(host, folder, '/a')).toBeUndefined();
});

test('what is no address is none', async () => {
  await keepServedAddress(host, folder, '/a', { port: 4711, token });
  const [name = ''] = readdirSync(path.join(folder, 'served'));
  for (const text of ['', '4711\n', `70000 ${token}\n`, `4711 ${token}`, `4711 ../${token}\n`, 'x'.repeat(10_000)]) {
    writeFileSync(path.join(folder, 'served', name), text);
    expect(await readServedAddress(host, folder, '/a')).toBeUndefined();
  }
});

test('where nothing can be written nothing is kept and nothing fails', async () => {
  mkdirSync(scratch.path, { recursive: true });
  const file = path.join(scratch.path, 'file');
  writeFileSync(file, '');
  await keepServedAddress(host, file, '/a', { port: 1, token });
  expect(await readServedAddress(host, file, '/a')).toBeUndefined();
});
