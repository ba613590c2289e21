import { expect, test } from 'vitest';
import { fittingSites } from '../../../src/analysis/cost/block-sizes.ts';
import type { Site, TypeRef, What } from '../../../src/model/site.ts';

function site(id: string, what: What, type?: Partial<TypeRef>, ...allocators: readonly string[]): Site {
  return {
    id,
    package: 'p',
    function: 'F',
    at: { file: 'p.go', line: 1 },
    what,
    ...(type ? { type: { name: 'T', of: 'object', known: 'operand', ...type } } : {}),
    when: ['always'],
    places: [
      {
        package: 'p',
        function: 'F',
        inline: [],
        calls: allocators.map((allocator) => ({ allocator, when: ['always'], count: 1 })),
        verdicts: [],
        joined: 'alone',
      },
    ],
    cause: { code: 'unknown', args: {} },
    outcome: 'allocates',
    said: 'heap',
  };
}

const object = (id: string, size: number, charged = size): Site => site(id, 'object', { size, charged });
const word = site('word', 'box', undefined, 'runtime.convT64');
const text = site('text', 'box', undefined, 'runtime.convTstring');
const list = site('list', 'box', undefined, 'runtime.convTslice');
const longs = site('longs', 'slice', { name: 'int64', size: 8, of: 'element' });
const big = site('big', 'slice', { name: 'T', size: 100, of: 'element' });

test.each<readonly [sites: readonly Site[], size: number, pointerSize: 4 | 8, expected: readonly string[]]>([
  [[object('a', 40, 48), object('b', 72, 80)], 48, 8, ['a']],
  [[object('a', 40, 48), object('b', 44, 48)], 48, 8, ['a', 'b']],
  // Nothing fits: the code may be another, and nobody knows.
  [[object('a', 40, 48), object('b', 72, 80)], 96, 8, ['a', 'b']],
  // A slice may have any size from that of one element on.
  [[object('a', 40, 48), longs, big], 48, 8, ['a', 'longs']],
  [[word, text, list], 16, 8, ['word tiny', 'text']],
  [[word, text, list], 24, 8, ['list']],
  [[word, text, list], 8, 4, ['text']],
  [[word, text, list], 16, 4, ['word tiny', 'list']],
  [[object('bool', 1), object('pair', 16)], 16, 8, ['bool tiny', 'pair']],
  [[longs, site('concat', 'string')], 16, 8, ['longs tiny', 'concat tiny']],
  [[object('alone', 4)], 16, 8, ['alone tiny']],
])('sites of a line for blocks of a size: %#', (sites, size, pointerSize, expected) => {
  expect(fittingSites(sites, size, pointerSize).map(({ site: { id }, isTiny }) => (isTiny ? `${id} tiny` : id))).toEqual(expected);
});
