import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { expectGolden, expectGoldenRun } from '../support/golden.ts';
import { root, scratchFolder } from '../support/repo.ts';
import { run } from '../support/run.ts';

const name = `golden-self-test-${process.pid}.txt`;
const file = path.join(root, 'test/golden', name);

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(file, { force: true });
  rmSync(`${file}.got`, { force: true });
});

test('a difference fails, shows both and leaves what was got; agreement removes it', () => {
  writeFileSync(file, 'a\n');
  expect(() => expectGolden(name, 'b\n')).toThrow(/differs from test\/golden\/golden-self-test.*: expected 'b\\n' to be 'a\\n'/);
  expect(readFileSync(`${file}.got`, 'utf8')).toBe('b\n');
  expectGolden(name, 'a\n');
  expect(existsSync(`${file}.got`)).toBe(false);
});

test('a missing file fails and is not written', () => {
  expect(() => expectGolden(name, 'b\n')).toThrow('differs');
  expect(existsSync(file)).toBe(false);
});

test('UPDATE accepts what is, with exit code and both streams', () => {
  vi.stubEnv('UPDATE', '1');
  expectGoldenRun(name.replace('.txt', ''), ['check', '-q'], { code: 3, stdout: 'out\n', stderr: 'err\n' });
  expect(readFileSync(file, 'utf8')).toBe('$ stackward check -q\nexit 3\n-- stdout --\nout\n-- stderr --\nerr\n');
});

test('so does vitest -u', async () => {
  const scratch = scratchFolder('golden');
  const helper = JSON.stringify(path.join(root, 'test/support/golden.ts'));
  const text = `import { test } from 'vitest'; import { expectGolden } from ${helper}; test('g', () => expectGolden('${name}', 'new'));`;
  writeFileSync(path.join(scratch.path, 'g.test.ts'), text);
  writeFileSync(path.join(scratch.path, 'vitest.config.ts'), `export default { test: { include: ['*.test.ts'] } };`);
  const vitest = [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', scratch.path];
  const runWith = (...more: string[]) => run(process.execPath, [...vitest, ...more], { cwd: scratch.path });
  expect([(await runWith()).code, (await runWith('-u')).code, (await runWith()).code]).toEqual([1, 0, 0]);
  scratch.remove();
});
