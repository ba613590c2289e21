import { afterAll, expect, test } from 'vitest';
import { causeCodes } from '../../src/model/causes.ts';
import { policyRules } from '../../src/rules/metadata.ts';
import { ruleNames } from '../../src/rules/rule.ts';
import { causeTable } from '../../src/view/cause-table.ts';
import { ruleInFull } from '../../src/view/rule-words.ts';
import { expectGoldenRun } from '../support/golden.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

const scratch = outsideFolder('rules');
afterAll(scratch.remove);
const rules = (...args: string[]): ReturnType<typeof runCli> => runCli(['rules', ...args], { cwd: scratch.path, env: { PATH: '' } });

test.each([
  ['rules', []],
  ['rules-width-80', ['--width', '80']],
  ['rules-one', ['passed-to-parameter']],
  ['rules-one-narrow', ['--width=40', 'returned']],
  ['rules-unknown', ['returnd']],
  ['rules-policy', ['budget']],
  ['rules-two', ['returned', 'sent']],
])('%s', async (name, args) => {
  expectGoldenRun(`rules/${name}`, ['rules', ...args], await rules(...args), scratch.path);
});

test('-f json holds what the tables of causes and rules hold, of all or of one', async () => {
  const all = JSON.parse((await rules('-f', 'json')).stdout) as { schema: string; rules: { code: string }[] };
  expect(all).toEqual({
    schema: 'stackward/rules/1',
    rules: [
      ...causeCodes.map((code) => ({ code, kind: 'cause', ...causeTable[code] })),
      ...ruleNames.map((name) => expect.objectContaining({ code: name, kind: 'policy', example: policyRules[name].example }) as unknown),
    ],
  });
  expect(JSON.parse((await rules('-f', 'json', 'sent')).stdout)).toEqual({
    ...all,
    rules: all.rules.filter(({ code }) => code === 'sent'),
  });
});

test.each(causeCodes)('%s in full, in 80 columns', (code) => {
  const lines = ruleInFull(code, 80);
  expect(lines[0]).toBe(code);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  for (const way of causeTable[code].waysOut) expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(way);
});
