import type { BenchmarkFault, BenchmarkOutcome } from '../../src/model/benchmark.ts';
import path from 'node:path';
import { errorExitCode } from '../../src/model/exit-code.ts';
import { errorMessage } from '../../src/view/messages/en/errors.ts';
import { problemMessage } from '../../src/view/messages/en/problems.ts';
import type { Message } from '../../src/view/messages/message.ts';
import { code, table } from './markdown.ts';
import { readTypes, type DeclaredField } from './read-types.ts';
import { root } from './root.ts';

const types = readTypes(path.join(root, 'src/model/codes.ts'));
const codesOf = (name: string): readonly DeclaredField[] => types.find((type) => type.name === name)?.fields ?? [];

/** The text of docs/errors.md: each code that a user can meet, with its sentence. */
export function writeErrorDocs(): string {
  const errors = codesOf('UserErrorCodes');
  const sections = [...new Set(errors.map(({ section }) => section))];
  return [
    '# Errors and problems',
    '',
    'Made by `npm run docs` from `src/model/codes.ts` and the sentences in `src/view/messages/en`. Words in capitals stand for what a message names. In the library the',
    'code is `code` of a `UserError`, and what the sentence is made of is `args`.',
    '',
    '## Errors',
    '',
    'An error ends a command; nothing is shown of a result. [Exit codes](exit-codes.md).',
    '',
    ...sections.flatMap((section) => [
      `### ${capital(section.split(/[;,:]/)[0] ?? '')}`,
      '',
      table(
        ['code', 'exit', 'says', 'next'],
        errors
          .filter((one) => one.section === section)
          .map((one) => [code(one.name), String(exitOf(one.name)), ...says(errorMessage(one.name, sample(one.type)))]),
      ),
      '',
    ]),
    '## Problems',
    '',
    'A problem is a part of a report: what could not be done or is not known. It starts with the package, where it has one. Its `effect` in the report decides the exit code:',
    '`failed` 3, `incomplete` 2, `notice` none. A code that a version does not know is shown as it is.',
    '',
    table(
      ['code', 'meaning', 'says', 'next'],
      codesOf('ProblemCodes').map((one) => [code(one.name), one.doc, ...says(problemMessage(one.name, sample(one.type)))]),
    ),
    '',
  ].join('\n');
}

/** The codes that end with an exit code, as a list in Markdown. */
export function codesThatExit(exit: number): string {
  return codesOf('UserErrorCodes')
    .filter(({ name }) => exitOf(name) === exit)
    .map(({ name }) => code(name))
    .join(', ');
}

/** Ctrl-C ends as shells expect. */
function exitOf(name: string): number {
  return name === 'cancelled' ? 130 : errorExitCode({ code: name, args: {} });
}

function says({ what, next = '' }: Message): [string, string] {
  return [what, next];
}

/** Arguments of the shape of `{ file: string; line: number; near?: string }`: the names of texts in capitals, numbers as they might be, nothing that may be absent. */
function sample(type: string): Record<string, unknown> {
  const fields = [...type.matchAll(/(\w+)(\?)?: ([^;}]+)/g)].filter(([, , optional]) => optional === undefined);
  const values = Object.fromEntries(fields.map(([, name = '', , of = '']) => [name, valueOf(name, of.trim())]));
  // An error inside of another, of a query or of a reader: one that is short.
  if (!('args' in values)) return values;
  const inner =
    'column' in values ? { code: 'query-unbalanced', args: { sign: '(', column: 7 } } : { code: 'archive-truncated', args: { at: 4096 } };
  return { ...values, ...inner };
}

function valueOf(name: string, type: string): unknown {
  if (type === 'number') return numbers[name] ?? 3;
  const object = objects[type.replace('[]', '')];
  if (object) return [object];
  return type.endsWith('[]') ? [name.toUpperCase()] : name.toUpperCase();
}

const objects: Readonly<Record<string, object>> = {
  BenchmarkFault: { line: 12, wrong: 'iterations', text: 'TEXT' } satisfies BenchmarkFault,
  BenchmarkOutcome: { line: 12, what: 'failed', name: 'NAME' } satisfies BenchmarkOutcome,
};

const numbers: Readonly<Record<string, number>> = {
  bytes: 3 * 2 ** 30,
  limit: 2 ** 30,
  at: 4096,
  seconds: 60,
  column: 7,
  line: 12,
  code: 1,
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
