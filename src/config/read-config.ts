import { createScanner, findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import { UserError } from '../base/user-error.ts';
import { checkQuery } from './check-query.ts';
import { configSchema } from './config-schema.ts';
import { nearOf } from '../base/nearest.ts';
import { placePolicy } from './place-policy.ts';
import { expectedInPolicy, optionsOf, policyKeys } from './policy-schema.ts';
import { settings, type Config, type SettingRow } from './settings.ts';

/** Deeper than any setting; the parser is recursive, so that a file of brackets alone would exhaust the stack. */
const deepest = 32;

/**
 * Reads the text of a configuration file. `file` is its name as errors show it. Throws UserError `config-syntax`, `config-key`,
 * `config-key-twice`, `config-key-missing`, `config-value` or `config-query`, each with line and column (from 1, in UTF-16 units as editors count) of the first that is wrong.
 */
export function readConfig(text: string, file: string): Config {
  const at = (offset: number): { file: string; line: number; column: number } => ({ file, ...positionOf(text, offset) });
  const tooDeep = offsetOfDepth(text, deepest);
  if (tooDeep !== undefined) throw new UserError('config-syntax', { ...at(tooDeep), wrong: 'TooDeep' });
  const wrong: ParseError[] = [];
  const tree = parseTree(text, wrong, { allowTrailingComma: true });
  const [first] = wrong.toSorted((a, b) => a.offset - b.offset);
  if (first) throw new UserError('config-syntax', { ...at(first.offset), wrong: printParseErrorCode(first.error) });
  if (!tree) throw new UserError('config-syntax', { ...at(text.length), wrong: 'ValueExpected' });

  // To valibot a list is an object too.
  if (tree.type !== 'object')
    throw new UserError('config-value', {
      ...at(tree.offset),
      path: '',
      found: text.slice(tree.offset, tree.offset + tree.length),
      expected: 'object',
    });
  const value = valueOf(tree, (key) => {
    throw new UserError('config-key-twice', { ...at(key.offset), key: String(key.value) });
  });
  const result = v.safeParse(configSchema, value);
  if (result.success) {
    const config: Config = result.output;
    const policy = findNodeAtLocation(tree, ['policy']);
    if (policy?.type === 'array')
      throw new UserError('config-value', {
        ...at(policy.offset),
        path: 'policy',
        found: text.slice(policy.offset, policy.offset + policy.length),
        expected: 'policy',
      });
    const where = findNodeAtLocation(tree, ['where']);
    if (config.where !== undefined && where) checkQuery(config.where, at(where.offset), 'where');
    return config.policy ? { ...config, policy: placePolicy(config.policy, tree, at) } : config;
  }
  const [issue] = result.issues.map((one) => locate(one, tree)).toSorted((a, b) => a.node.offset - b.node.offset);
  if (!issue) throw new Error('a failed validation without an issue');
  const { node, keys, wrong: how } = issue;
  const place = at(node.offset);
  const path = pathOf(keys);
  if (how === 'missing') throw new UserError('config-key-missing', { ...place, path: pathOf(keys.slice(0, -1)), key: String(keys.at(-1)) });
  if (how === 'unknown-key') {
    const known = keys.length === 1 ? ['$schema', ...settings.map((row) => row.name)] : knownInPolicy(keys.slice(1));
    const key = String(keys.at(-1));
    throw new UserError('config-key', { ...place, key: path, known: known.join(', '), ...nearOf(key, known) });
  }
  throw new UserError('config-value', { ...place, path, found: text.slice(node.offset, node.offset + node.length), ...expected(keys) });
}

type Keys = readonly (string | number)[];

interface Located {
  readonly node: Node;
  readonly keys: Keys;
  readonly wrong: 'value' | 'unknown-key' | 'missing';
}

/** Where an issue stands: at the key that is unknown, in the object that lacks one, at the value otherwise. */
function locate(issue: v.BaseIssue<unknown>, tree: Node, above: Keys = []): Located {
  const keys = [...above, ...(issue.path ?? []).map((item) => item.key as string | number)];
  // Of a union what is wrong with the alternative that was probably meant: the one in which it lies deepest.
  const inner = (issue.issues ?? []).map((one) => locate(one, tree, keys)).filter((one) => one.keys.length > keys.length);
  if (inner.length > 0) return inner.toSorted((a, b) => a.node.offset - b.node.offset)[0] as Located;
  const value = findNodeAtLocation(tree, [...keys]);
  if (issue.path?.at(-1)?.origin !== 'key') return { node: value ?? tree, keys, wrong: 'value' };
  if (!value) return { node: findNodeAtLocation(tree, keys.slice(0, -1)) ?? tree, keys, wrong: 'missing' };
  return { node: value.parent?.children?.[0] ?? value, keys, wrong: 'unknown-key' };
}

function pathOf(keys: Keys): string {
  return keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

function knownInPolicy(keys: Keys): readonly string[] {
  return keys.length === 1 ? policyKeys : optionsOf(String(keys[0])).map(({ name }) => name);
}

/** What a value should have been. */
function expected(keys: Keys): { expected: string; least?: number; most?: number; zero?: true; choices?: string } {
  const [name, ...rest] = keys;
  if (name === 'policy') return expectedInPolicy(rest);
  const row = settings.find((one: SettingRow) => one.name === name && rest.length === 0) as SettingRow | undefined;
  // An item of a list, or $schema.
  return { expected: row?.kind ?? 'text', ...row?.range, ...(row?.choices ? { choices: row.choices.join(', ') } : {}) };
}

/** The plain value. Made here, not by the parser: with it a key `__proto__` would set the prototype and go unseen. */
function valueOf(node: Node, onTwice: (key: Node) => never): unknown {
  if (node.type === 'array') return (node.children ?? []).map((child) => valueOf(child, onTwice));
  if (node.type !== 'object') return node.value as unknown;
  const entries = new Map<string, unknown>();
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (!key || !value) continue;
    if (entries.has(String(key.value))) onTwice(key);
    entries.set(String(key.value), valueOf(value, onTwice));
  }
  return Object.fromEntries(entries);
}

/** The offset at which brackets are nested deeper than `limit`; undefined when they never are. */
function offsetOfDepth(text: string, limit: number): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const token = text[scanner.getTokenOffset()];
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth > limit) return scanner.getTokenOffset();
  }
  return undefined;
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
