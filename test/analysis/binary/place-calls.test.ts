import { describe, expect, test } from 'vitest';
import { placeCalls, type PlacedCalls } from '../../../src/analysis/binary/place-calls.ts';
import { standSites } from '../../../src/analysis/binary/stand-sites.ts';
import type { LinkedCall } from '../../../src/model/executable.ts';
import type { Frame } from '../../../src/model/facts.ts';
import type { Place, Site, What } from '../../../src/model/site.ts';

const object = 'runtime.newobject';
const kinds: Readonly<Record<string, What>> = {
  [object]: 'object',
  'runtime.mallocgcSmallNoScanSC2': 'object',
  'runtime.growslice': 'growth',
};

/** `m.F:3 < m.G:9`, innermost first. */
function frames(chain: string): Frame[] {
  return chain.split(' < ').map((part) => {
    const [name = '', line = ''] = part.split(':');
    return { package: 'm', function: name, file: 'a.go', line: Number(line) };
  });
}

function place(chain: string, allocator = object, count = 1): Place {
  const inline = frames(chain);
  return {
    package: 'm',
    function: inline.at(-1)!.function,
    inline,
    calls: [{ allocator, when: ['always'], count }],
    verdicts: [],
    joined: 'alone',
  };
}

function site(id: string, line: number, ...places: Place[]): Site {
  return {
    id,
    package: 'm',
    function: places[0]!.inline.find((frame) => frame.line === line)!.function,
    at: { file: 'a.go', line },
    what: 'object',
    when: ['always'],
    places,
    cause: { code: 'unknown', args: {} },
    outcome: 'allocates',
    said: 'nothing',
  } as unknown as Site;
}

function call(chain: string, allocator = object): LinkedCall {
  const inline = frames(chain).map((frame) => ({ ...frame, file: `C:\\src\\m\\${frame.file}` }));
  return { function: inline.at(-1)!.function, file: 'a.go', line: inline[0]!.line, allocator, when: ['always'], count: 1, inline, pc: 0 };
}

const options = {
  whatOf: (allocator: string) => kinds[allocator],
  fileOf: (frame: Frame) => (frame.function.startsWith('m.') ? 'a.go' : undefined),
  isOfProgram: () => true,
};
const found = ({ present }: PlacedCalls): string[] => [...present].map(([id, { by, calls }]) => `${id} ${by} ${calls.there}/${calls.here}`);

describe('calls of a program at sites', () => {
  test('by the whole chain; each call is at one site', () => {
    const sites = [site('a', 3, place('m.F:3'), place('m.F:3 < m.G:9')), site('b', 4, place('m.F:4'))];
    const placed = placeCalls(sites, [call('m.F:3'), call('m.F:3 < m.G:9')], options);
    expect(found(placed)).toEqual(['a chain 2/2']);
    expect(placed).toMatchObject({ compared: 2, agree: 2, extra: [] });
  });

  test('another allocator of the same kind, as another release calls it', () => {
    expect(found(placeCalls([site('a', 3, place('m.F:3'))], [call('m.F:3', 'runtime.mallocgcSmallNoScanSC2')], options))).toEqual([
      'a chain 1/1',
    ]);
    expect(placeCalls([site('a', 3, place('m.F:3'))], [call('m.F:3', 'runtime.growslice')], options).extra).toHaveLength(1);
  });

  test('inlined otherwise than here: by where it is written, then by its line', () => {
    const inner = [site('a', 3, place('m.F:3 < m.G:9'))];
    expect(found(placeCalls(inner, [call('m.F:3 < m.H:5')], options))).toEqual(['a written 1/1']);
    // The call of a function of another module that was inlined there is written on the line too.
    const outer = [site('a', 9, place('o.New:1 < m.G:9'))];
    expect(found(placeCalls(outer, [call('o.New:1 < m.G:9')], options))).toEqual(['a chain 1/1']);
    expect(found(placeCalls(outer, [call('o.Make:7 < m.G:9')], options))).toEqual(['a line 1/1']);
  });

  test('an instance of a generic function that several packages compile counts once', () => {
    const sites = [site('a', 3, place('m.F:3'), { ...place('m.F:3'), package: 'other' })];
    expect(found(placeCalls(sites, [call('m.F:3')], options))).toEqual(['a chain 1/1']);
  });

  test('fewer calls than sites on a line: which of them is not known', () => {
    const sites = [site('a', 3, place('m.F:3')), site('b', 3, place('m.F:3'))];
    const placed = placeCalls(sites, [call('m.F:3')], options);
    expect(found(placed)).toEqual(['a chain 1/1']);
    expect([...placed.amongEquals]).toEqual(['b']);
  });

  test('calls at no site, equal ones counted; those of other modules are not told', () => {
    const placed = placeCalls([], [call('m.F:3'), call('m.F:3 < m.G:9'), call('o.New:1')], options);
    expect(placed.extra).toEqual([
      { package: 'm', function: 'm.F', file: 'a.go', line: 3, allocator: object, in: ['m.F', 'm.G'], count: 2 },
    ]);
    expect(placed).toMatchObject({ compared: 2, agree: 0 });
  });
});

describe('how sites stand', () => {
  const sites = [site('a', 3, place('m.F:3')), site('b', 4, place('m.F:4'), place('m.F:4 < m.G:9'))];
  const placed = placeCalls(sites, [call('m.F:3')], options);
  const stand = (symbols: readonly string[], more: Partial<Parameters<typeof standSites>[2]> = {}): unknown =>
    standSites(sites, placed, {
      symbols: new Set(symbols),
      linked: new Set(['m']),
      agreement: [],
      callsKnown: true,
      isOfProgram: () => true,
      ...more,
    })[1];

  test.each([
    ['its function has a body', ['m.F'], {}, { state: 'gone', why: 'call-gone' }],
    ['there only as inlined copies', ['m.G'], {}, { state: 'gone', why: 'call-gone' }],
    ['nothing has its text', ['m.H'], {}, { state: 'gone', why: 'function-dropped' }],
    ['its package is not there', [], { linked: new Set<string>() }, { state: 'gone', why: 'package-not-linked' }],
    ['functions moved', ['m.F'], { agreement: [{ package: 'm', functions: 2, agree: 1 }] }, { state: 'unknown', why: 'other-source' }],
    ['calls are not read', ['m.F'], { callsKnown: false }, { state: 'unknown', why: 'calls-unknown' }],
  ] as const)('%s', (_what, symbols, more, expected) => expect(stand(symbols, more)).toEqual({ site: 'b', ...expected }));
});
