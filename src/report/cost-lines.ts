import type { createColors } from 'picocolors';
import type { ProfileMeasurement } from '../model/cost.ts';
import type { Report } from '../model/report.ts';
import { costlyCallWords, costRows, coverageRows } from '../view/cost-words.ts';
import { cutWords } from '../view/list-words.ts';
import { showPosition } from '../view/positions.ts';
import type { RenderOptions } from './render-options.ts';
import { wrapShown } from './wrap-shown.ts';

/** The sections of measurements below the list: the costliest calls of functions outside the module, where the whole is, what was executed. */
export function* costLines(
  { measurements = [], sites }: Pick<Report, 'measurements' | 'sites'>,
  { all, list, nameFile }: RenderOptions,
  width: number,
  paint: ReturnType<typeof createColors>,
): Iterable<string> {
  for (const measurement of measurements) {
    if (measurement.kind === 'profile') yield* callLines(measurement, { all, list, nameFile }, width, paint);
    const { title, about, rows } =
      measurement.kind === 'coverage'
        ? coverageRows(measurement)
        : costRows(measurement, sites.filter(({ cost }) => cost?.some(({ from }) => from === measurement.id)).length, nameFile);
    yield '';
    for (const line of wrapShown(title, width)) yield paint.bold(line);
    for (const words of about) yield* wrapShown(words, width);
    const amounts = Math.max(...rows.map(({ amount }) => amount.length));
    const shares = Math.max(...rows.map(({ share }) => share.length));
    for (const { amount, share, words } of rows) {
      const [first = '', ...more] = wrapShown(words, Math.max(20, width - amounts - shares - 4));
      yield `${amount.padStart(amounts)}  ${share.padStart(shares)}  ${paint.dim(first)}`;
      for (const rest of more) yield `${' '.repeat(amounts + shares + 4)}${paint.dim(rest)}`;
    }
  }
}

function* callLines(
  measurement: ProfileMeasurement,
  { all, list, nameFile }: Pick<RenderOptions, 'all' | 'list' | 'nameFile'>,
  width: number,
  paint: ReturnType<typeof createColors>,
): Iterable<string> {
  const { calls } = measurement;
  const shown = all ? calls : calls.slice(0, Math.min(list.top, callsListed));
  if (shown.length > 0) {
    yield '';
    yield paint.bold('Calls of functions outside the module, with what was allocated below them');
  }
  const numberWidth = String(shown.length).length;
  const indent = ' '.repeat(numberWidth + 2);
  for (const [index, call] of shown.entries()) {
    yield `${paint.dim(`${String(index + 1).padStart(numberWidth)}.`)} ${paint.cyan(showPosition(call, nameFile))}`;
    for (const line of wrapShown(costlyCallWords(call, measurement), Math.max(20, width - indent.length))) yield `${indent}${line}`;
  }
  if (calls.length > shown.length) yield paint.dim(cutWords(calls.length - shown.length, 'call'));
}

/** The list of sites comes first; --all shows every call. */
const callsListed = 10;
