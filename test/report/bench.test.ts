import { readFileSync } from 'node:fs';
import path from 'node:path';
import fastStringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import type { BenchResult } from '../../src/model/bench.ts';
import { renderBench } from '../../src/report/bench-render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { findHostile, hostilePieces, hostileText } from '../support/hostile-text.ts';
import { root } from '../support/repo.ts';

const saved = readFileSync(path.join(root, 'test/documents/bench-1.json'), 'utf8');
const options = { color: false, all: true, nameFile: (file: string): string => file };

test('nothing that a terminal acts on, whatever names, types and words say', () => {
  for (const piece of [...hostilePieces, hostileText]) {
    const result = JSON.parse(saved, (key, value: unknown) =>
      typeof value === 'string' && !['schema', 'state', 'outcome', 'code', 'reason', 'id', 'site'].includes(key)
        ? `${value}${piece}`
        : value,
    ) as BenchResult;
    for (const format of formatsOf('bench'))
      expect(findHostile([...renderBench(format, result, options)].join('')), format).toBeUndefined();
  }
});

test('no line is wider than the terminal', () => {
  for (const width of [40, 80])
    for (const line of [...renderBench('text', JSON.parse(saved) as BenchResult, { ...options, width })].join('').split('\n').slice(3))
      expect(fastStringWidth(line), line).toBeLessThanOrEqual(width);
});

test('a package that was not built is not one without benchmarks', () => {
  const result = JSON.parse(saved) as BenchResult;
  const packages = [...result.packages, { path: 'ex.com/none', benchmarks: 0 }, { path: 'ex.com/broken', benchmarks: 0 }];
  const problems = [{ code: 'package-failed', args: { output: '' }, effect: 'failed', package: 'ex.com/broken' } as const];
  const last = (of: BenchResult): string | undefined => [...renderBench('text', of, options)].join('').trimEnd().split('\n').at(-1);
  expect(last({ ...result, packages })).toMatch(/; 3 other packages without$/);
  expect(last({ ...result, packages, problems })).toMatch(/; 2 other packages without; 1 not built$/);
});
