import { bareAssets } from '../support/no-page.ts';
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Finding } from '../../src/model/finding.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import { renderComparison } from '../../src/report/comparison-render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { findHostile, hostilePieces } from '../support/hostile-text.ts';
import { sampleComparison } from '../support/sample-comparison.ts';

const show = (comparison: Comparison, width?: number, color = false): string =>
  [...renderComparison('text', comparison, { color, all: true, nameFile: (file) => file, ...(width === undefined ? {} : { width }) })].join(
    '',
  );

test.each(formatsOf('comparison'))('%s: nothing that a terminal acts on', (format) => {
  for (const text of [hostilePieces.join('é')])
    expect(
      findHostile(
        [...renderComparison(format, sampleComparison(text), { color: false, all: true, nameFile: (file) => file, page: bareAssets })].join(
          '',
        ),
      ),
    ).toBeUndefined();
  for (const width of [20, 80])
    expect(findHostile(show(sampleComparison(hostilePieces.join('é')), width, true), { color: true })).toBeUndefined();
});

describe('the first line says what to think', () => {
  const { incomparable: _, ...whole } = { ...sampleComparison('x'), problems: [], findings: [] };
  const line = (more: Partial<Comparison>): string =>
    show({ ...whole, base: { label: 'main', revision: 'abcdef0123456789' }, ...more }).split('\n')[0] ?? '';
  const none = { new: 0, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 7 };

  test.each<readonly [Partial<Comparison>, string]>([
    [{ states: none }, 'no new allocations against main (abcdef012345): 7 unchanged'],
    [{ states: { ...none, new: 1, fixed: 2 } }, '1 new allocation, none an error, against main (abcdef012345): 2 fixed, 7 unchanged'],
    [{ states: { ...none, new: 1, worse: 2 } }, '1 new and 2 worse allocations, none an error, against main (abcdef012345): 7 unchanged'],
    [
      { incomparable: [{ what: 'goarch', base: 'amd64', head: 'arm64' }] },
      'not comparable with main (abcdef012345): goarch amd64 there, arm64 here',
    ],
    [{ head: { label: 'working tree' } }, 'nothing to measure against main (abcdef012345): 3 files changed, none that a build reads'],
    [{ head: { label: 'working tree' }, files: { changed: 0, read: 0 } }, 'no change against main (abcdef012345)'],
    [
      { problems: [{ code: 'package-failed', args: { output: '' }, effect: 'failed', in: ['base'] }] },
      'not judged against main (abcdef012345): the base does not build',
    ],
  ])('%#', (more, expected) => {
    expect(line(more)).toBe(expected);
  });
});

test('a side that does not build ends with 3, a new place with 1, builds that cannot be compared with 0', () => {
  const sample = { ...sampleComparison('x'), problems: [], findings: [] };
  expect(exitCode(sample)).toBe(0);
  expect(exitCode({ ...sample, findings: sampleComparison('x').findings.map(({ known: _, ...finding }) => finding as Finding) })).toBe(1);
  expect(exitCode({ ...sample, problems: [{ code: 'package-failed', effect: 'failed' }] })).toBe(3);
});
