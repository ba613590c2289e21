import { policyOptions, policyRules, presetNames, presets, waiverOptions } from '../../src/rules/metadata.ts';
import { ruleNames, type OptionRow } from '../../src/rules/rule.ts';
import { judgedBy } from '../../src/view/policy-rule-words.ts';
import { code, table } from './markdown.ts';

/** The text of docs/rules.md: each rule of the policy from its declaration, the presets and the rest of a policy. */
export function writeRuleDocs(): string {
  return [
    '# Rules of the policy',
    '',
    'Made by `npm run docs` from the declarations in `src/rules`. How a policy is written is told in [policy.md](policy.md), what queries may say in [query.md](query.md).',
    '',
    table(
      ['rule', 'judged by', 'what it does'],
      ruleNames.map((name) => [`[${code(name)}](#${name})`, judgedBy[policyRules[name].judges], policyRules[name].summary]),
    ),
    '',
    ...ruleNames.flatMap((name) => {
      const { summary, doc, options, example } = policyRules[name];
      return [`## ${name}`, '', summary, '', ...doc.flatMap((text) => [text, '']), optionTable(options), '', ...jsonc({ [name]: example })];
    }),
    '## Waivers',
    '',
    'A waiver lets be what a rule finds: the finding stays in the document as known, and decides no exit code. After its last day it lets nothing be, and is a finding itself.',
    '',
    optionTable(waiverOptions),
    '',
    ...jsonc({ waivers: '[{ "where": "func:Register", "rule": "sites", "reason": "once at start", "until": "2026-12-31" }]' }),
    '## The rest',
    '',
    table(
      ['setting', 'what it does'],
      [
        ['`extends`', `the preset that the policy begins with: ${presetNames.map(code).join(', ')} (default \`recommended\`)`],
        ...policyOptions.map(({ name, help }) => [code(name), help]),
      ],
    ),
    '',
    '## Presets',
    '',
    'Entries of the policy itself come behind those of its preset, and the last one that means a site decides.',
    '',
    ...presetNames.flatMap((name) => [
      `### ${name}`,
      '',
      presets[name].summary,
      '',
      '```json',
      JSON.stringify(presets[name].policy, undefined, 2),
      '```',
      '',
    ]),
  ].join('\n');
}

function optionTable(options: readonly OptionRow[]): string {
  return table(
    ['in an entry', 'what it does'],
    options.map(({ name, isRequired, help }) => [code(name), `${help}${isRequired ? '; needed' : ''}`]),
  );
}

function jsonc(policy: Readonly<Record<string, string>>): string[] {
  const [[name, value] = ['', '']] = Object.entries(policy);
  return ['```jsonc', `{ "policy": { "${name}": ${value} } }`, '```', ''];
}
