import { describe, expect, test } from 'vitest';
import { joinUnit } from '../../../src/analysis/join/join-unit.ts';
import type { JoinOptions } from '../../../src/analysis/join/unit-join.ts';
import { createWhatOf, describeType } from '../../../src/analysis/join/what-of.ts';
import { buildSites } from '../../../src/analysis/sites/build-sites.ts';
import type { CallFact } from '../../../src/model/facts.ts';
import type { Site } from '../../../src/model/site.ts';
import type { Unit } from '../../../src/model/unit.ts';
import { call, frame, unit, verdict } from '../../support/made-facts.ts';

const joining: JoinOptions = { whatOf: createWhatOf('1.26'), functionLines: () => undefined };

function sitesOf(units: readonly Unit[], options: Partial<JoinOptions> = {}, cause: Site['cause'] = { code: 'unknown', args: {} }): Site[] {
  return buildSites(
    units.map((one) => ({ unit: one, join: joinUnit(one, { ...joining, ...options }) })),
    {
      ownerOf: (file) => ({ 'p/p.go': 'ex.com/m/p', 'q/q.go': 'ex.com/m/q' })[file],
      describe: describeType,
      charged: (size) => size,
      causeOf: () => cause,
      // Line 31 of a foreign file stands in a branch.
      isStraight: (_, line) => line !== 31,
      hasLoopVariables: () => true,
      hasMakeBuffer: true,
      digest: (...parts) => parts.join('|').padEnd(16),
    },
  );
}

describe('calls by written place', () => {
  test('an inlined copy belongs to the place where it is written, in its own package', () => {
    const own = call([frame('ex.com/m/q.New', 'q/q.go', 5, 'ex.com/m/q')]);
    const copy = call([frame('ex.com/m/q.New', 'q/q.go', 5, 'ex.com/m/q'), frame('ex.com/m/p.Use', 'p/p.go', 9)]);
    const sites = sitesOf([unit([own], { package: 'ex.com/m/q', files: ['q/q.go'] }), unit([copy])]);
    expect(sites).toHaveLength(1);
    expect(sites[0]).toMatchObject({ package: 'ex.com/m/q', function: 'New', at: { file: 'q/q.go', line: 5 } });
    expect(sites[0]?.places.map((place) => [place.package, place.function])).toEqual([
      ['ex.com/m/q', 'ex.com/m/q.New'],
      ['ex.com/m/p', 'ex.com/m/p.Use'],
    ]);
  });

  test('a call inlined from another module is anchored at the module’s own line', () => {
    const chain = [frame('fmt.Errorf', '$GOROOT/src/fmt/errors.go', 31, 'fmt'), frame('ex.com/m/p.F', 'p/p.go', 7)];
    expect(sitesOf([unit([call(chain)])])[0]).toMatchObject({ package: 'ex.com/m/p', function: 'F', at: { file: 'p/p.go', line: 7 } });
  });

  test.each([
    [31, ['inlined-branch']],
    [32, ['always']],
  ])('line %i of an inlined function: %j', (line, when) => {
    const made = frame('errors.New', '$GOROOT/src/errors/errors.go', 60, 'errors');
    const chain = [made, frame('fmt.Errorf', '$GOROOT/src/fmt/errors.go', line, 'fmt'), frame('ex.com/m/p.F', 'p/p.go', 7)];
    expect(sitesOf([unit([call(chain)])])[0]?.when).toEqual(when);
  });

  test('what has no buffer on the stack does not exceed it: `s += x`', () => {
    const concat = call([frame('ex.com/m/p.F', 'p/p.go', 7)], { allocator: 'runtime.concatstring2', when: ['exceeds-buffer'] });
    const exceeded = { code: 'buffer-exceeded', args: {} } as const;
    const stays = verdict(7, 'does-not-escape', 'a + b');
    expect(sitesOf([unit([concat])], {}, exceeded)[0]).toMatchObject({ when: ['large-value'], cause: { code: 'string-made' } });
    expect(sitesOf([unit([concat], { verdicts: [stays] })], {}, exceeded)[0]).toMatchObject({
      when: ['exceeds-buffer'],
      cause: { code: 'buffer-exceeded' },
    });
  });

  test('generic code of another module stays there; each instantiation is a place', () => {
    const of = (shape: string): CallFact => call([frame(`slices.Grow[${shape}]`, '$GOROOT/src/slices/slices.go', 3, 'slices')]);
    const sites = sitesOf([unit([of('go.shape.int'), of('go.shape.string')])]);
    expect(sites).toHaveLength(1);
    expect(sites[0]).toMatchObject({ package: 'slices', function: 'Grow[...]' });
    expect(sites[0]?.places).toHaveLength(2);
  });

  test('different types and kinds on one line are different sites', () => {
    const at = [frame('ex.com/m/p.F', 'p/p.go', 7)];
    const sites = sitesOf([unit([call(at), call(at, { type: 'string' }), call(at, { when: ['grows'], allocator: 'runtime.growslice' })])]);
    expect(sites.map((site) => [site.what, site.type?.name, site.when])).toEqual([
      ['growth', 'int', ['grows']],
      ['object', 'int', ['always']],
      ['object', 'string', ['always']],
    ]);
  });

  test('conditions of all its calls are in the order of the list', () => {
    const at = [frame('ex.com/m/p.F', 'p/p.go', 7)];
    const calls = [call(at, { when: ['grows'], allocator: 'runtime.growslice' }), call(at), call(at, { when: ['leaves-frame'] })];
    const sites = sitesOf([unit(calls)], { whatOf: () => 'object' });
    expect(sites.map((site) => site.when)).toEqual([['always', 'grows', 'leaves-frame']]);
  });

  test('the compiler’s lines are those at the outermost frame, leaks left out', () => {
    const chain = [frame('ex.com/m/q.New', 'q/q.go', 5, 'ex.com/m/q'), frame('ex.com/m/p.Use', 'p/p.go', 9)];
    const verdicts = [verdict(9, 'escapes-to-heap', '&q.T{}'), verdict(9, 'leaking-param', 'x'), verdict(5, 'moved-to-heap', 'y')];
    const sites = sitesOf([unit([call(chain, { type: 'ex.com/m/q.T' })], { verdicts })]);
    expect(sites.map((site) => [site.package, site.outcome])).toEqual([
      ['ex.com/m/p', 'unsettled'],
      ['ex.com/m/q', 'allocates'],
    ]);
    expect(sites[1]?.places[0]?.verdicts).toEqual([{ kind: 'escapes-to-heap', subject: '&q.T{}', column: 3, count: 1 }]);
  });

  test('every call ends in exactly one place', () => {
    const calls = [call([frame('ex.com/m/p.F', 'p/p.go', 7)], { count: 3 }), call([frame('ex.com/m/p.G', 'p/p.go', 8)], { count: 2 })];
    const sites = sitesOf([unit(calls), unit(calls, { variant: 'ex.com/m/p.test' })]);
    const total = sites.flatMap((site) => site.places.flatMap((place) => place.calls.map((one) => one.count))).reduce((a, b) => a + b, 0);
    expect(total).toBe(10);
  });
});
