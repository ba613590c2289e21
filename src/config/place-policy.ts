import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { isDate } from '../base/is-date.ts';
import { UserError } from '../base/user-error.ts';
import type { PolicySetting } from '../rules/metadata.ts';
import { ruleNames, type Entry } from '../rules/rule.ts';
import { checkQuery } from './check-query.ts';

type PlaceOf = (offset: number) => { file: string; line: number; column: number };

/**
 * A policy whose shape was checked, with the place of each entry: findings about the policy itself are shown there. Throws UserError `config-query`,
 * `config-value` for a day that no calendar has, and `config-key-missing` for a waiver that selects nothing.
 */
export function placePolicy(policy: PolicySetting, tree: Node, placeOf: PlaceOf): PolicySetting {
  const placed = <One extends Entry>(key: string, entries: readonly One[]): One[] =>
    entries.map((entry, index) => {
      const path = ['policy', key, index];
      const { line, column } = placeOf(findNodeAtLocation(tree, path)?.offset ?? 0);
      const where = findNodeAtLocation(tree, [...path, 'where']);
      if (entry.where !== undefined && where) checkQuery(entry.where, placeOf(where.offset), `policy.${key}[${index}].where`);
      return { ...entry, at: { line, column } };
    });
  for (const [index, { id, where, until }] of (policy.waivers ?? []).entries()) {
    const day = findNodeAtLocation(tree, ['policy', 'waivers', index, 'until']);
    if (until !== undefined && day && !isDate(until))
      throw new UserError('config-value', {
        ...placeOf(day.offset),
        path: `policy.waivers[${index}].until`,
        found: JSON.stringify(until),
        expected: 'date',
      });
    if (id !== undefined || where !== undefined) continue;
    const offset = findNodeAtLocation(tree, ['policy', 'waivers', index])?.offset ?? 0;
    throw new UserError('config-key-missing', { ...placeOf(offset), path: `policy.waivers[${index}]`, key: 'id' });
  }
  return {
    ...policy,
    ...Object.fromEntries(
      ruleNames.flatMap((name) => {
        const entries = policy[name];
        return typeof entries === 'object' ? [[name, placed<Entry>(name, entries)]] : [];
      }),
    ),
    ...(policy.waivers ? { waivers: placed('waivers', policy.waivers) } : {}),
  };
}
