import { describe, expect, test } from 'vitest';
import type { Site } from '../../src/model/site.ts';
import { matchesQuery, siteTest } from '../../src/query/match-query.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import { makeSite, shop } from './sites.ts';

const isMeant = (text: string, site: Site, cwd = '.'): boolean => matchesQuery(parseQuery(text), site, { ...shop, cwd });

const order = makeSite({
  type: { name: '*ex.com/shop/store.Order', size: 96, charged: 112, of: 'object', known: 'operand' },
  subject: '&Order{...}',
  loop: 2,
  exported: true,
  rank: 7,
  places: [
    {
      package: 'ex.com/shop/store',
      function: 'ex.com/shop/store.(*Store).Get',
      inline: [],
      calls: [{ allocator: 'runtime.newobject', when: ['always'], count: 1 }],
      verdicts: [],
      joined: 'alone',
    },
  ],
});
const constant = makeSite({ outcome: 'paper', paper: 'constant', cause: { code: 'too-large', args: {} }, test: true });
const unsettled = makeSite({ outcome: 'unsettled', why: 'no-position', when: ['grows', 'exceeds-buffer'], what: 'growth' });

describe('fields', () => {
  test.each([
    ['outcome:allocates', order],
    ['outcome:paper,allocates', order],
    ['OUTCOME:Allocates', order],
    ['said:heap', order],
    ['hidden:no', order],
    ['hidden:yes', makeSite({ outcome: 'allocates', said: 'stack' })],
    ['paper:constant', constant],
    ['paper:*', constant],
    ['why:no-pos*', unsettled],
    ['what:growth,slice', unsettled],
    ['when:exceeds-buffer', unsettled],
    ['cause:returned', order],
    ['cause:too-*', constant],
    ['class:GlobalEscape', order],
    ['class:noescape', constant],
    ['class:ArgEscape', makeSite({ cause: { code: 'passed-to-parameter', args: {} } })],
    ['module:shop', order],
    ['module:ex.com/shop/tool', makeSite({ package: 'ex.com/shop/tool/x' })],
    ['func:Get', order],
    ['func:(*Store).Get', order],
    ['func:(*Store).*', order],
    ['func:Get', makeSite({ function: '(*Store).Get.func1.2' })],
    ['func:*.func*', makeSite({ function: '(*Store).Get.func1.2' })],
    ['func:Push', makeSite({ function: '(*List[...]).Push' })],
    ['func:(*List).Push', makeSite({ function: '(*List[...]).Push-range1' })],
    ['func:init', makeSite({ function: 'init.0' })],
    ['file:store.go', order],
    ['file:store/store.go', order],
    ['file:st*.go', order],
    ['file:store/*', order],
    ['line:17', order],
    ['line:3,17', order],
    ['line>16 line<18 line>=17 line<=17 line=17', order],
    ['type:Order', order],
    ['type:store.Order', order],
    ['type:*Order', order],
    ['type:ord*,Ord*', order],
    ['type:map[string,int],Order', order],
    ['subject:&Order{', order],
    ['subject:Or*}', order],
    ['allocator:newobject', order],
    ['allocator:runtime.*', order],
    ['size>64', order],
    ['size:>64', order],
    ['size=96', order],
    ['size<1KiB', order],
    ['size<=0.5mib', order],
    ['size:*', order],
    ['charged>=112B', order],
    ['in:loop in:exported', order],
    ['in:test,loop', constant],
    ['depth>=2', order],
    ['copies=1', order],
    ['rank<=7', order],
    ['id:a1b', order],
    ['package:ex.com/shop/store function:Get', order],
  ])('%s', (query, site) => {
    expect(isMeant(query, site)).toBe(true);
    expect(isMeant(`-${query.replaceAll(' ', ' -')}`, site)).toBe(false);
  });

  test.each([
    ['outcome:paper', order],
    ['said:heap', constant],
    ['paper:*', order],
    ['why:*', order],
    ['func:GetAll', order],
    ['func:et', order],
    ['func:Store', order],
    ['file:tore.go', order],
    ['file:store', order],
    ['type:rder', order],
    ['type:Order', makeSite()],
    [String.raw`type:\*Order`, order],
    ['size>96', order],
    ['size>0', makeSite()],
    ['size<=0', makeSite()],
    ['size:*', makeSite()],
    ['module:shop', makeSite({ package: 'fmt' })],
    ['in:loop', makeSite({ loop: 0 })],
    ['rank<=7', makeSite()],
    ['id:1b2', order],
  ])('not %s', (query, site) => {
    expect(isMeant(query, site)).toBe(false);
  });

  test('a star can be meant itself', () => {
    expect(isMeant(String.raw`func:"(\*Store).Get"`, order)).toBe(true);
    expect(isMeant(String.raw`func:(\*Store).Get`, makeSite({ function: '(xStore).Get' }))).toBe(false);
    expect(isMeant('func:(*Store).Get', makeSite({ function: '(xStore).Get' }))).toBe(true);
  });
});

