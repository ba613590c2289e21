import { UserError } from '../base/user-error.ts';
import { causeCodes, type CauseCode } from '../model/causes.ts';
import { cutTo } from '../report/cut.ts';
import { renderJson } from '../report/json.ts';
import { causeTable } from '../view/cause-table.ts';
import { ruleInFull, ruleList } from '../view/rule-words.ts';
import { lineWidth, type Io } from './io.ts';
import type { Asked } from './parse.ts';

/** Lines of prose are not longer than this on any terminal. */
const widestProse = 100;

/** `stackward rules [CODE]`: what a report can name, from the same tables that the report is made with. */
export async function rules(asked: Asked, io: Io): Promise<number> {
  const [word, extra] = asked.arguments;
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const one = word === undefined ? undefined : await ruleNamed(word);
  const width = lineWidth(asked.texts.get('width'), io.stdout.columns);
  if (asked.texts.get('format') === 'json') {
    const rows = (one === undefined ? causeCodes : [one]).map((code) => ({ code, kind: 'cause', ...causeTable[code] }));
    for (const piece of renderJson({ schema: 'stackward/rules/1', rules: rows })) await io.stdout.write(piece);
    return 0;
  }
  const lines = one === undefined ? ruleList(causeCodes) : ruleInFull(one, Math.min(width ?? 80, widestProse));
  await io.stdout.write(lines.map((line) => `${width === undefined ? line : cutTo(line, width)}\n`).join(''));
  return 0;
}

async function ruleNamed(word: string): Promise<CauseCode> {
  const code = causeCodes.find((one) => one === word);
  if (code !== undefined) return code;
  const { nearOf } = await import('../base/nearest.ts');
  throw new UserError('unknown-rule', { rule: word, ...nearOf(word, causeCodes) });
}
