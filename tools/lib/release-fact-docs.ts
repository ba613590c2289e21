import { readFileSync } from 'node:fs';
import path from 'node:path';
import { releaseFactCodes, releaseFacts, type ReleaseFactCode } from '../../src/model/tables/release-facts.ts';
import { releaseFactWords } from '../../src/view/messages/en/release-facts.ts';
import { root } from './root.ts';

/** The text of docs/release-facts.md: the table of release facts, each with the program in which a test sees it. */
export function writeReleaseFactDocs(): string {
  const programs = readPrograms();
  return [
    '# Known changes of Go releases',
    '',
    'What `compare` may cite as a reason why a place differs between two releases of Go. A row is cited only between releases of which one has the change and the other has not, and only',
    'where the two builds show it at that place. That the release is another one is no reason.',
    'Made by `npm run docs` from `src/model/tables/release-facts.ts` and from programs that `test/all/release-facts.test.ts` compiles with each release.',
    '',
    '| fact | since | what is otherwise |',
    '| --- | --- | --- |',
    ...releaseFactCodes.map((code) => `| [\`${code}\`](#${code}) | ${releaseFacts[code].since} | ${releaseFactWords[code].what} |`),
    ...releaseFactCodes.flatMap((code) => section(code, programs)),
    '',
  ].join('\n');
}

function section(code: ReleaseFactCode, programs: ReadonlyMap<string, string>): string[] {
  const { since, sources } = releaseFacts[code];
  const { what, evidence } = releaseFactWords[code];
  const program = programs.get(code);
  return [
    '',
    `## ${code}`,
    '',
    `Since Go ${since}, ${what}.`,
    ...(program === undefined ? [] : ['', '```go', program.trimEnd(), '```']),
    '',
    `Cited where ${evidence}.`,
    '',
    'Written in:',
    '',
    ...sources.map((source) => `- ${sourceText(source)}`),
  ];
}

/** A file with what to look for in it, or a change or issue as a link. */
function sourceText(source: string): string {
  if (source.startsWith('go.dev/')) return `<https://${source}>`;
  const [file = '', ...rest] = source.split(': ');
  return `\`${file}\`${rest.length === 0 ? '' : `: ${rest.join(': ')}`}`;
}

/** The programs by fact, without what is for the tests. */
function readPrograms(): Map<string, string> {
  const text = readFileSync(path.join(root, 'test/analysis/reasons/facts.txtar'), 'utf8');
  const programs = new Map<string, string>();
  for (const part of text.split(/^-- /m).slice(1)) {
    const name = /^(.*)\/fact\.go --\n/.exec(part)?.[1];
    if (name === undefined) continue;
    const program = part.slice(part.indexOf('\n') + 1).replace(/^package .*\n\n/m, '');
    programs.set(name, program.replaceAll(/ *\/\/ fact: .*$/gm, ' // here'));
  }
  return programs;
}
