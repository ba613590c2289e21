import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { policyRules, presets } from '../../src/rules/metadata.ts';
import { ruleNames } from '../../src/rules/rule.ts';
import { policyRuleInFull } from '../../src/view/policy-rule-words.ts';

test.each(ruleNames)('%s: its example is read, its documentation fits 80 columns', (name) => {
  const { example, name: own, options } = policyRules[name];
  expect(own).toBe(name);
  expect(readConfig(`{"policy": {"${name}": ${example}}}`, 'f').policy).toHaveProperty(name);
  const lines = policyRuleInFull(policyRules[name], 80);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  for (const option of options) expect(lines.join('\n')).toContain(`  ${option.name} `);
});

test.each(Object.entries(presets))('the preset %s is a policy that could be written', (_, { policy }) => {
  expect(readConfig(JSON.stringify({ policy }), 'f').policy).toMatchObject({ stale: policy.stale });
});
