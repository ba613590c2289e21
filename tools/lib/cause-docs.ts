import { readFileSync } from 'node:fs';
import path from 'node:path';
import { causeCodes, flowCauses, operationCauses, type CauseCode } from '../../src/model/causes.ts';
import { causeTable } from '../../src/view/cause-table.ts';
import { root } from './root.ts';

/** The text of docs/causes.md: the table of causes, each with the program that a test compiles. */
export function writeCauseDocs(): string {
  const programs = readPrograms();
  return [
    '# Causes',
    '',
    'Why a value is on the heap: the step in your code after which it outlives its frame, or what makes the operation allocate all the same.',
    'Made by `npm run docs` from `src/view/cause-table.ts` and from programs that the tests compile.',
    '',
    '| cause | class | meaning |',
    '| --- | --- | --- |',
    ...causeCodes.map((code) => `| [\`${code}\`](#${code}) | ${causeTable[code].escape} | ${causeTable[code].meaning} |`),
    '',
    '## What the compiler explains',
    ...flowCauses.flatMap((code) => section(code, programs)),
    '',
    '## What lies in the operation',
    ...operationCauses.flatMap((code) => section(code, programs)),
    '',
    '## What is not known',
    ...section('unknown', programs),
    '',
  ].join('\n');
}

function section(code: CauseCode, programs: ReadonlyMap<string, string>): string[] {
  const { escape, meaning, harmless, waysOut } = causeTable[code];
  const program = programs.get(code);
  return [
    '',
    `### ${code}`,
    '',
    `${meaning} (${escape})`,
    ...(program === undefined ? [] : ['', '```go', program.trimEnd(), '```']),
    '',
    `Does not matter when: ${harmless}`,
    '',
    'Ways out:',
    '',
    ...waysOut.map((way) => `- ${way}`),
  ];
}

/** The programs by cause, without their package clause. */
function readPrograms(): Map<string, string> {
  const text = readFileSync(path.join(root, 'test/analysis/causes/programs.txtar'), 'utf8');
  const programs = new Map<string, string>();
  for (const part of text.split(/^-- /m).slice(1)) {
    const name = /^(.*)\.go --\n/.exec(part)?.[1];
    if (name !== undefined) programs.set(name, part.slice(part.indexOf('\n') + 1).replace(/^package .*\n\n/, ''));
  }
  return programs;
}
