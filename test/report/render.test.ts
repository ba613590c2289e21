import fc from 'fast-check';
import fastStringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { cutTo } from '../../src/report/cut.ts';
import { renderJson } from '../../src/report/json.ts';
import { defaultList } from '../../src/report/render-options.ts';
import { renderText } from '../../src/report/text.ts';
import { sampleReport } from '../support/sample-report.ts';

test('the pieces of JSON are the document', () => {
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    node: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        tie('node'),
        { maxKeys: 4 },
      ),
    ),
  }));
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        value.node,
      ),
      (document) => {
        expect(JSON.parse([...renderJson(document)].join(''))).toEqual(JSON.parse(JSON.stringify(document)));
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});

test('a large list comes in many pieces', () => {
  const items = Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'x'.repeat(20) }));
  const pieces = [...renderJson({ items })];
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200_000);
  expect(JSON.parse(pieces.join(''))).toEqual({ items });
});

test('a cut line fits, keeps its beginning and closes its colour', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 2, max: 60 }), (text, columns) => {
      const line = text.replaceAll(/\p{Cc}/gu, '');
      const cut = cutTo(line, columns);
      expect(fastStringWidth(cut)).toBeLessThanOrEqual(columns);
      if (fastStringWidth(line) <= columns) expect(cut).toBe(line);
    }),
    { seed: 4, numRuns: 500 },
  );
  expect(cutTo(`\u001b[31m${'x'.repeat(50)}\u001b[39m`, 10)).toMatch(/^\u001b\[31mx{9}…\u001b\[0m$/);
});

test('where nothing was compiled there are no rows of zeros; a part that failed is not counted as read', () => {
  const of = (packagesFailed: number): string => {
    const report = sampleReport('x');
    const counts = { ...report.counts, packages: 2, packagesFailed };
    const options = { color: false, all: false, nameFile: (file: string) => file, list: defaultList };
    return [...renderText({ ...report, counts }, options)].join('');
  };
  expect(of(2)).toMatch(/2 packages failed: nothing is known of them\n$/);
  expect(of(2)).not.toContain('verdicts');
  expect(of(1)).toContain('in the code of 1 package');
  expect(of(1)).toContain('1 package failed: nothing is known of it');
});
