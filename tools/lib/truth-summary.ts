import type { Site } from '../../src/model/site.ts';
import type { Judged } from './truth-judge.ts';

/** One of the two claims that are tested: how many sites were judged, and those that the profile contradicts. */
export interface Claim {
  readonly judged: number;
  readonly wrong: readonly Judged[];
}
export interface Summary {
  /** Sites said to allocate always, executed: objects are expected. */
  readonly allocates: Claim;
  /** … of these, shown only where tiny objects have blocks of their own. */
  readonly byTiny: number;
  /** Paper sites, executed: no objects are expected. */
  readonly paper: Claim;
  /** Executed sites of the two claims of which neither coverage nor profile can tell, each with its excuse or state of execution. */
  readonly untold: readonly Judged[];
  /** Sites with objects in code that coverage calls not executed. */
  readonly disagreeing: readonly Judged[];
  /** Other outcomes and conditions, executed: of these nothing is claimed. */
  readonly others: readonly { readonly name: string; readonly executed: number; readonly shown: number }[];
  /** Judged and wrong of the first claim, by what is allocated. */
  readonly byWhat: readonly { readonly what: Site['what']; readonly judged: number; readonly wrong: number }[];
}

/** Counts what {@link Judged} sites say of the two claims. */
export function summarise(judged: readonly Judged[]): Summary {
  const always = judged.filter(({ site }) => site.outcome === 'allocates' && site.when.length === 1 && site.when[0] === 'always');
  const allocating = always.filter((one) => hasRun(one) && one.excuse === undefined);
  const paper = judged.filter(({ site }) => site.outcome === 'paper');
  const others = new Map<string, { executed: number; shown: number }>();
  for (const one of judged) {
    if (!hasRun(one) || one.site.outcome === 'paper' || always.includes(one)) continue;
    const name = one.site.outcome === 'allocates' ? one.site.when.join(' or ') : one.site.outcome;
    const count = others.get(name) ?? { executed: 0, shown: 0 };
    others.set(name, { executed: count.executed + 1, shown: count.shown + Number(isShown(one)) });
  }
  return {
    allocates: { judged: allocating.length, wrong: allocating.filter((one) => !isShown(one)) },
    byTiny: allocating.filter((one) => one.seen === 'by-tiny').length,
    paper: { judged: paper.filter(hasRun).length, wrong: paper.filter((one) => hasRun(one) && one.against !== undefined) },
    untold: [
      ...always.filter((one) => hasRun(one) && one.excuse !== undefined),
      ...[...always, ...paper].filter((one) => one.ran === 'several-blocks' || one.ran === 'no-block'),
    ],
    disagreeing: judged.filter((one) => one.ran === 'not-executed' && isShown(one)),
    others: [...others].map(([name, count]) => ({ name, ...count })).toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    byWhat: [...new Set(allocating.map(({ site }) => site.what))].toSorted().map((what) => {
      const members = allocating.filter(({ site }) => site.what === what);
      return { what, judged: members.length, wrong: members.filter((one) => !isShown(one)).length };
    }),
  };
}

function hasRun({ ran }: Judged): boolean {
  return ran === 'executed' || ran === 'at-start';
}

function isShown({ seen }: Judged): boolean {
  return seen === 'shown' || seen === 'by-tiny';
}
