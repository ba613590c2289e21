import { expect, test } from 'vitest';
import type { SiteAnswer } from '../../src/model/explanation.ts';
import type { CauseCode } from '../../src/model/causes.ts';
import { causeCodes } from '../../src/model/causes.ts';
import { whats, type Site, type What } from '../../src/model/site.ts';
import { waysOut } from '../../src/view/ways-out.ts';

function answer(what: What, code: CauseCode, change: object = {}, rest: Partial<SiteAnswer> = {}): SiteAnswer {
  const base = { what, when: [], places: [], at: { file: 'a.go', line: 1 }, cause: { code, args: {} }, outcome: 'allocates', said: 'heap' };
  return { site: { ...base, ...change } as unknown as Site, columns: [], ...rest };
}

test('something is said of every kind of site and every cause', () => {
  for (const what of whats) for (const code of causeCodes) expect(waysOut(answer(what, code)), `${what} ${code}`).not.toEqual([]);
});

test('nothing of what does not allocate', () => {
  expect(waysOut(answer('object', 'returned', { outcome: 'paper', paper: 'constant' }))).toEqual([]);
});

test('inlining is not advised where it is spoken of already, printing only where something is printed', () => {
  const all = waysOut(answer('object', 'returned'));
  expect(waysOut(answer('object', 'returned', {}, { lever: { lever: 'inlinable' } }))).toEqual(all.slice(1));
  expect(waysOut(answer('object', 'passed-to-parameter')).join()).not.toContain('fmt.');
});

const joining = { places: [{ calls: [{ allocator: 'runtime.concatstring2' }], inline: [], verdicts: [] }] };
test.each([
  ['an error of a constant text', answer('object', 'returned', { type: { name: 'errors.errorString' } }), /declare the error once/],
  [
    'a slice that is put into a pool',
    answer('box', 'passed-to-parameter', { cause: { code: 'passed-to-parameter', args: { callee: '(*sync.Pool).Put' } } }),
    /\*\[\]byte/,
  ],
  [
    'bytes of a string that are written',
    answer('bytes', 'passed-to-unknown-callee', {
      cause: { code: 'passed-to-unknown-callee', args: { expression: 'w.Write(([]byte)(s))' } },
    }),
    /io\.WriteString/,
  ],
  ['a string that grows in a loop', answer('string', 'outlives-iteration', { ...joining, loop: 1 }), /strings\.Builder/],
  ['a string that is made anew in a loop', answer('string', 'passed-to-parameter', { ...joining, loop: 1 }), /Write the parts/],
  ['an append that is returned', answer('growth', 'returned'), /capacity/],
  [
    'what a closure captures that is returned',
    answer('object', 'captured-by-closure', { cause: { code: 'captured-by-closure', args: {}, because: { code: 'returned', args: {} } } }),
    /struct with a method/,
  ],
] as const)('%s', (_, asked, words) => expect(waysOut(asked)[0]).toMatch(words));
