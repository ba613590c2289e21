import { test } from 'vitest';
import { goProblem } from './go-toolchain.ts';

// Takes the place of all tests that run Go when there is no usable Go: one failure with one sentence instead of a hundred.
test('a usable Go is on PATH', () => {
  const problem = goProblem();
  if (problem !== undefined) throw new Error(problem);
});
