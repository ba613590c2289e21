import { expect, test } from 'vitest';
import { auxKind, auxSymbol, dataRange } from '../../src/object/go-object.ts';
import { openArchive } from '../../src/object/open-archive.ts';
import { createBudget, readChain, walkTable } from '../../src/object/read-positions.ts';
import { need, needRecording } from './recorded.ts';

const bytes = need(needRecording('go1.26-linux-amd64'), 'shapes');
const [object] = openArchive(bytes).objects;
if (!object) throw new Error('no object');

/** The first function that has inlined calls. */
function withInlined(): { readonly symbol: number; readonly info: number } {
  for (let symbol = 0; object && symbol < object.definedCount; symbol++) {
    const info = auxSymbol(object, symbol, auxKind.funcInfo);
    const tree = auxSymbol(object, symbol, auxKind.pcInline);
    if (info < 0 || tree < 0) continue;
    const [from, to] = dataRange(object, tree);
    if (to - from > 4) return { symbol, info };
  }
  throw new Error('no function with inlined calls');
}

test('one chain that is asked for again and again ends at a limit', () => {
  const { info } = withInlined();
  const budget = createBudget(bytes.length);
  const { nodes } = budget.limits;
  const read = (): void => {
    for (let n = 0; n <= nodes; n++) readChain(object, info, 0, budget);
  };
  expect(read).toThrow(expect.objectContaining({ code: 'archive-limit', args: { what: 'inlined calls', limit: nodes } }));
});

test('one table that is walked again and again ends at a limit', () => {
  const { symbol } = withInlined();
  const budget = createBudget(bytes.length);
  const table = auxSymbol(object, symbol, auxKind.pcLine);
  const read = (): void => {
    for (let n = 0; n <= budget.limits.tables; n++) walkTable(object, table, 1, budget, () => true);
  };
  expect(read).toThrow(
    expect.objectContaining({ code: 'archive-limit', args: { what: 'bytes of line tables', limit: budget.limits.tables } }),
  );
});

test('a real archive uses a small part of its budget', () => {
  const budget = createBudget(bytes.length);
  for (let symbol = 0; symbol < object.definedCount; symbol++)
    walkTable(object, auxSymbol(object, symbol, auxKind.pcLine), 1, budget, () => true);
  expect(budget.limits.tables - budget.tables).toBeLessThan(bytes.length / 4);
});
