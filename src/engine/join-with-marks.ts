import { matchUnit, settleUnit } from '../analysis/join/join-unit.ts';
import { listOpenLines } from '../analysis/join/open-lines.ts';
import type { JoinedUnit, JoinOptions, UnitMatch } from '../analysis/join/unit-join.ts';
import { createWhatOf } from '../analysis/join/what-of.ts';
import type { Host } from '../host/host.ts';
import type { LineMark } from '../model/facts.ts';
import { readMarks } from '../object/read-marks.ts';
import type { Plan } from './gather.ts';
import type { ReadArchivesResult } from './read-archives.ts';
import type { LocatedUnit } from './units.ts';

export type JoinedLocated = JoinedUnit & { readonly unit: LocatedUnit };

/**
 * Joins the units. The code of lines that calls alone do not settle, those of heap verdicts without a call, is read for it: only the
 * functions around them, a tenth of the verdicts in real modules.
 */
export async function joinWithMarks(
  host: Pick<Host, 'turn'>,
  plan: Pick<Plan, 'nameFile'>,
  { units, source, store }: Pick<ReadArchivesResult, 'units' | 'source' | 'store'>,
  { release, functionLines }: { readonly release: string; readonly functionLines: JoinOptions['functionLines'] },
  onStep: (done: number, of: number) => void,
): Promise<readonly JoinedLocated[]> {
  const joining: JoinOptions = { whatOf: createWhatOf(release), functionLines };
  const joined: JoinedLocated[] = [];
  for (const unit of units) {
    onStep(joined.length, units.length);
    // Else a program of thousands of units shows nothing and hears no Ctrl-C for seconds.
    await host.turn();
    const match = matchUnit(unit, joining);
    const marks = await readOpenLines(unit, match);
    const read = unit.archive && marks ? { ...unit, archive: { ...unit.archive, marks } } : unit;
    joined.push({ unit: read, join: settleUnit(read, match, joining) });
  }
  return joined;

  async function readOpenLines(unit: LocatedUnit, match: UnitMatch): Promise<readonly LineMark[] | undefined> {
    const { archiveFile } = unit;
    if (!unit.archive || archiveFile === undefined) return undefined;
    const wanted = listOpenLines(settleUnit(unit, match, joining).loose, joining);
    const bytes = wanted.size === 0 ? undefined : await store.read(archiveFile);
    return bytes ? readMarks(bytes, { ...source, nameFile: plan.nameFile, package: unit.package }, wanted) : [];
  }
}
