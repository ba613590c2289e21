import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChainBlock } from '../../src/analysis/chains/chain-index.ts';
import { readAllExplanations } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { createBlockSplitter } from '../../src/compiler/split-blocks.ts';

export interface Program {
  readonly blocks: readonly ChainBlock[];
  /** 26 of Go 1.26. */
  readonly minor: number;
  readonly lineAt: (file: string, line: number) => string | undefined;
}

/** Compiles the module in a folder and reads the compiler's text. Throws when it does not compile. */
export function compileProgram(folder: string, toolchain: string): Program {
  const env = { ...process.env, GOTOOLCHAIN: toolchain, GOFLAGS: '', GOWORK: 'off' };
  const release = execFileSync('go', ['env', 'GOVERSION'], { cwd: folder, env, encoding: 'utf8' });
  const text = execFileSync('sh', ['-c', `go list -export -gcflags="-m=2 '-trimpath=$PWD=>@root'" ./... 2>&1 >/dev/null`], {
    cwd: folder,
    env,
    maxBuffer: 1 << 28,
  });
  const nameFile = (name: string): string => name.replace('@root/', '');
  const blocks: ChainBlock[] = [];
  const splitter = createBlockSplitter({
    block(block) {
      // The splitter's bytes are valid during the call only.
      const bytes = Buffer.from(block.bytes);
      const facts = readText({ package: block.package, bytes }, { nameFile });
      blocks.push({ package: block.package, facts, explanations: () => readAllExplanations(bytes, facts.explanations, { nameFile }) });
    },
    preamble(line) {
      throw new Error(line);
    },
  });
  splitter.add(text);
  splitter.end();
  const sources = new Map<string, readonly string[]>();
  return {
    blocks,
    minor: Number(/^go1\.(\d+)/.exec(release)?.[1]),
    lineAt(file, line) {
      const known = sources.get(file) ?? readLines(path.join(folder, file));
      sources.set(file, known);
      return known[line - 1];
    },
  };
}

function readLines(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}
