import { describe, expect, test } from 'vitest';
import { findReasons } from '../../../src/analysis/reasons/find-reasons.ts';
import type { Reason } from '../../../src/model/build-comparison.ts';
import type { VerdictFact } from '../../../src/model/facts.ts';
import type { Place, Site } from '../../../src/model/site.ts';
import { call, frame, verdict } from '../../support/made-facts.ts';
import { madeStep, place, site, type MadeSide } from '../../support/made-sides.ts';

const source = `package p

func F(n int) *int {
	x := helper(n)
	return x
}

func helper(n int) *int {
	return lib.New(n)
}
`;
const files = { 'p/p.go': source };
const lib = (body: string): Record<string, string> => ({
  ...files,
  '$GOROOT/src/lib/lib.go': `package lib\n\nfunc New(n int) *int {\n\t${body}\n}\n`,
});

function reasons(
  [was, is]: readonly [Site | undefined, Site | undefined],
  kinds: Parameters<typeof findReasons>[0]['kinds'],
  before: MadeSide,
  after: MadeSide,
): Reason[] {
  return findReasons({ before: was, after: is, kinds }, madeStep(before, after));
}

const newer = { build: { go: 'go1.27.4' } };
/** A copy of lib.New in F. */
const inlinedCopy: Place = place(4, {
  inline: [frame('lib.New', '$GOROOT/src/lib/lib.go', 4, 'lib'), frame('ex.com/m/p.F', 'p/p.go', 4)],
});
const inlinedNew = { file: 'p/p.go', line: 4, column: 7, callee: 'lib.New', count: 1 };

test('another release alone is no reason, nor is a setting', () => {
  const one = site(4);
  expect(reasons([one, undefined], ['lost'], { files }, { files, ...newer })).toEqual([]);
  expect(reasons([one, undefined], ['lost'], { files }, { files, build: { gcflags: '-l', race: true, goos: 'windows' } })).toEqual([]);
});

describe('inlining', () => {
  const gained = [undefined, site(4, { places: [inlinedCopy] })] as const;

  test('a call that is inlined in the later build only, with cost and budget of the earlier', () => {
    const can = { file: 'p/p.go', line: 8, function: 'lib.New', can: true, cost: 70 };
    const cannot = { ...can, can: false, cost: 90, budget: 80, reason: 'function too complex: cost 90 exceeds budget 80' };
    expect(reasons(gained, ['gained'], { files, inlining: [cannot] }, { files, ...newer, inlined: [inlinedNew], inlining: [can] })).toEqual(
      [{ code: 'inlined', callee: 'lib.New', at: { file: 'p/p.go', line: 4 }, cost: 90, budget: 80, words: cannot.reason }],
    );
  });

  test('inlined in both: then it is another text, or nothing', () => {
    const both = { inlined: [inlinedNew] };
    const old = { files: lib('return old'), ...both };
    expect(reasons(gained, ['gained'], old, { files: lib('return new(int)'), ...newer, ...both })).toEqual([
      { code: 'other-text', file: '$GOROOT/src/lib/lib.go', function: 'New' },
    ]);
    expect(reasons(gained, ['gained'], old, { files: lib('return old // the same'), ...newer, ...both })).toEqual([]);
    expect(reasons(gained, ['gained'], old, { ...old, ...newer })).toEqual([]);
  });

  test('-l is named with the call that shows it', () => {
    const lost = [site(4, { places: [inlinedCopy] }), undefined] as const;
    expect(reasons(lost, ['lost'], { files, inlined: [inlinedNew] }, { files, build: { gcflags: '-l' } })).toEqual([
      { code: 'setting', setting: '-l', from: '', to: '-l', shows: 'lib.New' },
      { code: 'not-inlined', callee: 'lib.New', at: { file: 'p/p.go', line: 4 } },
    ]);
  });

  test('a call elsewhere on the line is none', () => {
    const other = { ...inlinedNew, callee: 'lib.Other' };
    expect(reasons([site(4), undefined], ['lost'], { files, inlined: [other] }, { files })).toEqual([]);
  });
});

