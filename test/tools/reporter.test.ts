import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root, scratchFolder } from '../support/repo.ts';
import { countLine } from '../support/reporter.ts';
import { run } from '../support/run.ts';

const scratch = scratchFolder('reporter');
afterAll(scratch.remove);

async function runVitest(
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<{ lines: string[]; stderr: string; code: number }> {
  const folder = path.join(scratch.path, name);
  mkdirSync(folder);
  const config = `import { CountReporter } from ${JSON.stringify(path.join(root, 'test/support/reporter.ts'))};
    export default { test: { include: ['*.test.ts'], reporters: ['default', new CountReporter()] } };`;
  for (const [file, text] of Object.entries({ 'vitest.config.ts': config, ...files })) writeFileSync(path.join(folder, file), text);
  const { stdout, stderr, code } = await run(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder],
    { cwd: folder },
  );
  return { lines: stdout.trimEnd().split('\n'), stderr, code };
}

test('the last line counts tests, broken files, failed hooks and errors outside of tests', async () => {
  const { lines, stderr, code } = await runVitest('mixed', {
    'a.test.ts': `import { test, expect, describe } from 'vitest';
      test('good', () => {}); test.skip('later', () => {}); describe('in', () => { test('bad', () => expect(1).toBe(2)); });`,
    'b.test.ts': `import './not-there.ts';`,
    'c.test.ts': `import { test, beforeAll, describe } from 'vitest';
      describe('hook', () => { beforeAll(() => { throw new Error('no'); }); test('never run', () => {}); });`,
    'd.test.ts': `import { test } from 'vitest'; test('good, but', () => { void Promise.reject(new Error('unhandled')); });`,
  });
  expect(lines.at(-1)).toBe('2 passed, 4 failed, 2 skipped');
  expect(code).toBe(1);
  expect(stderr).toContain('expected 1 to be 2');
});

test('all good: two numbers and exit code 0', async () => {
  const { lines, code } = await runVitest('good', { 'a.test.ts': `import { test } from 'vitest'; test('good', () => {});` });
  expect([lines.at(-1), code]).toEqual(['1 passed, 0 failed', 0]);
});

test('no test at all is a failure', async () => {
  const { lines, code } = await runVitest('none', {});
  expect([lines.at(-1), code]).toEqual(['0 passed, 1 failed', 1]);
});

test('a run that ends badly for another reason never counts 0 failed', () => {
  expect(countLine({ passed: 3, failed: 0, skipped: 0 }, 1)).toBe('3 passed, 1 failed');
  expect(countLine({ passed: 3, failed: 2, skipped: 0 }, 1)).toBe('3 passed, 2 failed');
});
