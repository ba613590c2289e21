import { createColors } from 'picocolors';
import { doctorNames, type DoctorLine } from '../model/doctor.ts';
import { doctorMessage } from '../view/messages/en/doctor.ts';
import { safeLines, safeText } from '../view/safe-text.ts';
import { cutTo } from './cut.ts';
import type { RenderOptions } from './render-options.ts';

const stateWidth = 'problem'.length;
const nameWidth = Math.max(...doctorNames.map((name) => name.length));

/** One line for each check; below it what to do. */
export function* renderDoctor(lines: readonly DoctorLine[], { color, width }: Pick<RenderOptions, 'color' | 'width'>): Iterable<string> {
  const paint = createColors(color);
  const paints = { ok: paint.green, note: paint.cyan, problem: paint.red };
  const cut = (text: string): string => (width === undefined ? text : cutTo(text, width));
  const indent = ' '.repeat(stateWidth + nameWidth + 4);
  for (const line of lines) {
    const { what, next } = doctorMessage(line);
    const [first = '', ...more] = safeLines(what).split('\n');
    yield `${cut(`${paints[line.state](line.state.padEnd(stateWidth))}  ${line.name.padEnd(nameWidth)}  ${first}`)}\n`;
    for (const other of more) yield `${cut(`${indent}${other}`)}\n`;
    // What to do is never cut.
    if (next !== undefined) yield `${indent}→ ${safeText(next)}\n`;
  }
  const problems = lines.filter(({ state }) => state === 'problem').length;
  yield '\n';
  yield problems === 0
    ? '`stackward check` should work here.\n'
    : `\`stackward check\` will not work here: see ${problems === 1 ? 'the problem' : 'the problems'} above.\n`;
}