describe('constants', () => {
  const box = (subject: string, more: Partial<Site> = {}): Site => site(4, { what: 'box', subject, ...more });
  const says = (subject: string): readonly VerdictFact[] => [verdict(4, 'escapes-to-heap', subject)];

  test('a name that is a literal in the other build, on a line of the same text', () => {
    expect(reasons([box('text'), undefined], ['lost'], { files, verdicts: says('text') }, { files, verdicts: says('"known"') })).toEqual([
      { code: 'constant', from: 'text', to: '"known"' },
    ]);
    expect(
      reasons(
        [box('make([]byte, n)'), undefined],
        ['lost'],
        { files, verdicts: says('make([]byte, n)') },
        { files, verdicts: says('make([]byte, 64)') },
      ),
    ).toEqual([{ code: 'constant', from: 'make([]byte, n)', to: 'make([]byte, 64)' }]);
  });

  test('not where the source was edited, and not another expression', () => {
    const edited = { 'p/p.go': source.replace('helper(n)\n', 'helper(5)\n') };
    expect(reasons([box('n'), undefined], ['lost'], { files, verdicts: says('n') }, { files: edited, verdicts: says('5') })).toEqual([
      { code: 'edited', at: { file: 'p/p.go', line: 4 } },
    ]);
    expect(reasons([box('text'), undefined], ['lost'], { files, verdicts: says('text') }, { files, verdicts: says('other') })).toEqual([]);
  });
});

describe('sizes', () => {
  const variable = (more: Partial<Site>): Site =>
    site(4, { subject: 'x', places: [place(4, { verdicts: [{ kind: 'moved-to-heap', subject: 'x', count: 1 }] })], ...more });
  const type = (size: number): Partial<Site> => ({ type: { name: 'ex.com/m/p.T', size, of: 'object', known: 'operand' } });

  test('a limit that the size exceeds in one of both', () => {
    const large = variable({ ...type(200_000), cause: { code: 'too-large', args: {} } });
    expect(reasons([undefined, large], ['gained'], { files, build: { go: 'go1.23.12' } }, { files, build: { go: 'go1.24.13' } })).toEqual([
      { code: 'release-fact', fact: 'variable-limit', since: '1.24' },
      { code: 'size-limit', limit: 131_072, size: 200_000, exceeded: 'after' },
      { code: 'verdict', from: '', to: 'moved to heap: x' },
    ]);
  });

  test('a size below the limit is none', () => {
    const odd = variable({ ...type(100_000), cause: { code: 'too-large', args: {} } });
    expect(reasons([undefined, odd], ['gained'], { files, build: { go: 'go1.23.12' } }, { files, build: { go: 'go1.24.13' } })).toEqual([
      { code: 'verdict', from: '', to: 'moved to heap: x' },
    ]);
  });

  test('a type that grew, of one name', () => {
    expect(reasons([variable(type(16)), variable(type(24))], ['size'], { files }, { files })).toEqual([
      { code: 'type-size', type: 'ex.com/m/p.T', from: 16, to: 24 },
    ]);
    const other = variable({ type: { name: 'ex.com/m/p.U', size: 24, of: 'object', known: 'operand' } });
    expect(reasons([variable(type(16)), other], ['size', 'type'], { files }, { files })).toEqual([]);
  });
});

describe('parameters', () => {
  const handed = site(4, {
    at: { file: 'p/p.go', line: 4, column: 2 },
    subject: 'x',
    places: [place(4, { verdicts: [{ kind: 'moved-to-heap', subject: 'x', column: 2, count: 1 }] })],
    cause: { code: 'passed-to-parameter', args: { callee: 'helper', expression: 'helper(&x)' }, at: { file: 'p/p.go', line: 4 } },
  });
  const leaks = [verdict(8, 'leaking-param', 'n', { column: 13 })];

  test('of a function of the module: what the compiler says of it', () => {
    expect(
      reasons(
        [handed, undefined],
        ['lost'],
        { files, verdicts: leaks },
        { files, verdicts: [verdict(8, 'does-not-escape', 'n', { column: 13 })] },
      ),
    ).toContainEqual({ code: 'parameter', callee: 'helper', parameter: 'n', leaks: 'before' });
    expect(reasons([handed, undefined], ['lost'], { files, verdicts: leaks }, { files, verdicts: leaks }).map(({ code }) => code)).toEqual([
      'verdict',
    ]);
  });

  test('of others: that the value stays in the other build; another cause proves nothing', () => {
    const cause = {
      code: 'passed-to-parameter',
      args: { callee: 'lib.Put', expression: 'lib.Put(&x)' },
      at: { file: 'p/p.go', line: 4 },
    } as const;
    const put = { ...handed, cause };
    expect(reasons([put, undefined], ['lost'], { files }, { files })).toContainEqual({
      code: 'parameter',
      callee: 'lib.Put',
      leaks: 'before',
    });
    const elsewhere = { ...handed, cause: { code: 'returned', args: {} } } as Site;
    expect(reasons([put, elsewhere], ['cause'], { files }, { files })).toEqual([]);
  });
});

