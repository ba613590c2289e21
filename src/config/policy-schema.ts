import * as v from 'valibot';
import { severities } from '../model/finding.ts';
import { policyOptions, policyRules, presetNames, waiverOptions } from '../rules/metadata.ts';
import { levels, type OptionKind, type OptionRow, ruleNames, type RuleName } from '../rules/rule.ts';

/** The shape of one value of an entry. */
function schemaOf(kind: OptionKind, choices: readonly string[] = []): v.GenericSchema {
  switch (kind) {
    case 'query':
    case 'text':
      return v.pipe(v.string(), v.minLength(1));
    case 'level':
      return v.picklist(levels);
    case 'whole':
      return v.pipe(v.number(), v.integer(), v.minValue(0));
    case 'percent':
      return v.pipe(v.number(), v.minValue(0), v.maxValue(100));
    case 'choice':
      return v.picklist(choices);
    case 'rule':
      return v.picklist(ruleNames);
    case 'date':
      // JSON Schema knows no calendar; see place-policy.ts.
      return v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
    default:
      return kind satisfies never;
  }
}

function entrySchema(options: readonly OptionRow[]): v.GenericSchema {
  return v.strictObject(
    Object.fromEntries(
      options.map(({ name, kind, choices, isRequired, help }) => {
        const described = v.pipe(schemaOf(kind, choices), v.description(help));
        return [name, isRequired ? described : v.exactOptional(described)];
      }),
    ),
  );
}

/** One level stands for all sites, where a rule needs nothing else. */
function rowSchema(name: RuleName): v.GenericSchema {
  const list = v.array(entrySchema(policyRules[name].options));
  return rowTakesLevel(name) ? v.union([v.picklist(levels), list]) : list;
}

/** `policy` of the configuration, made from the table of rules. Unknown keys are errors. */
export const policySchema: v.GenericSchema = v.strictObject({
  extends: v.exactOptional(v.pipe(v.picklist(presetNames), v.description('what the policy begins with (default recommended)'))),
  ...Object.fromEntries(
    ruleNames.map((name) => [name, v.exactOptional(v.pipe(rowSchema(name), v.description(policyRules[name].summary)))]),
  ),
  ...Object.fromEntries(
    policyOptions.map(({ name, help }) => [
      name,
      v.exactOptional(v.pipe(v.picklist(name === 'highest' ? severities : levels), v.description(help))),
    ]),
  ),
  waivers: v.exactOptional(v.array(entrySchema(waiverOptions))),
});

/** Keys that a policy may have, in their order. */
export const policyKeys: readonly string[] = ['extends', ...ruleNames, ...policyOptions.map(({ name }) => name), 'waivers'];

/** What was expected at a place in a policy: the kind of value, its choices, or the keys that are known there. */
export function expectedInPolicy(path: readonly (string | number)[]): { expected: string; choices?: string } {
  const [key = '', , name] = path.map(String);
  const list = (choices: readonly string[], expected = 'choice'): { expected: string; choices: string } => ({
    expected,
    choices: choices.join(', '),
  });
  if (path.length === 0) return { expected: 'policy' };
  if (key === 'extends') return list(presetNames);
  if (key === 'highest') return list(severities);
  if (policyOptions.some((one) => one.name === key)) return list(levels);
  if (name === undefined) {
    if (path.length === 2) return { expected: 'entry' };
    return rowTakesLevel(key) ? list(levels, 'level-or-entries') : { expected: 'entries' };
  }
  const { kind = 'text', choices = [] } = optionsOf(key).find((one) => one.name === name) ?? {};
  if (kind === 'choice') return list(choices);
  return kind === 'level' ? list(levels) : kind === 'rule' ? list(ruleNames) : { expected: kind };
}

/** Keys of an entry, in their order. */
export function optionsOf(key: string): readonly OptionRow[] {
  return key === 'waivers' ? waiverOptions : ruleNames.find((name) => name === key) ? policyRules[key as 'sites'].options : [];
}

function rowTakesLevel(key: string): boolean {
  return (
    key !== 'waivers' &&
    needsOf(key).length === 0 &&
    optionsOf(key).every(({ name, isRequired }) => isRequired !== true || name === 'level')
  );
}

/** Sets of keys of which an entry must have one. */
export function needsOf(key: string): readonly (readonly string[])[] {
  return ruleNames.find((name) => name === key) ? (policyRules[key as RuleName].needs ?? []) : [];
}
