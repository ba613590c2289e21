import { joinUnit, listOpenLines, type JoinOptions } from '../analysis/join/join-unit.ts';
import { createWhatOf } from '../analysis/join/what-of.ts';
import type { Generations } from '../base/generations.ts';
import type { LineMark } from '../model/facts.ts';
import type { Unit } from '../model/report.ts';
import { readMarks } from '../object/read-marks.ts';
import type { Plan } from './gather.ts';
import type { ReadArchivesResult } from './read-archives.ts';

/**
 * Looks at the code of the lines that calls alone do not settle: heap verdicts without a call. Only the functions around them are read, a
 * tenth of the verdicts in real modules.
 */
export async function readOpenLines(
  plan: Pick<Plan, 'nameFile'>,
  { units, source, store }: Pick<ReadArchivesResult, 'units' | 'source' | 'store'>,
  options: { readonly release: string; readonly functionLines: JoinOptions['functionLines'] },
  memory: { readonly marks: Generations<readonly LineMark[]> },
): Promise<readonly Unit[]> {
  const joining = { whatOf: createWhatOf(options.release), functionLines: options.functionLines };
  const read: Unit[] = [];
  for (const unit of units) {
    const { archiveFile } = unit;
    if (!unit.archive || archiveFile === undefined) {
      read.push(unit);
      continue;
    }
    // The compile that wrote the archive printed the text: what is wanted follows from the file's name, which is its content's.
    let marks = memory.marks.get(archiveFile);
    if (!marks) {
      const wanted = listOpenLines(joinUnit(unit, joining).loose, joining);
      marks =
        wanted.size === 0
          ? []
          : readMarks(await store.read(archiveFile), { ...source, nameFile: plan.nameFile, package: unit.package }, wanted);
      memory.marks.set(archiveFile, marks);
    }
    read.push({ ...unit, archive: { ...unit.archive, marks } });
  }
  return read;
}
