import { describe, expect, test } from 'vitest';
import { groupSites, packageOfFile, writtenName, type GroupOptions } from '../../src/analysis/group-sites.ts';
import type { ArchiveFacts, CallFact, Frame, TextFacts, VerdictFact } from '../../src/model/facts.ts';
import type { Unit } from '../../src/model/report.ts';

const frame = (fn: string, file: string, line: number, pkg = 'ex.com/m/p'): Frame => ({ package: pkg, function: fn, file, line });

function call(inline: Frame[], more: Partial<CallFact> = {}): CallFact {
  const [first] = inline;
  const last = inline.at(-1);
  if (!first || !last) throw new Error('a call has frames');
  return {
    function: last.function,
    file: first.file,
    line: first.line,
    allocator: 'runtime.newobject',
    when: ['always'],
    type: 'int',
    count: 1,
    inline,
    ...more,
  };
}

function unit(calls: CallFact[], more: { package?: string; variant?: string; verdicts?: VerdictFact[]; files?: string[] } = {}): Unit {
  const path = more.package ?? 'ex.com/m/p';
  const variant = more.variant === undefined ? {} : { variant: more.variant };
  const text: TextFacts = {
    package: path,
    ...variant,
    verdicts: more.verdicts ?? [],
    inlining: [],
    inlinedCalls: [],
    notes: [],
    unknown: [],
    explanations: new Int32Array(),
    counts: { lines: 0, verdicts: 0, explanations: 0, explanationLines: 0, inlining: 0, notes: 0, unknown: 0 },
  };
  const archive: ArchiveFacts = {
    goVersion: 'go1.26.8',
    goos: 'linux',
    goarch: 'amd64',
    calls,
    counts: { goObjects: 1, otherObjects: 0, functions: 1, calls: calls.length, typeUnknown: 0 },
    indirectCallsVisible: true,
    positionsKnown: true,
  };
  return {
    package: path,
    ...variant,
    moduleDir: '.',
    listed: { path, ...variant, name: 'p', dir: 'p', module: 'ex.com/m', files: more.files ?? ['p/p.go'], state: 'ok' },
    texts: [text],
    archive,
  };
}

const options: GroupOptions = {
  ownerOf: (file) => ({ 'p/p.go': 'ex.com/m/p', 'q/q.go': 'ex.com/m/q' })[file],
  describe: () => ({ what: 'object', of: 'object', isSingle: true }),
  charged: (size) => size,
};

describe('grouping calls by written place', () => {
  test('an inlined copy belongs to the place where it is written, in its own package', () => {
    const own = call([frame('ex.com/m/q.New', 'q/q.go', 5, 'ex.com/m/q')]);
    const copy = call([frame('ex.com/m/q.New', 'q/q.go', 5, 'ex.com/m/q'), frame('ex.com/m/p.Use', 'p/p.go', 9)]);
    const sites = groupSites([unit([own], { package: 'ex.com/m/q', files: ['q/q.go'] }), unit([copy])], options);
    expect(sites).toHaveLength(1);
    expect(sites[0]).toMatchObject({ package: 'ex.com/m/q', function: 'New', at: { file: 'q/q.go', line: 5 } });
    expect(sites[0]?.places.map((place) => [place.package, place.function])).toEqual([
      ['ex.com/m/q', 'ex.com/m/q.New'],
      ['ex.com/m/p', 'ex.com/m/p.Use'],
    ]);
  });

  test('a call inlined from another module is anchored at the module’s own line', () => {
    const chain = [frame('fmt.Errorf', '$GOROOT/src/fmt/errors.go', 31, 'fmt'), frame('ex.com/m/p.F', 'p/p.go', 7)];
    expect(groupSites([unit([call(chain)])], options)[0]).toMatchObject({
      package: 'ex.com/m/p',
      function: 'F',
      at: { file: 'p/p.go', line: 7 },
    });
  });

  test('generic code of another module stays there; each instantiation is a place', () => {
    const of = (shape: string): CallFact => call([frame(`slices.Grow[${shape}]`, '$GOROOT/src/slices/slices.go', 3, 'slices')]);
    const sites = groupSites([unit([of('go.shape.int'), of('go.shape.string')])], options);
    expect(sites).toHaveLength(1);
    expect(sites[0]).toMatchObject({ package: 'slices', function: 'Grow[...]' });
    expect(sites[0]?.places).toHaveLength(2);
  });

  test('different types on one line are different sites; conditions are in the order of the list', () => {
    const at = [frame('ex.com/m/p.F', 'p/p.go', 7)];
    const sites = groupSites(
      [unit([call(at), call(at, { type: 'string' }), call(at, { when: ['grows'], allocator: 'runtime.growslice' })])],
      options,
    );
    expect(sites.map((site) => [site.type?.name, site.when])).toEqual([
      ['int', ['always', 'grows']],
      ['string', ['always']],
    ]);
  });

  test('the compiler’s lines are those at the outermost frame, leaks left out', () => {
    const verdict = (line: number, kind: VerdictFact['kind'], subject: string): VerdictFact => ({
      file: 'p/p.go',
      line,
      column: 3,
      kind,
      subject,
      count: 1,
    });
    const chain = [frame('ex.com/m/q.New', 'q/q.go', 5, 'ex.com/m/q'), frame('ex.com/m/p.Use', 'p/p.go', 9)];
    const verdicts = [verdict(9, 'escapes-to-heap', '&q.T{}'), verdict(9, 'leaking-param', 'x'), verdict(5, 'moved-to-heap', 'y')];
    expect(groupSites([unit([call(chain)], { verdicts })], options)[0]?.places[0]?.verdicts).toEqual([
      { kind: 'escapes-to-heap', subject: '&q.T{}', column: 3, count: 1 },
    ]);
  });

  test('every call ends in exactly one place', () => {
    const calls = [call([frame('ex.com/m/p.F', 'p/p.go', 7)], { count: 3 }), call([frame('ex.com/m/p.G', 'p/p.go', 8)], { count: 2 })];
    const sites = groupSites([unit(calls), unit(calls, { variant: 'ex.com/m/p.test' })], options);
    const total = sites.flatMap((site) => site.places.flatMap((place) => place.calls.map((one) => one.count))).reduce((a, b) => a + b, 0);
    expect(total).toBe(10);
  });
});

test.each([
  ['ex.com/m/p.F', 'F'],
  ['ex.com/m/p.(*T).M', '(*T).M'],
  ['gopkg.in/yaml%2ev3.(*Decoder).Decode', '(*Decoder).Decode'],
  ['ex.com/m.New[go.shape.*ex.com/a/b.T]', 'New[...]'],
  ['ex.com/m.(*Set[go.shape.struct { X []int }]).Add.func1', '(*Set[...]).Add.func1'],
  ['main.main', 'main'],
  ['go.shape.struct { X *ex.com/a.T }.reflect.M', 'go.shape.struct { X *ex.com/a.T }.reflect.M'],
])('%s is written as %s', (symbol, name) => {
  expect(writtenName(symbol)).toBe(name);
});

test.each([
  ['$GOROOT/src/net/http/server.go', 'net/http'],
  ['$GOMODCACHE/github.com/!burnt!sushi/toml@v1.4.0/decode.go', 'github.com/BurntSushi/toml'],
  ['$GOMODCACHE/ex.com/a/v2@v2.0.0/b/c.go', 'ex.com/a/v2/b'],
  ['p/p.go', undefined],
  ['<autogenerated>', undefined],
])('%s belongs to %s', (file, pkg) => {
  expect(packageOfFile(file)).toBe(pkg);
});
