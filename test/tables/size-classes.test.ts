import { expect, it } from 'vitest';
import { chargedSize } from '../../src/model/tables/index.ts';

it.each([
  ['a type of 600 bytes with a pointer has a header', 600, true, 8, 640],
  ['… and without one none', 600, false, 8, 640],
  ['512 bytes with pointers still have none', 512, true, 8, 512],
  ['513 to 568 bytes and header fit in 576', 568, true, 8, 576],
  ['576 bytes and header do not', 576, true, 8, 640],
  ['128 bytes with pointers on a 32-bit machine have none', 128, true, 4, 128],
  ['132 bytes there have one', 132, true, 4, 144],
  ['the last small object', 32760, true, 8, 32768],
  ['whole pages', 32769, false, 8, 40960],
  ['three objects of 5 bytes share a block', 5, false, 8, 5],
  ['12 bytes share with none', 12, false, 8, 16],
  ['zero bytes', 0, false, 8, 0],
] as const)('%s', (_, bytes, hasPointers, pointerSize, charged) => {
  expect(chargedSize('go1.26.8', bytes, hasPointers, pointerSize)).toBe(charged);
});

it('takes an unknown release to be like the newest', () => {
  expect(chargedSize('go1.99', 25, false, 8)).toBe(chargedSize('1.27', 25, false, 8));
});
