import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/repo.ts';
import { run } from './support/run.ts';

// What `npm run lint`, `format:check`, `types` and `knip` do, so that `npm test` is all one needs to run. A failure shows their words.
const folders = ['action', 'bin', 'src', 'test', 'tools', 'bench', 'vitest.config.ts'].filter((name) => existsSync(path.join(root, name)));

test.each([
  ['lint', 'oxlint', ['--deny-warnings', ...folders]],
  ['format: `npm run format` mends it', 'oxfmt', ['--check', ...folders]],
  // Those of the sources alone are checked by the build that tests begin with.
  ['types of tests and tools', 'tsc', ['-p', 'test']],
  ['nothing unused', 'knip', ['--no-progress', '--no-config-hints']],
])('%s', async (_name, tool, args) => {
  const { code, stdout, stderr } = await run(path.join(root, 'node_modules/.bin', tool), args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  });
  expect(code, `${tool} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
});
