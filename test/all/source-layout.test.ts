import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { outsideFolder, root } from '../support/repo.ts';
import { compareAll } from '../source/oracle.ts';

const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
const folders = ['cmd/compile', 'encoding', 'go', 'net', 'text'];

// GOROOT is in gofmt's layout nearly everywhere; here nothing can be learned from lines and columns.
test('a layout that nobody writes, with comments and line breaks between any two tokens, changes nothing', async () => {
  const scratch = outsideFolder('layout');
  try {
    const program = path.join(root, 'test/source/mangle/main.go');
    const written = execFileSync('go', ['run', program, scratch.path, ...folders.map((each) => path.join(goroot, 'src', each))], {
      encoding: 'utf8',
    });
    expect(Number(written)).toBeGreaterThan(1_000);
    const covered = await compareAll([scratch.path]);
    expect(covered.differences).toEqual([]);
    expect([covered.files, covered.rejected]).toEqual([Number(written), 0]);
    expect(covered.literals).toBeGreaterThan(3_000);
  } finally {
    scratch.remove();
  }
});