describe('words', () => {
  test.each([
    'Get',
    'get',
    'ORDER{',
    'shop/store.Order',
    'store.go',
    '(*Store).Get',
    'store.go:17',
    'store/store.go:17:5',
    '"(*Store).Get"',
  ])('%s', (word) => {
    expect(isMeant(word, order)).toBe(true);
  });

  test.each(['Getx', 'store.go:170', 'store.go:1', 'returned', '*Get'])('not %s', (word) => {
    expect(isMeant(word, order)).toBe(false);
  });

  test('no words: every site', () => {
    expect([isMeant('', order), isMeant('  ', constant)]).toEqual([true, true]);
  });
});

test.each([
  ['in:loop size>64', true],
  ['in:test size>64', false],
  ['in:test or size>64', true],
  ['in:test or in:loop size>96', false],
  ['(in:test or in:loop) size=96', true],
  ['in:loop and not in:test', true],
  ['not (in:loop or in:test)', false],
  ['-(in:test or -in:loop)', true],
  ['not not in:loop', true],
  ['IN:loop AND NOT in:test OR in:test', true],
  ['--in:loop', true],
])('%s is %s', (query, meant) => {
  expect(isMeant(query, order)).toBe(meant);
});

describe('package patterns mean what they mean for go list', () => {
  const pkg = (path: string): Site => makeSite({ package: path });
  test.each([
    ['ex.com/shop/store', 'ex.com/shop/store', '.', true],
    ['ex.com/shop/store', 'ex.com/shop/store/sub', '.', false],
    ['shop/store', 'ex.com/shop/store', '.', false],
    ['./store', 'ex.com/shop/store', '.', true],
    ['./store/', 'ex.com/shop/store', '.', true],
    ['./store/...', 'ex.com/shop/store', '.', true],
    ['./store/...', 'ex.com/shop/store/sub', '.', true],
    ['./store/...', 'ex.com/shop/storex', '.', false],
    ['./store...', 'ex.com/shop/storex', '.', true],
    ['./...', 'ex.com/shop', '.', true],
    ['./...', 'ex.com/shop/a/b', '.', true],
    ['./...', 'fmt', '.', false],
    ['./...', 'ex.com/shopping', '.', false],
    ['./...', 'ex.com/shop/a', 'store', false],
    ['./...', 'ex.com/shop/store/a', 'store', true],
    ['.', 'ex.com/shop/store', 'store', true],
    ['..', 'ex.com/shop', 'store', true],
    ['../...', 'ex.com/shop/a', 'store', true],
    ['../a', 'ex.com/shop/a', 'store', true],
    ['../local/...', 'local/x', '.', true],
    ['./...', 'local/x', '.', false],
    ['../...', 'local/x', '.', true],
    ['../...', 'ex.com/shop/a', '.', true],
    ['../.../a', 'ex.com/shop/a', '.', true],
    ['../.../a', 'ex.com/shop/b', '.', false],
    ['../...', 'local/x', 'store', false],
    ['../../...', 'local/x', 'store', true],
    ['..', 'ex.com/shop', '.', false],
    ['./...', 'ex.com/shop/tool/x', '.', true],
    ['./tool/...', 'ex.com/shop/tool/x', '.', true],
    ['...', 'fmt', '.', true],
    ['net/...', 'net', '.', true],
    ['net/...', 'net/http', '.', true],
    ['net/...', 'network', '.', false],
    ['.../store', 'ex.com/shop/store', '.', true],
    ['*/store', 'ex.com/shop/store', '.', true],
    ['ex.com/.../store/...', 'ex.com/shop/store', '.', true],
    ['./store', 'ex.com/shop/store_test', '.', true],
    ['std', 'net/http', '.', true],
    ['std', 'local/x', '.', false],
    ['std', 'ex.com/shop', '.', false],
    ['./a,./store', 'ex.com/shop/store', '.', true],
  ])('pkg:%s · %s · in %s · %s', (pattern, path, cwd, meant) => {
    expect(isMeant(`pkg:${pattern}`, pkg(path), cwd)).toBe(meant);
  });
});

test('a hundred thousand sites are searched at once', () => {
  const distinct = Array.from({ length: 2000 }, (_, index) =>
    makeSite({
      id: `${index}`,
      package: `ex.com/shop/p${index % 200}`,
      function: `(*T${index}).Method.func1`,
      at: { file: `p${index % 200}/f.go`, line: index },
      type: { name: `ex.com/shop/p${index % 200}.T${index % 900}`, size: index, of: 'object', known: 'operand' },
      ...(index % 2 === 0 ? { loop: 1 } : {}),
    }),
  );
  const sites = Array.from({ length: 50 }, () => distinct).flat();
  const query = parseQuery('outcome:allocates pkg:./p1/...,./p2 (in:loop or size>1KiB) -func:*Close* -func:Other.func1 type:T* -nothing');
  const start = process.cpuUsage().user;
  const found = sites.filter(siteTest(query, shop)).length;
  const milliseconds = (process.cpuUsage().user - start) / 1000;
  expect(found).toBeGreaterThan(0);
  // About 100 ms; the rest is for a busy machine.
  expect(milliseconds).toBeLessThan(1500);
});
