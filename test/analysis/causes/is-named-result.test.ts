import { expect, test } from 'vitest';
import { isNamedResult } from '../../../src/analysis/causes/is-named-result.ts';

const lines = `package p

func (t *T) Method(
	path []byte,
) (a, s string, err error) {
	for i := range path {
		s = string(path[:i])
	}
	return
}

var x = func() (y string) { return "" }

func Plain(n int) (string, error) { return "", nil }
`.split('\n');
const lineAt = (file: string, line: number): string | undefined => (file === 'p.go' ? lines[line - 1] : undefined);
const is = (name: string, line: number, file = 'p.go'): boolean => isNamedResult(lineAt, name, { file, line, column: 3 });

test('names in the signature of the declared function around it, and of no other', () => {
  expect(['a', 's', 'err', 'path', 't', 'i'].map((name) => is(name, 7))).toEqual([true, true, true, false, false, false]);
  expect(is('y', 12)).toBe(false);
  expect(is('string', 14)).toBe(false);
  expect(is('s', 7, 'other.go')).toBe(false);
  // Behind its end nothing is in it.
  expect(is('s', 12)).toBe(false);
});
