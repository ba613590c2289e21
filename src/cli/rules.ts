import { UserError } from '../base/user-error.ts';
import { causeCodes, type CauseCode } from '../model/causes.ts';
import { cutTo } from '../report/cut.ts';
import { renderJson } from '../report/json.ts';
import { policyRules } from '../rules/metadata.ts';
import { ruleNames, type RuleName } from '../rules/rule.ts';
import { causeTable } from '../view/cause-table.ts';
import { policyRuleInFull, policyRuleList } from '../view/policy-rule-words.ts';
import { ruleInFull, ruleList } from '../view/rule-words.ts';
import { lineWidth, type Io } from './io.ts';
import type { Asked } from './parse.ts';

/** Lines of prose are not longer than this on any terminal. */
const widestProse = 100;

type Code = CauseCode | RuleName;
const codes: readonly Code[] = [...causeCodes, ...ruleNames];

/** `stackward rules [CODE]`: what a report can name and a policy can say, from the same tables that reports and findings are made with. */
export async function rules(asked: Asked, io: Io): Promise<number> {
  const [word, extra] = asked.arguments;
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const one = word === undefined ? undefined : await ruleNamed(word);
  const width = lineWidth(asked.texts.get('width'), io.stdout.columns);
  if (asked.texts.get('format') === 'json') {
    const rows = (one === undefined ? codes : [one]).map((code) =>
      isRule(code) ? rowOf(code) : { code, kind: 'cause', ...causeTable[code] },
    );
    for (const piece of renderJson({ schema: 'stackward/rules/1', rules: rows })) await io.stdout.write(piece);
    return 0;
  }
  const prose = Math.min(width ?? 80, widestProse);
  const lines = one === undefined ? everything() : isRule(one) ? policyRuleInFull(policyRules[one], prose) : ruleInFull(one, prose);
  await io.stdout.write(lines.map((line) => `${width === undefined ? line : cutTo(line, width)}\n`).join(''));
  return 0;
}

function everything(): string[] {
  const column = Math.max(...codes.map((code) => code.length));
  return [
    'Causes, as reports name them:',
    ...ruleList(causeCodes),
    '',
    'Rules of the policy, in stackward.jsonc:',
    ...policyRuleList(
      ruleNames.map((name) => policyRules[name]),
      column,
    ),
  ];
}

function rowOf(name: RuleName): object {
  const { summary, doc, judges, options, example } = policyRules[name];
  return { code: name, kind: 'policy', summary, doc, judges, options, example };
}

function isRule(code: Code): code is RuleName {
  return ruleNames.some((name) => name === code);
}

async function ruleNamed(word: string): Promise<Code> {
  const code = codes.find((one) => one === word);
  if (code !== undefined) return code;
  const { nearOf } = await import('../base/nearest.ts');
  throw new UserError('unknown-rule', { rule: word, ...nearOf(word, codes) });
}
