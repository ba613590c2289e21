import { basename } from '../../base/posix-path.ts';
import type { Package } from '../../model/report.ts';
import type { NamedFunctions } from '../../model/profile.ts';
import type { WrittenFunction } from './agreement.ts';

/**
 * Which of several programs a profile is of: its functions are all named `main.…`, and files of programs often share their names. The one in which most of these
 * functions begin on the lines that the profile says; among equals, the one that has most of them, then the one whose files end
 * the paths of the profile: text profiles (`debug=1`) do not say where functions begin. Null where none has any: then it is
 * the program that runs tests, or one that is not in the report.
 */
export function chooseMain(
  packages: readonly Package[],
  { functions, strings }: NamedFunctions,
  written: ReadonlyMap<string, readonly Pick<WrittenFunction, 'name' | 'line'>[]>,
): string | null {
  const candidates = new Map<string, Map<string, { readonly file: string; readonly line: number }>>();
  for (const { path, name, files, dependency } of packages) {
    if (name !== 'main' || dependency) continue;
    const begins = candidates.get(path) ?? new Map<string, { readonly file: string; readonly line: number }>();
    candidates.set(path, begins);
    for (const file of files)
      for (const fn of written.get(file) ?? []) begins.set(`${basename(file)}\0${fn.name}`, { file, line: fn.line });
  }
  const scores = new Map([...candidates.keys()].map((path) => [path, [0, 0, 0] as [begin: number, have: number, ends: number]]));
  for (let row = 0; row < functions.count; row++) {
    const name = strings[functions.names[row] ?? 0] ?? '';
    if (!name.startsWith('main.')) continue;
    const whole = `/${strings[functions.files[row] ?? 0] ?? ''}`.replaceAll('\\', '/');
    const key = `${basename(whole)}\0${name.slice('main.'.length)}`;
    for (const [path, begins] of candidates) {
      const own = begins.get(key);
      const score = scores.get(path);
      if (!own || !score) continue;
      if (own.line === functions.startLines.near[row]) score[0]++;
      score[1]++;
      if (whole.endsWith(`/${own.file}`)) score[2] += own.file.length;
    }
  }
  const [best] = [...scores].filter(([, [, have]]) => have > 0).toSorted(([, a], [, b]) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2]);
  return best?.[0] ?? null;
}
