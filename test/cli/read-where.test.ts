import { expect, test } from 'vitest';
import { readWhere } from '../../src/cli/read-where.ts';
import type { Asked } from '../../src/cli/parse.ts';

const asked = (where: string, more: Partial<Asked> = {}): Asked =>
  ({
    command: 'check',
    texts: new Map([['where', where]]),
    lists: new Map(),
    switches: new Set(),
    given: new Set(['where']),
    args: [],
    ...more,
  }) as unknown as Asked;

test('what nothing measures cannot be asked for', async () => {
  const refused = (where: string, more: Partial<Asked> = {}): Promise<unknown> =>
    readWhere(asked(where, more)).then(
      () => 'read',
      (error: { args: unknown }) => error.args,
    );
  expect(await refused('in:loop -alloc_space>1MB')).toEqual({ argument: '--profile FILE beside --where alloc_space', command: 'check' });
  expect(await refused('executed:no')).toEqual({ argument: '--cover PATH beside --where executed', command: 'check' });
  expect(await refused('alloc_space>1MB', { lists: new Map([['profile', ['heap.out']]]) })).toBe('read');
  expect(await refused('executed:no', { lists: new Map([['cover', ['c.out']]]) })).toBe('read');
  // A saved result may have been measured.
  expect(await refused('samples>3', { command: 'debug render' })).toBe('read');
  expect(await refused('cost:unknown hidden:yes "executed:no"')).toBe('read');
});
