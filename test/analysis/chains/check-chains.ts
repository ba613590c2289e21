import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildChain } from '../../../src/analysis/chains/build-chain.ts';
import { createChainIndex } from '../../../src/analysis/chains/chain-index.ts';
import type { ChainStep } from '../../../src/model/chains.ts';
import { root, scratchFolder } from '../../support/repo.ts';
import { extractTxtar, parseTxtar } from '../../support/txtar.ts';
import { compileProgram } from '../compile-program.ts';

/**
 * The chains that the programs ask for, and those that are built: `file:line END code@function …`, or for a comment `named:` with what each step
 * goes into instead of its function.
 */
export function checkChains(toolchain: string, withSource: boolean): { readonly wanted: string[]; readonly found: string[] } {
  const archive = parseTxtar(readFileSync(path.join(root, 'test/analysis/chains/programs.txtar'), 'utf8'));
  const folder = scratchFolder('chains');
  try {
    extractTxtar(archive, folder.path);
    const { blocks, lineAt } = compileProgram(folder.path, toolchain);
    const options = { packageNames: new Set(['store', 'sync']), ...(withSource ? { lineAt } : {}) };
    const index = createChainIndex(blocks, options);
    const wanted = new Map<string, string>();
    const named = new Set<string>();
    for (const { name, data } of archive.files)
      for (const [line, text] of data.split('\n').entries()) {
        const [, kind = '', chain] = /\/\/ (chain|named|with source): (.*)$/.exec(text) ?? [];
        if (chain === undefined || (kind === 'with source' && !withSource)) continue;
        wanted.set(`${name}:${line + 1}`, chain);
        if (kind === 'named') named.add(`${name}:${line + 1}`);
      }
    const found: string[] = [];
    for (const block of blocks)
      for (const explanation of block.explanations()) {
        const place = `${explanation.file}:${explanation.line}`;
        if (!wanted.has(place) || explanation.kind !== 'escapes') continue;
        const chain = buildChain({ ...explanation, package: block.package }, index);
        const show = named.has(place) ? showNamed : (step: ChainStep) => `${step.code}@${step.function}`;
        found.push(`${place} ${chain?.end} ${chain?.steps.map(show).join(' ')}`);
      }
    return { wanted: [...wanted].map(([place, chain]) => `${place} ${chain}`).toSorted(), found: [...new Set(found)].toSorted() };
  } finally {
    folder.remove();
  }
}

/** `passed→store.Keep(item)` */
function showNamed({ code, callee, into, parameter }: ChainStep): string {
  const target = callee ?? into;
  return `${code}${target === undefined ? '' : `→${target}`}${parameter === undefined ? '' : `(${parameter})`}`;
}
