import { describe, expect, test } from 'vitest';
import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { explain } from '../../src/engine/explain.ts';
import type { Evidence } from '../../src/engine/explain-evidence.ts';
import { explainExitCode } from '../../src/model/exit-code.ts';
import type { ExplainAnswer } from '../../src/model/explanation.ts';
import type { Build, Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import type { Unit } from '../../src/model/unit.ts';
import { readSource } from '../../src/source/read-source.ts';

const encoder = new TextEncoder();
const nameFile = (raw: string): string => raw;

interface World {
  /** Compiler text by import path; the package's folder is what follows `m`. */
  readonly text: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly sites?: readonly Site[];
  readonly failed?: readonly string[];
}

function evidence({ text, files, sites = [], failed = [] }: World): Evidence {
  const units = Object.entries(text).map(([path, lines]): Unit => {
    const bytes = encoder.encode(lines);
    const facts = readText({ package: path, bytes }, { nameFile });
    const dir = path === 'm' ? '.' : path.slice(2);
    const own = Object.keys(files).filter(
      (file) => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.') === dir && !file.includes('_windows'),
    );
    return {
      package: path,
      moduleDir: '.',
      texts: [facts],
      explanations: () => [...readAllExplanations(bytes, facts.explanations, { nameFile })],
      listed: { path, name: path.split('/').at(-1) ?? path, dir, module: 'm', files: own, state: failed.includes(path) ? 'failed' : 'ok' },
    };
  });
  const build = {
    go: 'go1.26.8',
    goos: 'linux',
    goarch: 'amd64',
    tags: [] as string[],
    modules: [{ path: 'm', dir: '.' }],
    tests: false,
  } as unknown as Build;
  const report = { build, sites, problems: [] as Report['problems'] } as unknown as Report;
  return {
    report,
    units,
    sources: [],
    nameFile: (file) => file.replace(/^\.\//, ''),
    lineAt: (file, line) => files[file]?.split('\n')[line - 1],
    source: async (file) => (files[file] === undefined ? undefined : readSource(file, encoder.encode(files[file]))),
  };
}

async function ask(world: World, ...targets: string[]): Promise<readonly ExplainAnswer[]> {
  const near = (word: string, of: readonly string[]): string | undefined => of.find((one) => one.toLowerCase() === word.toLowerCase());
  const { answers } = await explain(evidence(world), targets, { raw: false, nearest: near });
  return answers;
}

function site(change: Partial<Site> & Pick<Site, 'at'>): Site {
  return {
    id: '',
    package: 'm',
    function: 'New',
    what: 'object',
    when: ['always'],
    places: [],
    cause: { code: 'unknown', args: {} },
    outcome: 'allocates',
    said: 'heap',
    ...change,
  } as Site;
}

const shop = `package m

// Order is one.
type Order struct{ ID int }

func New(id int) *Order {
	o := &Order{ID: id}

	return o
}

func (o *Order) Set(id *int) { o.ID = *id }
func (o Order) Get() int { return o.ID }
`;
const shopText = `shop.go:6:6: can inline New with cost 7 as: func(int) *Order { return o }
shop.go:12:6: can inline (*Order).Set with cost 5 as: method(*Order) func() {  }
shop.go:13:6: can inline Order.Get with cost 4 as: method(*Order) func() {  }
shop.go:12:7: o does not escape
shop.go:12:21: leaking param content: id
shop.go:7:7: &Order{...} escapes to heap
use/use.go:4:5: inlining call to New
`;
const world: World = {
  text: {
    m: shopText,
    'm/use':
      'use/use.go:3:6: can inline Use with cost 20 as: func() {  }\nuse/use.go:4:10: inlining call to m.New\nuse/use.go:4:10: &m.Order{...} does not escape\n',
  },
  files: {
    'shop.go': shop,
    'use/use.go': 'package use\n\nfunc Use() int {\n\tx := m.New(1)\n\treturn x.ID\n}\n',
    'old_windows.go': 'package m\n',
    'stack.go':
      'package m\n\ntype Stack[T any] struct{ items []T }\n\nfunc (s *Stack[T]) Push(x T) {\n\ts.items = append(s.items, x)\n}\n\nfunc Map[T any](x []T) {\n\t_ = len(x)\n}\n',
    'parse.y.go': 'package m\n\n//line yaccpar:30\nfunc parse() {\n\t_ = new(int)\n}\n',
  },
  sites: [
    site({
      id: 'abcd1234',
      at: { file: 'shop.go', line: 7, column: 7 },
      subject: '&Order{...}',
      cause: { code: 'returned', args: {} },
    }),
  ],
};

describe('where a target leads', () => {
  test.each([
    ['shop.go:7', { answer: 'place' }],
    ['./shop.go:7:7', { answer: 'place' }],
    ['abcd1234', { answer: 'place' }],
    ['abcd', { answer: 'place' }],
    ['New', { answer: 'function' }],
    ['m.New', { answer: 'function' }],
    ['use.Use', { answer: 'function' }],
    ['m/use.Use', { answer: 'function' }],
    ['(*Order).Set', { answer: 'function' }],
    ['m.(*Order).Set', { answer: 'function' }],
    ['Order.Set', { answer: 'function' }],
    ['Order.Get', { answer: 'function' }],
    ['(*Order).Get', { answer: 'function' }],
    ['stack.go:6', { answer: 'not-compiled', why: { by: 'no-instance', function: '(*Stack).Push', tests: false } }],
    ['stack.go:9', { answer: 'not-compiled', why: { by: 'no-instance', function: 'Map', tests: false } }],
    ['parse.y.go:5', { answer: 'not-compiled', why: { by: 'line-directive', shown: { file: 'yaccpar', line: 31 } } }],
    ['shop.go:6', { answer: 'function' }],
    ['shop.go:12', { answer: 'place', sites: [], stays: [] }],
    ['shop.go:2', { answer: 'not-code', line: 'blank', nearest: { file: 'shop.go', line: 6 } }],
    ['shop.go:3', { answer: 'not-code', line: 'comment' }],
    ['shop.go:4', { answer: 'not-code', line: 'declaration' }],
    ['shop.go:8', { answer: 'not-code', line: 'blank', nearest: { file: 'shop.go', line: 9 } }],
    ['shop.go:9', { answer: 'place', sites: [], nearest: { file: 'shop.go', line: 7 } }],
    ['shop.go:99', { answer: 'no-such-line', lines: 13 }],
    ['shop.go', { answer: 'no-line-given' }],
    ['Shop.go:7', { answer: 'no-such-file', near: 'shop.go' }],
    ['use.go:4', { answer: 'place' }],
    ['old_windows.go:1', { answer: 'not-compiled', why: { by: 'file-name', platform: 'windows' } }],
    ['new', { answer: 'no-such-function', near: 'New' }],
    ['deadbeef01', { answer: 'no-such-site' }],
  ])('%s', async (target, expected) => {
    expect((await ask(world, target))[0]).toMatchObject({ target, ...expected });
  });

  test('a file name that several packages have', async () => {
    const files = { 'a/x.go': 'package a\n', 'b/x.go': 'package b\n' };
    expect(await ask({ text: { 'm/a': '', 'm/b': '' }, files }, 'x.go:1')).toMatchObject([
      { answer: 'ambiguous', of: 'file', candidates: ['a/x.go', 'b/x.go'] },
    ]);
  });

  test('a function that several packages have', async () => {
    const text = {
      'm/a': 'a/x.go:3:6: can inline F with cost 2 as: func() {  }\n',
      'm/b': 'b/x.go:3:6: can inline F with cost 2 as: func() {  }\n',
    };
    const files = { 'a/x.go': 'package a\n\nfunc F() {\n}\n', 'b/x.go': 'package b\n\nfunc F() {\n}\n' };
    const answers = await ask({ text, files }, 'F', 'a.F');
    expect(answers).toMatchObject([
      { answer: 'ambiguous', candidates: ['m/a.F', 'm/b.F'] },
      { answer: 'function', facts: { package: 'm/a' } },
    ]);
    expect(explainExitCode({ answers })).toBe(2);
  });

  test('a package that does not compile', async () => {
    const answers = await ask({ text: { m: '' }, files: { 'shop.go': shop }, failed: ['m'] }, 'shop.go:7');
    expect(answers).toMatchObject([{ answer: 'package-failed', package: 'm' }]);
    expect(explainExitCode({ answers })).toBe(3);
  });
});

describe('what a function does with its parameters', () => {
  test('leaks and what stays, also of a receiver; verdicts of the body are none', async () => {
    const [answer] = await ask(world, '(*Order).Set');
    expect(answer).toMatchObject({
      facts: {
        parameters: [
          { name: 'o', to: 'stays', column: 7 },
          { name: 'id', to: 'content', column: 21 },
        ],
        inlining: { can: true, cost: 5 },
      },
    });
  });

  test('calls that were inlined, in its own package and in others', async () => {
    const [answer] = await ask(world, 'New');
    expect(answer).toMatchObject({
      facts: {
        inlinedAt: [
          { file: 'use/use.go', line: 4, column: 5 },
          { file: 'use/use.go', line: 4, column: 10 },
        ],
      },
    });
  });
});

describe('what inlining would change', () => {
  const leverOf = async (change: { text?: Readonly<Record<string, string>>; sites?: readonly Site[] }): Promise<unknown> => {
    const [answer] = await ask({ ...world, ...change }, 'shop.go:7');
    return answer?.answer === 'place' ? answer.sites[0]?.lever : answer;
  };
  const expensive = { m: 'shop.go:6:6: cannot inline New: function too complex: cost 83 exceeds budget 80\n' };

  test('proven by an inlined copy of the same expression that does not escape', async () => {
    expect(await leverOf({})).toEqual({ lever: 'proven', at: { file: 'use/use.go', line: 4, column: 10 }, into: 'm/use' });
  });

  test.each([
    ['another expression', 'use/use.go:4:10: inlining call to m.New\nuse/use.go:4:10: &m.Line{...} does not escape\n'],
    ['not at a call of it', 'use/use.go:4:10: inlining call to m.Other\nuse/use.go:4:10: &m.Order{...} does not escape\n'],
    ['at another place', 'use/use.go:4:10: inlining call to m.New\nuse/use.go:5:10: &m.Order{...} does not escape\n'],
    ['that escapes', 'use/use.go:4:10: inlining call to m.New\nuse/use.go:4:10: &m.Order{...} escapes to heap\n'],
  ])('not proven by an expression %s', async (_, use) => {
    expect(await leverOf({ text: { ...expensive, 'm/use': use } })).toEqual({ lever: 'possible', cost: 83, budget: 80 });
  });

  test('a guess only for what is returned', async () => {
    const sites = [site({ at: { file: 'shop.go', line: 7 }, cause: { code: 'sent', args: {} } })];
    expect(await leverOf({ text: expensive, sites })).toBeUndefined();
  });

  test('what callers inline already is said, not of errors and of what grows', async () => {
    const text = { m: 'shop.go:6:6: can inline New with cost 7 as: func() {  }\n' };
    expect(await leverOf({ text })).toEqual({ lever: 'inlinable', cost: 7 });
    const returned = { at: { file: 'shop.go', line: 7 }, cause: { code: 'returned', args: {} } } as const;
    expect(await leverOf({ text, sites: [site({ ...returned, what: 'growth' })] })).toBeUndefined();
    const type = { name: 'errors.errorString', of: 'object', known: 'operand' } as const;
    expect(await leverOf({ text, sites: [site({ ...returned, type })] })).toBeUndefined();
  });

  test('far too complex is no lever', async () => {
    expect(
      await leverOf({ text: { m: 'shop.go:6:6: cannot inline New: function too complex: cost 400 exceeds budget 80\n' } }),
    ).toBeUndefined();
  });

  test('a directive forbids it; operations that cannot be inlined are no lever', async () => {
    expect(await leverOf({ text: { m: 'shop.go:6:6: cannot inline New: marked go:noinline\n' } })).toEqual({
      lever: 'forbidden',
      reason: 'marked go:noinline',
    });
    expect(await leverOf({ text: { m: 'shop.go:6:6: cannot inline New: unhandled op DEFER\n' } })).toBeUndefined();
  });
});
