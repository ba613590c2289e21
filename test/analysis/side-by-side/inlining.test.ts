import { describe, expect, test } from 'vitest';
import { inliningRows, readInliningDecisions } from '../../../src/analysis/side-by-side/inlining.ts';
import { pinRows } from '../../../src/analysis/side-by-side/pins.ts';
import { readText } from '../../../src/compiler/read-text.ts';
import type { Pin } from '../../../src/model/pin.ts';
import type { Package } from '../../../src/model/report.ts';
import type { Unit } from '../../../src/model/unit.ts';

const packages: Package[] = ['ex.com/a/store', 'ex.com/b'].map((path) => ({
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  dir: '.',
  module: 'ex.com',
  files: [],
  state: 'ok',
}));

function unit(pkg: string, lines: readonly string[], variant?: string): Unit {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  const text = readText({ package: pkg, ...(variant === undefined ? {} : { variant }), bytes }, { nameFile: (name) => name });
  const listed = packages.find(({ path }) => path === pkg) ?? packages[0];
  if (!listed) throw new Error('no package');
  return { package: pkg, ...(variant === undefined ? {} : { variant }), listed, moduleDir: '.', texts: [text] };
}

const decide = (...units: Unit[]): ReturnType<typeof readInliningDecisions> => readInliningDecisions(units, packages);

const can = 's.go:5:6: can inline (*T).Get with cost 8 as: method(*T) func() int { return t.n }';
const cannot = 's.go:5:6: cannot inline (*T).Get: function too complex: cost 90 exceeds budget 80';

describe('inlining decisions', () => {
  test('calls of a function are counted in its own package and in others, which name it behind theirs; variants repeat them', () => {
    const calls = [
      unit('ex.com/a/store', [can, 's.go:9:4: inlining call to (*T).Get']),
      unit('ex.com/b', ['b.go:3:4: inlining call to (*store.T).Get', 'b.go:3:9: inlining call to (*store.T).Get']),
      unit('ex.com/b', ['b.go:3:4: inlining call to (*store.T).Get', 'b.go:3:9: inlining call to (*store.T).Get'], 'ex.com/b.test'),
      unit('ex.com/b', ['b.go:7:4: inlining call to (*other.T).Get']),
    ];
    expect([...decide(...calls).values()]).toMatchObject([{ function: '(*T).Get', cell: { state: 'can', cost: 8, calls: 3 } }]);
  });

  test('a row where one build can and another cannot, or where the number of calls is another', () => {
    const one = decide(
      unit('ex.com/a/store', [can, 's.go:9:4: inlining call to (*T).Get', 's.go:20:6: can inline F with cost 3 as: func() {  }']),
    );
    const other = decide(unit('ex.com/a/store', [cannot, 's.go:20:6: can inline F with cost 4 as: func() {  }']));
    expect(inliningRows([one, undefined, other])).toEqual([
      {
        package: 'ex.com/a/store',
        function: '(*T).Get',
        at: { file: 's.go', line: 5, column: 6 },
        cells: [
          { state: 'can', cost: 8, calls: 1 },
          { state: 'unknown' },
          { state: 'cannot', cost: 90, budget: 80, reason: 'function too complex: cost 90 exceeds budget 80', calls: 0 },
        ],
      },
    ]);
    expect(inliningRows([one, one])).toEqual([]);
  });

  test('functions of other modules, and a cycle at one call, are no decision on a function of these packages', () => {
    const lines = [
      '$GOROOT/src/slices/sort.go:5:6: can inline slices.Sort[go.shape.int] with cost 8 as: func() {  }',
      's.go:5:6: cannot inline F into G: repeated recursive cycle',
    ];
    expect(decide(unit('ex.com/b', lines)).size).toBe(0);
  });
});

test('pins are rows where builds judge them otherwise', () => {
  const pin = (id: string, result: Pin['result']): Pin => ({ id, kind: 'noalloc', package: 'p', at: { file: 'p.go', line: 3 }, result });
  expect(pinRows([[], []])).toBeUndefined();
  expect(pinRows([[pin('a', 'proven')], [pin('a', 'proven')]])).toEqual([]);
  expect(pinRows([[pin('a', 'proven'), pin('b', 'proven')], undefined, [pin('b', 'violated')]])).toMatchObject([
    { id: 'a', results: ['proven', 'unknown', 'absent'] },
    { id: 'b', results: ['proven', 'unknown', 'violated'] },
  ]);
});
