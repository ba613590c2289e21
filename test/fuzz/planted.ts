import { UserError } from '../../src/base/user-error.ts';
import type { FuzzTarget } from './target.ts';

const base = {
  of: 'a fault that was planted',
  form: 'text',
  words: ['boom'],
  seeds: () => [Buffer.from('seed')],
  grow: undefined,
} as const;

/** Readers with faults, to test the fuzzer. Each is met at once or after a few changes. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    ...base,
    name: 'crashes',
    read(bytes) {
      if (bytes.includes(0x62)) throw new TypeError(`no b at ${bytes.indexOf(0x62)}`);
      return bytes.length;
    },
  },
  {
    ...base,
    name: 'hangs',
    read(bytes) {
      for (let n = 0; bytes.includes(0x62); n++) if (n < 0) return n;
      return bytes.length;
    },
  },
  {
    ...base,
    name: 'fills-memory',
    read(bytes) {
      const lists: number[][] = [];
      while (bytes.includes(0x62)) lists.push(Array.from({ length: 10_000 }, (_, n) => n));
      return lists.length;
    },
  },
  { ...base, name: 'holds-much', read: (bytes) => Array.from({ length: 500_000 }, (_, n) => ({ n, bytes })) },
  {
    ...base,
    name: 'errs',
    read(bytes) {
      if (bytes.length % 2 === 0) throw new UserError('query-term', { found: '', column: 1 });
      return bytes.length;
    },
  },
];
