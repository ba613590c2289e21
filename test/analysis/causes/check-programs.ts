import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findCauses } from '../../../src/analysis/causes/find-causes.ts';
import { readAllExplanations } from '../../../src/compiler/read-explanation.ts';
import { readText } from '../../../src/compiler/read-text.ts';
import { root, scratchFolder } from '../../support/repo.ts';
import { extractTxtar, parseTxtar } from '../../support/txtar.ts';

const file = path.join(root, 'test/analysis/causes/programs.txtar');

/** What the programs say of themselves, and what is found: lines `file:line code` or `file:line code because code`. */
export function checkPrograms(toolchain: string, withSource: boolean): { readonly wanted: string[]; readonly found: string[] } {
  const archive = parseTxtar(readFileSync(file, 'utf8'));
  const folder = scratchFolder('causes');
  try {
    extractTxtar(archive, folder.path);
    const env = { ...process.env, GOTOOLCHAIN: toolchain, GOFLAGS: '', GOWORK: 'off' };
    const bytes = compile(folder.path, env);
    const release = execFileSync('go', ['env', 'GOVERSION'], { cwd: folder.path, env, encoding: 'utf8' });
    const minor = Number(/^go1\.(\d+)/.exec(release)?.[1]);
    const nameFile = (name: string): string => name.replace('@root/', '');
    const facts = readText({ package: 'ex.com/causes', bytes }, { nameFile });
    const sources = new Map(archive.files.map(({ name, data }) => [name, data.split('\n')]));
    const lineAt = (name: string, line: number): string | undefined => sources.get(name)?.[line - 1];
    const causes = findCauses(readAllExplanations(bytes, facts.explanations, { nameFile }), { facts, ...(withSource ? { lineAt } : {}) });
    const found = new Set<string>();
    const marked = new Set<string>();
    const wanted: string[] = [];
    for (const [name, lines] of sources) {
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

function compile(folder: string, env: NodeJS.ProcessEnv): Uint8Array {
  const text = execFileSync('sh', ['-c', `go list -e -export -gcflags="-m=2 '-trimpath=$PWD=>@root'" . 2>&1 >/dev/null`], {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return Buffer.from(text.replace(/^# .*\n/, ''));
}
