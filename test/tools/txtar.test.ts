import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTxtar, parseTxtar } from '../support/txtar.ts';

test('prose, then files', () => {
  const text = 'What it shows.\n\n-- go.mod --\nmodule m\n-- sub/a b.go --\npackage a\n\n-- empty --\n-- last --\nno newline';
  expect(parseTxtar(text)).toEqual({
    comment: 'What it shows.\n\n',
    files: [
      { name: 'go.mod', data: 'module m\n' },
      { name: 'sub/a b.go', data: 'package a\n\n' },
      { name: 'empty', data: '' },
      { name: 'last', data: 'no newline\n' },
    ],
  });
});

test.each(['-- --', '--a--', '-- a', ' -- a --', '--  --', '-- a --b'])('%j is no marker', (line) => {
  expect(parseTxtar(`${line}\n`)).toEqual({ comment: `${line}\n`, files: [] });
});

test('spaces around a name and a carriage return after the marker do not count', () => {
  expect(parseTxtar('--  a  --\r\nx\r\n').files).toEqual([{ name: 'a', data: 'x\r\n' }]);
});

test('the name keeps inner dashes', () => {
  expect(parseTxtar('-- a -- b --\n').files[0]?.name).toBe('a -- b');
});

test('what was formatted is parsed again', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '-', ' ', '\n') }).map((s) => (s === '' ? '' : `${s.replaceAll('-- ', '')}\n`));
  const file = fc.record({ name: fc.stringMatching(/^[a-z/.]{1,8}$/), data: text });
  fc.assert(
    fc.property(fc.record({ comment: text, files: fc.array(file, { maxLength: 4 }) }), (archive) => {
      expect(parseTxtar(formatTxtar(archive))).toEqual(archive);
    }),
    { seed: 1 },
  );
});
