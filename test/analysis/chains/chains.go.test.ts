import { expect, it } from 'vitest';
import { checkChains } from './check-chains.ts';

it.each([true, false])('chains go through functions, packages and what holds a value (with source: %s)', (withSource) => {
  const { wanted, found } = checkChains('local', withSource);
  expect(found).toEqual(wanted);
});
