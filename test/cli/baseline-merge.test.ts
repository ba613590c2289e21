import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { byEntry, makeEntry, makeHeader } from '../../src/analysis/baseline/make-entries.ts';
import { baselineLines, parseBaseline } from '../../src/store/baseline-file.ts';
import { makeSite } from '../query/sites.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { sampleReport } from '../support/sample-report.ts';

const scratch = outsideFolder('baseline-merge');
const folder = scratch.path;
afterAll(scratch.remove);
const file = path.join(folder, 'b.jsonl');
const header = makeHeader(sampleReport('x'));

function text(...ids: string[]): Buffer {
  const entries = ids.map((id) => makeEntry(makeSite({ id }), {})).toSorted(byEntry);
  return Buffer.concat([...baselineLines({ header, entries })]);
}
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.test', ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
function commit(branch: string, ...ids: string[]): void {
  if (branch !== 'main') git('checkout', '-q', '-b', branch, 'main');
  writeFileSync(file, text(...ids));
  git('add', '.');
  git('commit', '-qm', branch);
}

test('git merges two branches that changed neighbouring lines, with the driver as it is documented', () => {
  git('init', '-qb', 'main');
  writeFileSync(path.join(folder, '.gitattributes'), 'b.jsonl merge=stackward\n');
  git('config', 'merge.stackward.driver', `"${process.execPath}" "${path.join(root, 'bin/stackward.js')}" baseline merge %O %A %B`);
  commit('main', 'a', 'b', 'c');
  commit('one', 'a', 'b2', 'c');
  commit('two', 'a', 'b3');
  git('merge', '-q', '--no-edit', 'one');
  expect(parseBaseline(readFileSync(file), 'b').entries.map(({ id }) => id)).toEqual(['a', 'b2', 'b3']);
});

test('two other builds are left to people: nothing is written, and git sees a conflict', async () => {
  const of = (name: string, go: string): string => {
    const target = path.join(folder, name);
    writeFileSync(target, text('a').toString().replace(`"go":"${header.build.go}"`, `"go":"${go}"`));
    return target;
  };
  const files = [of('o', 'go1'), of('a', 'go2'), of('b', 'go3')];
  const before = readFileSync(files[1] ?? '', 'utf8');
  const { code, stderr } = await runCli(['baseline', 'merge', ...files], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain('Two branches made');
  expect(readFileSync(files[1] ?? '', 'utf8')).toBe(before);
});
