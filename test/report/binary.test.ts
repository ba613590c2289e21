import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { sourceVerdicts, type BinaryResult } from '../../src/model/binary.ts';
import { binaryResultSchema } from '../../src/model/schema/binary-schema.ts';
import { renderBinary, type BinaryFormat } from '../../src/report/binary-render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { expectGolden } from '../support/golden.ts';
import { findHostile, hostilePieces } from '../support/hostile-text.ts';
import { sampleBinary } from '../support/sample-binary.ts';

const nameFile = (file: string): string => file;
const show = (result: BinaryResult, format: BinaryFormat, width?: number, all = true): string =>
  [...renderBinary(format, result, { color: false, all, nameFile, ...(width === undefined ? {} : { width }) })].join('');

describe('a program against its module', () => {
  test.each([
    ['text-80', 'text', 80],
    ['text', 'text', undefined],
    ['markdown', 'markdown', undefined],
  ] as const)('%s', (name, format, width) => expectGolden(`binary/${name}.txt`, show(sampleBinary('ex.com/shop'), format, width)));

  test('each verdict has a sentence of its own, and a code from a later version is shown', () => {
    const sentences = sourceVerdicts.map((verdict) => show(sampleBinary('x', verdict), 'text'));
    expect(new Set(sentences).size).toBe(sourceVerdicts.length);
    const sample = sampleBinary('x');
    const later = {
      ...sample,
      standing: sample.standing.map((one) => ({ ...one, state: 'gone', why: 'melted' })),
    } as unknown as BinaryResult;
    expect(show(later, 'text')).toContain('melted');
  });

  test('lists are cut without --all', () => {
    const sample = sampleBinary('x');
    const many = { ...sample, extra: Array.from({ length: 60 }, (_, index) => ({ ...sample.extra[0]!, line: index + 1 })) };
    expect(show(many, 'text', 80, false)).toContain('… and 40 more: --all lists them');
    expect(show(many, 'text', 80)).not.toContain('more: --all');
    expect(show(many, 'markdown', undefined, false)).toContain('\n10 more.\n');
  });

  test.each(formatsOf('binary'))('%s: nothing that a terminal acts on', (format) => {
    for (const text of hostilePieces) expect(findHostile(show(sampleBinary(text), format))).toBeUndefined();
  });

  test('json: what is parsed is unchanged, and fits its schema', () => {
    const sample = sampleBinary(hostilePieces.join('é'));
    const parsed: unknown = JSON.parse(show(sample, 'json'));
    expect(parsed).toEqual(JSON.parse(JSON.stringify(sample)));
    expect(v.safeParse(binaryResultSchema, parsed).issues).toBeUndefined();
  });
});
