import type { Severity } from '../model/finding.ts';
import { presets, type PolicySetting, type RuleEntries, type Waiver } from './metadata.ts';
import { ruleNames, type Level, type RuleName } from './rule.ts';

/** A policy with its preset worked in, and where it lies. */
export interface Policy {
  readonly rules: RuleEntries;
  readonly pins?: Level;
  /** Of what pins found in the base as well. */
  readonly oldPins: Level;
  readonly stale: Level;
  readonly highest: Severity;
  readonly waivers: readonly Waiver[];
  /** The folder against which `./…` in queries is read, relative to the root of the report. */
  readonly folder: string;
  /** The file as findings name it, relative to the root; '' where there is none. */
  readonly file: string;
}

/** A policy begins with its preset, `recommended` where none is named; its own entries come behind. */
export function resolvePolicy(setting: PolicySetting, place: Pick<Policy, 'folder' | 'file'>): Policy {
  const { policy: preset } = presets[setting.extends ?? 'recommended'];
  const pins = setting.pins ?? preset.pins;
  return {
    rules: Object.fromEntries(
      ruleNames.map((name) => [name, [...entriesOf(preset, name), ...entriesOf(setting, name)]]),
    ) as unknown as RuleEntries,
    ...(pins === undefined ? {} : { pins }),
    oldPins: setting['old-pins'] ?? preset['old-pins'] ?? 'off',
    stale: setting.stale ?? preset.stale ?? 'warning',
    highest: setting.highest ?? preset.highest ?? 'error',
    waivers: setting.waivers ?? [],
    ...place,
  };
}

/** One level stands for one entry that means all. */
function entriesOf(setting: PolicySetting, name: RuleName): RuleEntries[RuleName] {
  const value = setting[name] ?? [];
  return typeof value === 'string' ? ([{ level: value }] as unknown as RuleEntries[RuleName]) : value;
}
