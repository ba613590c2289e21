import { expect, test } from 'vitest';
import { mapPlaces } from '../../../src/analysis/difference/place-map.ts';
import type { ComparedSide } from '../../../src/analysis/difference/side.ts';
import { createCallerTest, type CallerSide } from '../../../src/analysis/side-by-side/callers.ts';
import { outlineLines } from '../../../src/source/outline-source.ts';
import { scanGo } from '../../../src/source/scan-go.ts';
import { makeSite } from './made-site.ts';

const text = `package p

func New() *T {
	return &T{}
}

func Use() {
	New()
}
`;
const bytes = new TextEncoder().encode(text);
const scan = scanGo(bytes);
const site = makeSite({ line: 4, name: 'New', subject: '&T{}' });

function build(isInlined: boolean, more: Partial<ComparedSide> = {}): CallerSide {
  const functions = scan.functions.map(({ name, span }) => ({ name, line: span.line, endLine: span.endLine }));
  const side: ComparedSide = {
    sites: [site],
    outlines: [{ file: 'p/p.go', digest: 'x', ...outlineLines(bytes, scan.lines), functions }],
    packageOf: () => 'ex.com/p',
    inlined: isInlined ? [{ file: 'p/p.go', line: 8, callee: 'New', stays: ['&T{}'] }] : [],
    ...more,
  };
  const cell = isInlined
    ? ({ state: 'can', cost: 7, calls: 1 } as const)
    : ({ state: 'cannot', cost: 90, budget: 80, reason: 'function too complex', calls: 0 } as const);
  return { side, decisions: new Map([['ex.com/p\0New', { package: 'ex.com/p', function: 'New', at: site.at, cell }]]) };
}

const between = (before: CallerSide, after: CallerSide): ReturnType<ReturnType<typeof createCallerTest>> =>
  createCallerTest(before, after, mapPlaces(before.side, after.side))(site, site);

test('a place is reached by a call that had its function inlined, and the other way', () => {
  const at = { file: 'p/p.go', line: 8 };
  expect(between(build(true), build(false))).toEqual({
    callers: { gained: [at], lost: [] },
    reasons: [{ code: 'not-inlined', callee: 'New', at, cost: 90, budget: 80 }],
  });
  expect(between(build(false), build(true))).toEqual({
    callers: { gained: [], lost: [at] },
    reasons: [{ code: 'inlined', callee: 'New', at, cost: 7 }],
  });
});

test('not where it is inlined in both, in none, or allocated where it was inlined', () => {
  for (const isInlined of [true, false]) expect(between(build(isInlined), build(isInlined))).toBeUndefined();
  const escaping = build(true, { inlined: [{ file: 'p/p.go', line: 8, callee: 'New', stays: [] }] });
  expect(between(escaping, build(false))).toBeUndefined();
});
