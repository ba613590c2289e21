import type { Package } from '../../model/report.ts';
import type { Profile } from '../../model/profile.ts';
import type { WrittenFunction } from './agreement.ts';

/**
 * Which of several programs a profile is of: its functions are all named `main.…`, and files of programs often share their names. The one in which most of these
 * functions begin on the lines that the profile says; among equals, the one that has most of them. Null where none has any: then it is
 * the program that runs tests, or one that is not in the report.
 */
export function chooseMain(
  packages: readonly Package[],
  { functions, strings }: Profile,
  written: ReadonlyMap<string, readonly WrittenFunction[]>,
): string | null {
  const candidates = new Map<string, Map<string, number>>();
  for (const { path, name, files, dependency } of packages) {
    if (name !== 'main' || dependency) continue;
    const begins = candidates.get(path) ?? new Map<string, number>();
    candidates.set(path, begins);
    for (const file of files) for (const fn of written.get(file) ?? []) begins.set(`${baseOf(file)}\0${fn.name}`, fn.line);
  }
  const scores = new Map([...candidates.keys()].map((path) => [path, { begin: 0, have: 0 }]));
  for (let row = 0; row < functions.count; row++) {
    const name = strings[functions.names[row] ?? 0] ?? '';
    if (!name.startsWith('main.')) continue;
    const key = `${baseOf(strings[functions.files[row] ?? 0] ?? '')}\0${name.slice('main.'.length)}`;
    for (const [path, begins] of candidates) {
      const line = begins.get(key);
      const score = scores.get(path);
      if (line === undefined || !score) continue;
      score.have++;
      if (line === functions.startLines.near[row]) score.begin++;
    }
  }
  let best: string | null = null;
  let most = { begin: 0, have: 0 };
  for (const [path, score] of scores)
    if (score.begin > most.begin || (score.begin === most.begin && score.have > most.have)) [best, most] = [path, score];
  return best;
}

function baseOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}
