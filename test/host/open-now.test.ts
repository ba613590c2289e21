import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeFiles } from '../../src/host/node-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'stackward-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('parts of a file, fewer bytes where it ends', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '0123456789');
  const opened = nodeFiles.openNow(file);
  const text = (at: number, length: number): string | undefined => opened && Buffer.from(opened.read(at, length)).toString();
  expect([opened?.size, text(2, 3), text(8, 5), text(12, 1), text(0, 0)]).toEqual([10, '234', '89', '', '']);
  // It became shorter while it was open.
  writeFileSync(file, '0123');
  expect(text(2, 5)).toBe('23');
  opened?.close();
  expect(() => text(0, 1)).toThrow('file-unreadable');
});

test('a file that is not there, and a folder', () => {
  expect(nodeFiles.openNow(path.join(folder, 'none'))).toBeUndefined();
  expect(() => nodeFiles.openNow(folder)?.read(0, 1)).toThrow('file-unreadable');
});
