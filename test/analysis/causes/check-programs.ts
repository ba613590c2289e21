import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findCauses } from '../../../src/analysis/causes/find-causes.ts';
import { root, scratchFolder } from '../../support/repo.ts';
import { extractTxtar, parseTxtar } from '../../support/txtar.ts';
import { compileProgram } from '../compile-program.ts';

const file = path.join(root, 'test/analysis/causes/programs.txtar');

/** What the programs say of themselves, and what is found: lines `file:line code` or `file:line code because code`. */
export function checkPrograms(toolchain: string, withSource: boolean): { readonly wanted: string[]; readonly found: string[] } {
  const archive = parseTxtar(readFileSync(file, 'utf8'));
  const folder = scratchFolder('causes');
  try {
    extractTxtar(archive, folder.path);
    const { blocks, minor, lineAt } = compileProgram(folder.path, toolchain);
    const [block] = blocks;
    if (!block) throw new Error('the programs do not compile');
    const causes = findCauses(block.explanations(), { facts: block.facts, ...(withSource ? { lineAt } : {}) });
    const found = new Set<string>();
    const marked = new Set<string>();
    const wanted: string[] = [];
    for (const [name, lines] of archive.files.map(({ name, data }) => [name, data.split('\n')] as const)) {
      for (const [index, text] of lines.entries()) {
        const [, told, because, alone, until] =
          /\/\/ cause: (\S+)(?: because (\S+))?(?: without-source (\S+))?(?: until 1\.(\d+))?$/.exec(text) ?? [];
        if (told === undefined || (until !== undefined && minor > Number(until))) continue;
        const code = withSource ? told : (alone ?? told);
        marked.add(`${name}:${index + 1}`);
        wanted.push(`${name}:${index + 1} ${code}${because === undefined ? '' : ` because ${because}`}`);
      }
    }
    for (const { file: name, line, cause } of causes)
      if (marked.has(`${name}:${line}`)) found.add(`${name}:${line} ${cause.code}${cause.because ? ` because ${cause.because.code}` : ''}`);
    return { wanted: wanted.toSorted(), found: [...found].toSorted() };
  } finally {
    folder.remove();
  }
}
