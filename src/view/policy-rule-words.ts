import { wrap } from './wrap.ts';

/** A rule of the policy, as its declaration has it. */
interface Declared {
  readonly name: string;
  readonly summary: string;
  readonly doc: readonly string[];
  readonly judges: 'head' | 'changes';
  readonly options: readonly { readonly name: string; readonly isRequired?: true; readonly help: string }[];
  readonly example: string;
}

/** Which commands judge by a rule. */
export const judgedBy: Readonly<Record<Declared['judges'], string>> = {
  head: '`check` and `gate`',
  changes: '`gate`, and `check` with --baseline',
};

/** One line for each rule, the names in a column. */
export function policyRuleList(rules: readonly Pick<Declared, 'name' | 'summary'>[], column: number): string[] {
  return rules.map(({ name, summary }) => `${name.padEnd(column)}  ${summary}`);
}

/** All that is known of one rule, in lines of at most `columns`. */
export function policyRuleInFull({ name, summary, doc, judges, options, example }: Declared, columns: number): string[] {
  const widest = Math.max(...options.map((option) => option.name.length));
  const indented = (text: string, first: string): string[] =>
    wrap(text, Math.max(20, columns - first.length)).map((line, index) => `${index === 0 ? first : ' '.repeat(first.length)}${line}`);
  return [
    name,
    ...indented(summary, '  '),
    ...doc.flatMap((paragraph) => ['', ...indented(paragraph, '  ')]),
    '',
    ...indented(`Judged by ${judgedBy[judges]}.`, '  '),
    '',
    '  An entry takes:',
    ...options.flatMap(({ name: option, isRequired, help }) =>
      indented(`${help}${isRequired ? '; needed' : ''}`, `  ${option.padEnd(widest)}  `),
    ),
    '',
    '  In stackward.jsonc:',
    ...exampleLines(name, example).map((line) => `    ${line}`),
  ];
}

/** An entry a line: none of them is broken. */
function exampleLines(name: string, example: string): string[] {
  const value = JSON.parse(example) as unknown;
  if (!Array.isArray(value)) return [`"policy": { "${name}": ${example} }`];
  return ['"policy": {', `  "${name}": [`, ...value.map((entry) => `    ${inline(entry)},`), '  ],', '}'];
}

function inline(entry: unknown): string {
  return JSON.stringify(entry, undefined, 1).replaceAll(/\n */g, ' ');
}
