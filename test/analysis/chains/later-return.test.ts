import { expect, it } from 'vitest';
import { moveToLaterReturn } from '../../../src/analysis/chains/later-return.ts';
import type { ChainStep } from '../../../src/model/chains.ts';

const source = `func f() (*T, error) {
	if a {
		return nil, err
	}
	list = append(list, x)
	if b {
		return nil, errors
	}
	return list, err
}

func g() {
	return nil, err
}`.split('\n');
const lineAt = (_file: string, line: number): string | undefined => source[line - 1];

function step(code: ChainStep['code'], line: number): ChainStep {
  return { code, function: 'f', package: 'p', at: { file: 'a.go', line }, folded: 0 };
}

function moved(steps: readonly ChainStep[], lines: readonly string[] = source): (number | undefined)[] {
  return moveToLaterReturn(steps, (_file, line) => lines[line - 1]).map(({ at }) => at?.line);
}

it.each([
  ['return list, err', 'return list, nil', 9],
  ['return f(list), err', 'return f(list), nil', 9],
  ['return nil, err', 'return list, err', 3],
  ['return list', 'return list, err', 3],
  ['return &T{', 'return &T{', 3],
])('%s … %s', (first, later, line) => {
  const lines = source.map((text, index) => (index === 2 ? `\t\t${first}` : index === 8 ? `\t${later}` : text));
  expect(moved([step('allocated', 5), step('appended-to', 3), step('returned', 3)], lines)).toEqual([5, line, line]);
});

it('leaves what is in order, and what is no return', () => {
  expect(moved([step('allocated', 2), step('returned', 3)])).toEqual([2, 3]);
  expect(moved([step('allocated', 9), step('passed', 5)])).toEqual([9, 5]);
  expect(moveToLaterReturn([{ ...step('returned', 3), at: { file: 'b.go', line: 3 } }], lineAt)[0]?.at?.line).toBe(3);
});
