import { describe, expect, test } from 'vitest';
import { copiesOf, kindsOf } from '../../../src/analysis/side-by-side/kinds-of.ts';
import { makeSite, type MadeSite } from './made-site.ts';

const kinds = (before: MadeSite, after: MadeSite): string[] => kindsOf(makeSite(before), makeSite(after));

describe('what differs between a place in two builds', () => {
  test('nothing, where all that is known is the same', () => expect(kinds({}, {})).toEqual([]));

  test.each([
    ['a larger block', { size: 24 }, { size: 32 }, ['size']],
    ['another type', { type: 'T' }, { type: 'U' }, ['type']],
    ['a number that the compiler gave a local type', { type: 'T·1' }, { type: 'T·2' }, []],
    ['the shape of an instance', { type: 'p.entry[go.shape.string,go.shape.*uint8]' }, { type: 'p.entry[string,*p.node]' }, []],
    ['a type that is known in one only', { type: '' }, { type: 'U' }, []],
    ['another condition', { when: ['grows'] }, { when: ['grows', 'exceeds-buffer'] }, ['when']],
    ['another cause', { cause: 'returned' }, { cause: 'stored-in-field' }, ['cause']],
    ['a cause that is known in one only', { cause: 'append-grows' }, { cause: 'stored-in-field' }, ['words']],
    ['more copies', { copies: ['a'] }, { copies: ['a', 'b'] }, ['copies']],
    ['copies that share a symbol', { copies: ['a', 'b'], calls: 1 }, { copies: ['a'], calls: 2 }, []],
    ['another allocator', {}, { allocators: ['runtime.mallocgc'] }, ['words']],
    ['another word of the compiler', { said: 'nothing' }, { said: 'append' }, ['words']],
    ['another expression', { subject: '&T{...}' }, { subject: 'new(T)' }, ['words']],
    ['another number of a temporary', { subject: '.autotmp_3' }, { subject: '.autotmp_7' }, []],
    [
      'several things, the gravest first',
      { size: 8, when: ['grows'] },
      { size: 16, when: ['always'], said: 'append' },
      ['size', 'when', 'words'],
    ],
    ['a proof that it needs no call', {}, { outcome: 'paper' }, ['lost']],
    ['a call that is shared now', {}, { outcome: 'merged' }, ['lost']],
    ['an allocation now', { outcome: 'paper' }, {}, ['gained']],
    ['what the join does not know', {}, { outcome: 'unsettled' }, ['words']],
    ['what it knows in neither', { outcome: 'unsettled' }, { outcome: 'unsettled' }, []],
    ['another outcome without an allocation', { outcome: 'paper' }, { outcome: 'merged' }, ['words']],
    ['the same without an allocation, with another type', { outcome: 'paper', type: 'T' }, { outcome: 'paper', type: 'U' }, []],
  ] as const)('%s', (_, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected);
    // What came and what went mirror each other, all else is the same both ways.
    const mirrored = expected.map((kind) => (kind === 'gained' ? 'lost' : kind === 'lost' ? 'gained' : kind));
    expect(kinds(after, before)).toEqual(mirrored);
  });

  test('a place that one of them has not', () => {
    const site = makeSite();
    expect(kindsOf('absent', site)).toEqual(['gained']);
    expect(kindsOf(site, 'absent')).toEqual(['lost']);
    expect(kindsOf(site, 'not-built')).toEqual(['not-built']);
    expect(kindsOf(site, 'unknown')).toEqual([]);
    const paper = makeSite({ outcome: 'paper' });
    expect(kindsOf('absent', paper)).toEqual(['words']);
    expect(kindsOf('not-built', paper)).toEqual([]);
  });

  test('variants repeat a copy', () => {
    const site = makeSite();
    expect(copiesOf({ places: [...site.places, ...makeSite({ variant: 'p.test' }).places] })).toBe(1);
    expect(copiesOf(makeSite({ copies: ['a', 'b'] }))).toBe(2);
  });
});
