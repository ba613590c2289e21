import { expect, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { errorMessage } from '../../src/view/messages/en/errors.ts';

function complaint(policy: string): string {
  try {
    readConfig(`{"policy": ${policy}}`, 'f');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { what, next } = errorMessage(error.code, error.args);
    return `${what} | ${next}`;
  }
  throw new Error(`was taken: ${policy}`);
}

test('entries know where they stand', () => {
  const { policy } = readConfig(
    '{ "policy": {\n "sites": [{ "where": "in:loop" },\n  { "where": "in:test", "level": "off" }], "new-allocation": "off",\n "waivers": [{ "id": "a", "reason": "b", "until": "2028-02-29" }] } }',
    'f',
  );
  expect(policy).toEqual({
    sites: [
      { where: 'in:loop', at: { line: 2, column: 12 } },
      { where: 'in:test', level: 'off', at: { line: 3, column: 3 } },
    ],
    'new-allocation': 'off',
    waivers: [{ id: 'a', reason: 'b', until: '2028-02-29', at: { line: 4, column: 14 } }],
  });
});

const levels = 'off, note, warning, error';
test.each([
  ['{"site": []}', 'f:1:13: there is no setting `policy.site`. | Did you mean `sites`?'],
  ['{"sites": [{"where": "in:loop", "levle": "off"}]}', 'f:1:44: there is no setting `policy.sites[0].levle`. | Did you mean `level`?'],
  [
    '{"sites": [{"where": "in:loop", "level": "fatal"}]}',
    `f:1:53: \`policy.sites[0].level\` cannot be "fatal". | Expected: one of: ${levels}.`,
  ],
  [
    '{"new-allocation": [{"level": "fatal"}]}',
    `f:1:42: \`policy.new-allocation[0].level\` cannot be "fatal". | Expected: one of: ${levels}.`,
  ],
  [
    '{"new-allocation": [{"where": "in:loop"}]}',
    'f:1:32: `policy.new-allocation[0]` lacks `level`. | Add it; `stackward rules` says what a rule takes.',
  ],
  [
    '{"new-allocation": "fatal"}',
    `f:1:31: \`policy.new-allocation\` cannot be "fatal". | Expected: a list of objects: [{ "where": "…", "level": "…" }], or one of: ${levels}.`,
  ],
  ['{"sites": "error"}', 'f:1:22: `policy.sites` cannot be "error". | Expected: a list of objects: [{ "where": "…", … }].'],
  ['{"sites": [7]}', 'f:1:23: `policy.sites[0]` cannot be 7. | Expected: one object: { "where": "…", … }.'],
  ['{"sites": [{}]}', 'f:1:23: `policy.sites[0]` lacks `where`. | Add it; `stackward rules` says what a rule takes.'],
  ['{"budget": [{"where": "in:loop", "sites": -1}]}', 'f:1:54: `policy.budget[0].sites` cannot be -1. | Expected: a whole number.'],
  [
    '{"waivers": [{"id": "a", "reason": "b", "until": "2026-02-29"}]}',
    'f:1:61: `policy.waivers[0].until` cannot be "2026-02-29". | Expected: a day of the calendar: "2026-12-31".',
  ],
  ['{"waivers": [{"id": "a"}]}', 'f:1:25: `policy.waivers[0]` lacks `reason`. | Add it; `stackward rules` says what a rule takes.'],
  ['{"waivers": [{"reason": "a"}]}', 'f:1:25: `policy.waivers[0]` lacks `id`. | Add it; `stackward rules` says what a rule takes.'],
  [
    '{"waivers": [{"id": "a", "reason": "b", "rule": "site"}]}',
    'f:1:60: `policy.waivers[0].rule` cannot be "site". | Expected: one of: sites, budget, new-allocation, worse-allocation, new-untested, worse-benchmark.',
  ],
  ['{"extends": "strictest"}', 'f:1:24: `policy.extends` cannot be "strictest". | Expected: one of: recommended, strict, report-only.'],
  ['{"highest": "off"}', 'f:1:24: `policy.highest` cannot be "off". | Expected: one of: error, warning, note.'],
  ['[]', 'f:1:12: `policy` cannot be []. | Expected: one object of rules: { "sites": [ … ], … }.'],
  ['{"sites": [{"where": "otcome:paper"}]}', 'f:1:33: `policy.sites[0].where`: '],
])('%s', (policy, said) => {
  expect(complaint(policy)).toContain(said);
});
