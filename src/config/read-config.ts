import { createScanner, findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import { UserError } from '../base/user-error.ts';
import { parseQuery } from '../query/parse-query.ts';
import { configSchema } from './config-schema.ts';
import { nearOf } from '../base/nearest.ts';
import { settings, type Config, type SettingKind, type SettingRow } from './settings.ts';

/** Deeper than any setting; the parser is recursive, so that a file of brackets alone would exhaust the stack. */
const deepest = 32;

/**
 * Reads the text of a configuration file. `file` is its name as errors show it. Throws UserError `config-syntax`, `config-key`,
 * `config-key-twice`, `config-value` or `config-query`, each with line and column (from 1, in UTF-16 units as editors count) of the first that is wrong.
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
    const where = findNodeAtLocation(tree, ['where']);
    if (config.where !== undefined && where) checkQuery(config.where, at(where.offset));
    return config;
  }
  const [issue] = result.issues.map((one) => locate(one, tree)).toSorted((a, b) => a.node.offset - b.node.offset);
  if (!issue) throw new Error('a failed validation without an issue');
  const { node, path, isKey } = issue;
  const place = at(node.offset);
  if (isKey) {
    const known = ['$schema', ...settings.map((row) => row.name)];
    throw new UserError('config-key', { ...place, key: path, known: known.join(', '), ...nearOf(path, known) });
  }
  throw new UserError('config-value', { ...place, path, found: text.slice(node.offset, node.offset + node.length), ...expected(path) });
}

/** A query that cannot be read is told where it stands in the file; the flag would be told alone. */
function checkQuery(query: string, place: { file: string; line: number; column: number }): void {
  try {
    parseQuery(query);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError('config-query', { ...place, code: error.code, args: error.args }, { cause: error });
  }
}

interface Located {
  readonly node: Node;
  readonly path: string;
  readonly isKey: boolean;
}

/** Where an issue stands: at the key that is unknown, at the value otherwise. */
function locate(issue: v.BaseIssue<unknown>, tree: Node): Located {
  const keys = (issue.path ?? []).map((item) => item.key as string | number);
  const path = keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
  const value = findNodeAtLocation(tree, keys) ?? tree;
  const isKey = issue.path?.at(-1)?.origin === 'key';
  return { node: isKey ? (value.parent?.children?.[0] ?? value) : value, path, isKey };
}

/** What a value at this path should have been. */
function expected(path: string): { expected: SettingKind; least?: number; most?: number; zero?: true; choices?: string } {
  const row = settings.find((one: SettingRow) => one.name === path) as SettingRow | undefined;
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
