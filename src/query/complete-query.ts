import { fields } from './fields.ts';
import { fieldNames } from './query.ts';

export interface Completion {
  /** Where the word begins that is replaced, as an offset. */
  readonly from: number;
  readonly options: readonly { readonly text: string; readonly doc: string }[];
}

/** What can stand at the end of `text`, a query up to the cursor: names of fields, then values of those that have a list. */
export function completeQuery(text: string): Completion {
  const word = /[^\s()]{0,100}$/.exec(text)?.[0] ?? '';
  const colon = word.indexOf(':');
  const start = text.length - word.length;
  if (colon < 0) {
    const begun = word.replace(/^-+/, '');
    const names = fieldNames.filter((name) => name.startsWith(begun.toLowerCase()));
    return { from: text.length - begun.length, options: names.map((name) => ({ text: `${name}:`, doc: fields[name].doc })) };
  }
  const asked = word.slice(0, colon).replace(/^-+/, '').toLowerCase();
  const name = fieldNames.find((one) => one === asked || fields[one].aliases.includes(asked));
  const row = name && fields[name];
  const from = start + Math.max(colon, word.lastIndexOf(',')) + 1;
  if (row?.kind !== 'choice') return { from, options: [] };
  const begun = text.slice(from).toLowerCase();
  const values = row.values.filter((value) => value.toLowerCase().startsWith(begun));
  return { from, options: values.map((value) => ({ text: value, doc: row.doc })) };
}
