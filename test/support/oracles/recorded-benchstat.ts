import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../repo.ts';

const folder = path.join(root, 'test/benchmarks/recorded');

interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** What benchstat printed for a case when it was recorded. With UPDATE=1 in the environment `now` is recorded first. */
export function recordedCase(name: string, now?: Printed): Printed {
  const files = { stdout: path.join(folder, `${name}.csv`), stderr: path.join(folder, `${name}.warnings`) };
  if (now !== undefined && process.env['UPDATE']) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(files.stdout, now.stdout);
    writeFileSync(files.stderr, now.stderr);
  }
  return { stdout: readFileSync(files.stdout, 'utf8'), stderr: readFileSync(files.stderr, 'utf8') };
}
