import { entriesOf } from '../../src/model/tables/release.ts';
import type { AllocatorRow, Release } from '../../src/model/tables/index.ts';
import { settled } from '../../src/model/tables/settled-data.ts';
import type { Survey } from '../../tools/lib/survey-runtime.ts';

/** Functions of the runtime that compiled packages call and that have no row, with one such package. */
export function listWithoutRow(survey: Survey, rows: ReadonlyMap<string, AllocatorRow>): string[] {
  return [...survey.called].filter(([name]) => !rows.has(name)).map(([name, by]) => `${name} (called by ${by})`);
}

/** Rows of the generated table that the calls inside the runtime contradict: a way to `mallocgc`, or a reason that the row lacks. */
export function listMisjudged(survey: Survey, release: Release): string[] {
  return entriesOf(settled, release).flatMap((entry) => {
    const [name = '', ...codes] = entry.split(' ');
    if (!survey.graph.defined.has(name)) return [];
    const { path, reasons } = survey.graph.judge(name);
    if (path !== undefined) return [`${name}: ${path.join(' > ')}`];
    return reasons.filter((reason) => !codes.includes(reason)).map((reason) => `${name}: ${reason}`);
  });
}
