/**
 * What the report says, against heap profiles at rate 1 of other people's tests, and whether this way of testing would see a fault. Takes
 * minutes. Prints its figures; `npm run truth` prints each case.
 */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Place, Site } from '../../src/model/site.ts';
import { copyModule } from '../../tools/lib/open-modules.ts';
import { root } from '../../tools/lib/root.ts';
import { gatherEvidence } from '../../tools/lib/truth-evidence.ts';
import { judge } from '../../tools/lib/truth-judge.ts';
import { truthModules } from '../../tools/lib/truth-modules.ts';
import { renderTruth } from '../../tools/lib/truth-render.ts';
import { summarise } from '../../tools/lib/truth-summary.ts';

describe.each(truthModules)('%s', (name) => {
  const [module = '', version = ''] = name.split('@');
  const folder = copyModule({ path: module, version }, path.join(root, '.cache', 'truth'));
  const evidence = gatherEvidence(folder, `${folder}.go`, { short: false });
  const found = judge(evidence);
  const summary = summarise(found.judged);

  test('what allocates always is in the profile, what is paper is not', () => {
    console.log(renderTruth(name, evidence, { summary, ...found }).join('\n'));
    expect(summary.allocates.judged).toBeGreaterThan(50);
    expect(summary.paper.judged).toBeGreaterThan(25);
    expect(summary.allocates.wrong).toEqual([]);
    expect(summary.paper.wrong).toEqual([]);
    expect(summary.disagreeing).toEqual([]);
    // What cannot be told is named, and must not become the rule.
    expect(summary.untold.length).toBeLessThan(summary.allocates.judged / 2);
  });

  test('calls of allocators that were sampled are on sites', () => {
    const allocators = new Set(
      evidence.report.sites.flatMap((site) => site.places.flatMap((place) => place.calls.map((call) => call.allocator))),
    );
    expect(found.leftovers.filter(({ call }) => allocators.has(call.callee ?? '')).map(({ frames }) => frames)).toEqual([]);
    expect(found.matched).toBeGreaterThan(500);
  });

  test('a report that is wrong is found out: allocations called paper, and paper called allocations', () => {
    const shown = new Set(
      found.judged
        .filter((one) => one.seen === 'shown' && one.site.when.join() === 'always' && one.ran === 'executed')
        .map((one) => one.site),
    );
    const papers = new Set(found.judged.filter((one) => one.site.outcome === 'paper' && one.ran === 'executed').map((one) => one.site));
    const turned = evidence.report.sites.map((site): Site => {
      if (shown.has(site))
        return { ...site, outcome: 'paper', paper: 'constant', places: site.places.map((place) => ({ ...place, calls: [] })) };
      if (papers.has(site)) return { ...site, outcome: 'allocates', said: 'heap', when: ['always'], places: site.places.map(withCall) };
      return site;
    });
    const wrong = summarise(judge({ ...evidence, report: { ...evidence.report, sites: turned }, withoutTiny: () => undefined }).judged);
    const caught = { allocates: wrong.allocates.wrong.length, paper: wrong.paper.wrong.length };
    console.log(
      `${name}: of ${shown.size} allocations called paper ${caught.paper} are found, of ${papers.size} called allocations ${caught.allocates}`,
    );
    expect(caught.paper).toBeGreaterThan(shown.size * 0.9);
    expect(caught.allocates).toBeGreaterThan(papers.size * 0.6);
  });
});

function withCall(place: Place): Place {
  return { ...place, calls: [{ allocator: 'runtime.newobject', when: ['always'], count: 1 }] };
}