test('a dependency of another version', () => {
  const fileOf = (version: string): string => `$GOMODCACHE/ex.com/lib@${version}/lib.go`;
  const side = (version: string, body: string): MadeSide => ({
    files: { ...files, [fileOf(version)]: `package lib\n\nfunc New(n int) *int {\n\t${body}\n}\n` },
    inlined: [inlinedNew],
    calls: [call([frame('ex.com/lib.Other', fileOf(version), 9, 'ex.com/lib'), frame('ex.com/m/p.F', 'p/p.go', 9)])],
  });
  const copy = place(4, { inline: [frame('ex.com/lib.New', fileOf('v1.1.0'), 4, 'ex.com/lib'), frame('ex.com/m/p.F', 'p/p.go', 4)] });
  const gained = [undefined, site(4, { places: [copy] })] as const;
  expect(reasons(gained, ['gained'], side('v1.0.0', 'return old'), side('v1.1.0', 'return new(int)'))).toEqual([
    { code: 'other-text', file: fileOf('v1.1.0'), function: 'New' },
  ]);
  expect(reasons(gained, ['gained'], side('v1.0.0', 'return old'), side('v1.1.0', 'return old'))).toEqual([]);
});

test('a release fact is cited in either direction', () => {
  const grown = site(4, { what: 'growth', said: 'append' } as Partial<Site>);
  const silent = site(4, { what: 'growth', said: 'nothing' } as Partial<Site>);
  const fact = { code: 'release-fact', fact: 'append-store', since: '1.25' };
  const [old, recent] = [
    { files, build: { go: 'go1.24.13' } },
    { files, build: { go: 'go1.25.14' } },
  ];
  expect(reasons([silent, grown], ['words'], old, recent)).toEqual([fact]);
  expect(reasons([grown, silent], ['words'], recent, old)).toEqual([fact]);
});

test('a variable that shares an allocation', () => {
  const into = { ...site(3), id: 'first' };
  const merged = { ...site(4), outcome: 'merged', into: 'first' } as Site;
  expect(reasons([site(4), merged], ['lost'], { files }, { files, sites: [into] })).toEqual([
    { code: 'merged', merged: 'after', into: { file: 'p/p.go', line: 3 } },
  ]);
});

test('a file that a tag chooses, with its constraint', () => {
  const extra = { ...files, 'p/extra.go': '//go:build extra && linux\n\npackage p\n\nfunc G() *int {\n\treturn new(int)\n}\n' };
  const there = site(6, { at: { file: 'p/extra.go', line: 6 }, places: [place(6, { inline: [frame('ex.com/m/p.G', 'p/extra.go', 6)] })] });
  expect(reasons([undefined, there], ['not-built'], { files }, { files: extra, build: { tags: ['extra'] } })).toEqual([
    { code: 'setting', setting: 'tags', from: '', to: 'extra', shows: 'go:build extra && linux' },
  ]);
  expect(reasons([undefined, there], ['not-built'], { files }, { files: extra, build: { tags: ['more'] } })).toEqual([]);
});

test('an edit of the function around, where the line itself is the same', () => {
  const edited = { 'p/p.go': source.replace('\treturn x\n', '\tkeep(x)\n\treturn x\n') };
  expect(reasons([undefined, site(4)], ['gained'], { files }, { files: edited })).toEqual([
    { code: 'edited', at: { file: 'p/p.go', line: 5 } },
  ]);
});
