import { describe, expect, test } from 'vitest';
import { withoutTypeArguments } from '../../src/analysis/causes/function-names.ts';
import { readFunctionName, readTarget, withoutPointer } from '../../src/engine/explain-target.ts';

describe('what a target is', () => {
  test.each([
    ['a/b.go:12', { kind: 'place', file: 'a/b.go', line: 12 }],
    ['a/b.go:12:5', { kind: 'place', file: 'a/b.go', line: 12, column: 5 }],
    ['a/b.go:12:5:', { kind: 'place', file: 'a/b.go', line: 12, column: 5 }],
    ['C:\\m\\b.go:3', { kind: 'place', file: 'C:/m/b.go', line: 3 }],
    ['b.go:12:0', { kind: 'place', file: 'b.go', line: 12 }],
    ['b.go', { kind: 'file', file: 'b.go' }],
    ['store.New', { kind: 'name', name: 'store.New' }],
    ['(*T).M', { kind: 'name', name: '(*T).M' }],
    ['b.go:99999999999', { kind: 'name', name: 'b.go:99999999999' }],
  ])('%s', (text, target) => expect(readTarget(text)).toEqual(target));
});

describe('how a name can be read', () => {
  test.each([
    ['New', [{ package: '', name: 'New' }]],
    [
      'store.New',
      [
        { package: 'store', name: 'New' },
        { package: '', name: 'store.New' },
      ],
    ],
    ['ex.com/a.b/store.New', [{ package: 'ex.com/a.b/store', name: 'New' }]],
    ['(*T).M', [{ package: '', name: '(*T).M' }]],
    ['store.(*T).M', [{ package: 'store', name: '(*T).M' }]],
    ['ex.com/store.(*T[ex.com/x.Y]).M.func1', [{ package: 'ex.com/store', name: '(*T).M.func1' }]],
    ['NewStack[int]', [{ package: '', name: 'NewStack' }]],
  ])('%s', (text, readings) => expect(readFunctionName(text)).toEqual(readings));
});

test('type arguments and pointers go', () => {
  expect(withoutTypeArguments('(*Map[string,[]int]).Get[go.shape.struct { a []int }]')).toBe('(*Map).Get');
  expect(['(*T).M', '(T).M', 'T.M', 'F'].map(withoutPointer)).toEqual(['T.M', 'T.M', 'T.M', 'F']);
});
