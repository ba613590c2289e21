import { expect, test } from 'vitest';
import { arrangeRows } from '../../src/view/arrange-rows.ts';
import { twoRowComparison } from '../support/two-row-comparison.ts';

const { rows } = twoRowComparison('store.Order');
const lines = (choice: Parameters<typeof arrangeRows>[1]): number[] => arrangeRows(rows, choice).map(({ site }) => site.at.line);

test('rows are chosen by their gravest difference, by what is not explained, and by words in any case', () => {
  expect(lines({ text: '' })).toEqual([7, 9]);
  expect(lines({ kind: 'gained', text: '' })).toEqual([9]);
  expect(lines({ isUnexplained: true, text: '' })).toEqual([9]);
  expect(lines({ text: ' ORDER:7 ' })).toEqual([7]);
  expect(lines({ kind: 'size', text: '' })).toEqual([]);
});
