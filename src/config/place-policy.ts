import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { isDate } from '../base/is-date.ts';
import { UserError } from '../base/user-error.ts';
import type { PolicySetting } from '../rules/metadata.ts';
import { ruleNames, type Entry } from '../rules/rule.ts';
import { checkQuery } from './check-query.ts';
import { needsOf, optionsOf } from './policy-schema.ts';

type PlaceOf = (offset: number) => { file: string; line: number; column: number };

/**
 * A policy whose shape was checked, with the place of each entry: findings about the policy itself are shown there. Throws UserError `config-query`,
 * `config-value` for a day that no calendar has, and `config-key-missing` for a waiver that selects nothing and an entry that lacks what its rule
 * needs, `config-key` for what means nothing beside the rest of its entry.
 */
export function placePolicy(policy: PolicySetting, tree: Node, placeOf: PlaceOf): PolicySetting {
  const placed = <One extends Entry>(key: string, entries: readonly One[]): One[] =>
    entries.map((entry, index) => {
      const path = ['policy', key, index];
      const { line, column } = placeOf(findNodeAtLocation(tree, path)?.offset ?? 0);
      const where = findNodeAtLocation(tree, [...path, 'where']);
      if (entry.where !== undefined && where) checkQuery(entry.where, placeOf(where.offset), `policy.${key}[${index}].where`);
      checkNeeds(key, index, entry, tree, placeOf);
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

/** Of a rule that takes several kinds of entries: the first key of a set says which kind it is; the rest of the set must be there, keys of other kinds must not. */
function checkNeeds(rule: string, index: number, entry: object, tree: Node, placeOf: PlaceOf): void {
  const sets = needsOf(rule);
  if (sets.length === 0) return;
  const path = `policy.${rule}[${index}]`;
  const place = (key?: string): ReturnType<PlaceOf> => {
    const node = findNodeAtLocation(tree, ['policy', rule, index, ...(key === undefined ? [] : [key])]);
    return placeOf((key === undefined ? node?.offset : node?.parent?.offset) ?? 0);
  };
  const has = (key: string): boolean => Object.hasOwn(entry, key);
  const kind = sets.find(([first = '']) => has(first))?.[0];
  const own = sets.filter(([first]) => first === (kind ?? sets[0]?.[0]));
  const foreign = sets.flat().find((key) => has(key) && !own.flat().includes(key));
  if (kind !== undefined && foreign !== undefined) {
    const known = optionsOf(rule).filter(({ name }) => own.flat().includes(name) || !sets.flat().includes(name));
    throw new UserError('config-key', { ...place(foreign), key: `${path}.${foreign}`, known: known.map(({ name }) => name).join(', ') });
  }
  if (own.some((set) => set.every(has))) return;
  const [nearest = []] = own;
  throw new UserError('config-key-missing', { ...place(), path, key: nearest.find((key) => !has(key)) ?? '' });
}
