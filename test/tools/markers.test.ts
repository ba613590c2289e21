import { expect, test } from 'vitest';
import type { Facts } from '../../src/model/owned-facts.ts';
import type { Site } from '../../src/model/site.ts';
import { compareProgram } from '../support/markers/compare-program.ts';
import { compareSites } from '../support/markers/compare-sites.ts';
import { isWithin, readProgram } from '../support/markers/read-program.ts';

const head = '-- go.mod --\nmodule m.test/p\n-- a.go --\n';
const owner = { package: 'm.test/p', count: 1 };
const at = { file: 'p/a.go', line: 1 };

function differences(source: string, facts: Partial<Facts>, minor = 26): string[] {
  const none = { verdicts: [], calls: [], inlining: [], inlinedCalls: [], notes: [], unknown: [], texts: [], archives: [] };
  return compareProgram(readProgram('p', head + source), { ...none, ...facts }, 'p', minor);
}

const moved = { ...owner, ...at, kind: 'moved-to-heap', subject: 'x', column: 2 } as const;
const frame = { package: 'm.test/p', function: 'm.test/p.F', ...at };
const call = {
  ...owner,
  ...at,
  function: 'm.test/p.F',
  allocator: 'runtime.newobject',
  when: ['always'],
  type: 'm.test/p.T',
  inline: [frame],
} as const;

test.each([
  ['verdict there', 'x // want "moved to heap: x"', { verdicts: [moved] }, []],
  [
    'verdict twice',
    'x // want "moved to heap: x"',
    { verdicts: [{ ...moved, count: 2 }] },
    ['a.go:1 unexpected verdict "moved to heap: x"'],
  ],
  ['verdict missing', 'x // want "moved to heap: x"', {}, ['a.go:1 missing want "moved to heap: x"']],
  [
    'wrong column',
    'x // want "moved to heap: x @3"',
    { verdicts: [moved] },
    ['a.go:1 missing want "moved to heap: x @3"', 'a.go:1 unexpected verdict "moved to heap: x"'],
  ],
  ['column', 'x // want "moved to heap: x @2"', { verdicts: [moved] }, []],
  [
    'verdict not expected',
    'x // note "b"',
    { verdicts: [moved], notes: [{ ...owner, ...at, note: 'captures', text: 'a b' }] },
    ['a.go:1 unexpected verdict "moved to heap: x"'],
  ],
  ['ERROR', 'x // ERROR "moved .* x$" "heap"', { verdicts: [moved] }, []],
  ['ERROR that fits nothing', 'x // ERROR "moved" "leaking"', { verdicts: [moved] }, ['a.go:1 missing ERROR "leaking"']],
  ['call', 'x // call "runtime.newobject T"', { calls: [call] }, []],
  [
    'call of another type',
    'x // call "runtime.newobject U"',
    { calls: [call] },
    ['a.go:1 missing call "runtime.newobject U"', 'a.go:1 unexpected call "runtime.newobject T"'],
  ],
  [
    'call of unknown type',
    'x // call "runtime.newobject T"',
    { calls: [{ ...call, type: undefined }] },
    ['a.go:1 missing call "runtime.newobject T"', 'a.go:1 unexpected call "runtime.newobject"'],
  ],
  [
    'inlined call and its copy',
    'x // call "runtime.newobject T in F"\ny // copy "runtime.newobject T"',
    { calls: [{ ...call, inline: [frame, { ...frame, line: 2 }] }] },
    [],
  ],
  [
    'copy not expected',
    'x // call "runtime.newobject T in F"',
    { calls: [{ ...call, inline: [frame, { ...frame, line: 2 }] }] },
    ['a.go:2 unexpected copy "runtime.newobject T"'],
  ],
  ['outside of bounds', 'x // want[<1.26] "a does not escape" // want "moved to heap: x"', { verdicts: [moved] }, []],
  ['other packages', 'x // want "moved to heap: x"', { verdicts: [moved, { ...moved, package: 'm.test/q' }] }, []],
] as const)('%s', (_name, source, facts, expected) => {
  expect(differences(source, facts as Partial<Facts>)).toEqual(expected);
});

test('the prose speaks of other places, also of none', () => {
  const program = readProgram('p', `at - // want "moved to heap: #next"\nat b.y:7 // want "moved to heap: x"\n${head}x\n`);
  expect(program.marks.map(({ file, line, text }) => [file, line, text])).toEqual([
    ['', 0, 'moved to heap: #next'],
    ['b.y', 7, 'moved to heap: x'],
  ]);
});

test.each([
  ['-- a.go --\nx', 'no go.mod'],
  [`${head}x`, 'nothing is expected'],
  [`${head}x // want moved`, 'not a mark'],
])('a program that cannot expect anything is an error: %j', (text, message) => {
  expect(() => readProgram('p', text)).toThrow(message);
});

test('bounds of releases', () => {
  expect([isWithin('', 22), isWithin('>=1.25', 24), isWithin('>=1.23 <1.26', 25), isWithin('>=1.23 <1.26', 26)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(() => isWithin('1.25', 25)).toThrow('no bound');
});

const site: Site = {
  id: '1',
  package: 'm.test/p',
  function: 'F',
  at,
  what: 'object',
  type: { name: '*m.test/p.T', of: 'object', known: 'operand' },
  when: ['always', 'grows'],
  places: [],
  cause: { code: 'unknown', args: {} },
  outcome: 'allocates',
  said: 'heap',
};
const { outcome: _, said: __, type: ___, ...bare } = site as Extract<Site, { outcome: 'allocates' }>;
const paper: Site = { ...bare, outcome: 'paper', paper: 'constant' };
const merged: Site = { ...bare, id: '2', at: { file: 'p/a.go', line: 2 }, outcome: 'merged', into: '1' };
const place = { package: 'm.test/p', function: 'F', inline: [frame], calls: [], verdicts: [], joined: 'alone' } as const;

test.each<[string, string, readonly Site[], readonly string[]]>([
  ['allocates', 'x // site "allocates object *T always,grows heap"', [site], []],
  ['paper', 'x // site "paper constant"', [paper], []],
  ['merged, by line', 'x // site "allocates object *T always,grows heap"\n// site "merged into 1"', [site, merged], []],
  ['copies', 'x // site "paper constant x2"', [{ ...paper, places: [place, place] }], []],
  [
    'one copy more',
    'x // site "paper constant"',
    [{ ...paper, places: [place, place] }],
    ['a.go:1 missing site "paper constant"', 'a.go:1 unexpected site "paper constant x2"'],
  ],
  ['missing', 'x // site "paper constant"', [], ['a.go:1 missing site "paper constant"']],
  ['a file without marks of sites is not complete', 'x // want "moved to heap: x"', [paper], []],
  ['one with a mark of another release is', 'x // site[<1.25] "paper zero-size"', [paper], ['a.go:1 unexpected site "paper constant"']],
  ['of another program', 'x // site "paper constant"', [paper, { ...paper, package: 'm.test/other' }], []],
])('sites: %s', (_name, source, sites, expected) => {
  expect(compareSites(readProgram('p', head + source), sites, 'p', 26)).toEqual(expected);
});
