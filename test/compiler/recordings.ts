import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/repo.ts';

export interface TextRecording {
  /** `1.26` */
  readonly release: string;
  /** How the compiler was asked: see tools/record-text.mjs. */
  readonly way: string;
  readonly bytes: Buffer;
}

/** What the compilers printed for the programs of test/recordings/probes. */
export function readTextRecordings(): TextRecording[] {
  const folder = path.join(root, 'test/recordings');
  return readdirSync(folder).flatMap((name) => {
    const release = /^go(1\.\d+)-/.exec(name)?.[1];
    if (release === undefined) return [];
    // Archives are recorded for more platforms than text is.
    const texts = path.join(folder, name, 'text');
    if (!existsSync(texts)) return [];
    const files = readdirSync(texts).filter((file) => file.endsWith('.txt'));
    return files.map((file) => ({
      release,
      way: file.slice(0, -'.txt'.length),
      bytes: readFileSync(path.join(texts, file)),
    }));
  });
}

/** Inputs that once were read wrongly, or that are made to be. */
export function readFuzzCorpus(): { name: string; bytes: Buffer }[] {
  const folder = path.join(root, 'test/compiler/fuzz');
  return readdirSync(folder).map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
}
