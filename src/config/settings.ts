/**
 * Configuration: finds `stackward.jsonc`, reads it, checks it. Input is a folder or a text, output are values by the name of their flag.
 * It runs nothing and decides nothing: flags win over it (`cli/apply-config.ts`), it wins over defaults.
 */

import type { PolicySetting } from '../rules/metadata.ts';
import { groupKeys, sortKeys, type GroupKey, type SortKey } from '../model/list-keys.ts';

/** What a value may be; messages, schema, flags and documents follow from it. */
export type SettingKind = 'switch' | 'whole' | 'text' | 'words' | 'texts' | 'choice' | 'policy';

export interface SettingRow {
  /** Key in the file and name of the flag. `packages` has no flag: it stands for the arguments; `policy` has none. */
  readonly name: string;
  /** `words` is one text or a list that is joined with commas; `texts` a list. */
  readonly kind: SettingKind;
  /** Of a whole number. `zero` is taken as well where it has a meaning of its own. */
  readonly range?: { readonly least: number; readonly most: number; readonly zero?: true };
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** One sentence without a point: help, schema and documents show it. */
  readonly help: string;
  /** What stands for the value in help. */
  readonly value?: string;
  /** JSON, for documents and the schema. */
  readonly example: string;
}

/** The one table of settings that a file can hold. */
export const settings = [
  {
    name: 'packages',
    kind: 'texts',
    help: 'packages to look at where none are named, relative to the folder of this file',
    example: '["./cmd/...", "./internal/..."]',
  },
  { name: 'tests', kind: 'switch', help: 'include test files and test variants', example: 'true' },
  { name: 'tags', kind: 'words', value: 'LIST', help: 'build tags, as for `go build`', example: '["integration"]' },
  {
    name: 'gcflags',
    kind: 'texts',
    value: '[PATTERN=]FLAGS',
    help: 'compiler flags, put in front of those that stackward needs',
    example: '["./internal/...=-l"]',
  },
  {
    name: 'goos',
    kind: 'words',
    value: 'OS,…',
    help: 'analyse for this operating system; of a list `check` makes one report of several builds',
    example: '"linux"',
  },
  {
    name: 'goarch',
    kind: 'words',
    value: 'ARCH,…',
    help: 'analyse for this architecture; of a list `check` makes one report of several builds',
    example: '["amd64", "arm64"]',
  },
  {
    name: 'width',
    kind: 'whole',
    value: 'COLUMNS',
    range: { least: 20, most: 10_000, zero: true },
    help: 'cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)',
    example: '120',
  },
  {
    name: 'where',
    kind: 'text',
    value: 'QUERY',
    help: 'list only sites that match, for instance `outcome:paper pkg:./store/... size>64 in:loop`',
    example: '"hidden:yes -in:test"',
  },
  { name: 'sort', kind: 'choice', choices: sortKeys as readonly SortKey[], help: 'order of the list (default rank)', example: '"size"' },
  {
    name: 'group',
    kind: 'choice',
    choices: groupKeys as readonly GroupKey[],
    help: 'headings of the list (default none)',
    example: '"package"',
  },
  { name: 'top', kind: 'whole', value: 'N', range: { least: 1, most: 1_000_000 }, help: 'list so many sites (default 20)', example: '50' },
  {
    name: 'baseline',
    kind: 'text',
    value: 'FILE',
    help: 'judge only what is not in this file, which `baseline create` made',
    example: '"stackward.baseline.jsonl"',
  },
  {
    name: 'policy',
    kind: 'policy',
    help: 'what `check` and `gate` object to, and how grave it is; see `stackward rules`',
    example: '{ "sites": [{ "where": "pkg:./hot/... in:loop" }] }',
  },
] as const;

export type SettingName = (typeof settings)[number]['name'];

interface Values {
  readonly choice: string;
  readonly switch: boolean;
  readonly whole: number;
  readonly text: string;
  readonly words: string | readonly string[];
  readonly texts: readonly string[];
  readonly policy: PolicySetting;
}
/** What a file holds; keys that are not in it are absent. */
export type Config = { readonly [Row in (typeof settings)[number] as Row['name']]?: Values[Row['kind']] };

/** The row of a setting. */
export function settingNamed(name: SettingName): SettingRow {
  const rows: readonly SettingRow[] = settings;
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`no setting ${name}`);
  return row;
}
