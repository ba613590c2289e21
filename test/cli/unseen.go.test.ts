import { afterAll, expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

const scratch = outsideFolder('unseen');
afterAll(scratch.remove);

test('what failed is told where all that was found goes into files', async () => {
  writeFileSync(path.join(scratch.path, 'go.mod'), 'module ex.com/b\n\ngo 1.22\n');
  writeFileSync(path.join(scratch.path, 'b.go'), 'package b\n\nfunc F() *int { return new(in) }\n');
  const run = (...args: string[]): ReturnType<typeof runCli> => runCli(['check', '-f', 'sarif=out.sarif', ...args], { cwd: scratch.path });
  const told = await run();
  expect([told.code, told.stdout]).toEqual([3, '']);
  expect(told.stderr).toMatch(/^stackward: ex\.com\/b does not compile[^]*b\.go:3:28: undefined: in/m);
  expect(await run('-q')).toEqual({ code: 3, stdout: '', stderr: '' });
  // On standard output the form itself says it.
  expect((await run('-f', 'text')).stderr).not.toContain('does not compile');
});
