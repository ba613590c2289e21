import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import { docCommands } from './support/doc-commands.ts';
import { noInput } from './support/no-input.ts';
import { outsideFolder, root } from './support/repo.ts';

// Each command of stackward that a document tells its reader to type is run, in a copy of examples/shop and in the order of its page. They are run within this
// process, since starting one for each would cost more than all the rest.
const scratch = outsideFolder('docs-run');
const before = process.cwd();
beforeAll(() => {
  cpSync(path.join(root, 'examples/shop'), scratch.path, { recursive: true });
  process.chdir(scratch.path);
  // What the pages on profiles tell to write.
  for (const [file, time] of [
    ['before.pb.gz', '1x'],
    ['now.pb.gz', '500x'],
  ] as const) {
    const written = spawnSync(
      'go',
      ['test', '-run=^$', '-bench=.', `-benchtime=${time}`, '-memprofilerate=64', `-memprofile=${file}`, './internal/order'],
      {
        encoding: 'utf8',
      },
    );
    expect(written.stderr).toBe('');
  }
  for (const copy of ['heap.out', 'heap2.out']) copyFileSync('now.pb.gz', copy);
});
afterAll(() => {
  process.chdir(before);
  scratch.remove();
});

/** Those that are not run here, each with its reason. */
const elsewhere: readonly (readonly [command: RegExp, reason: string])[] = [
  [/ --go 1\.24 /, 'fetches a Go release: test/all/builds.test.ts uses other releases'],
  [/ --goarch amd64,arm64$/, 'compiles std for another architecture: test/cli/builds.go.test.ts makes reports of several builds'],
  [
    / compare --(?:go|from|goarch|race|pgo|rev|binary|production)\b/,
    'needs other releases, platforms, programs, files and revisions: test/cli/compare*.go.test.ts and test/all/compare.test.ts',
  ],
  [/ compare --binary /, 'needs a linked program: test/cli/compare-binary.go.test.ts builds one'],
  [/ --watch$/, 'runs until it is ended: test/cli/watch.go.test.ts'],
  [/ --deps net\/http$/, 'compiles net/http once more: test/cli/explain.go.test.ts reads a dependency'],
  [/ bench --compare /, 'compares files and revisions that the reader has: test/cli/bench-compare.test.ts'],
  [/ bench(?! --compare )/, 'runs benchmarks for minutes, with the race detector too: test/engine/bench.go.test.ts'],
  [/ gate\b/, 'needs a repository with a base: test/engine/gate'],
  [/ serve$/, 'runs until it is ended: test/web/serve.web.test.ts'],
  [/ --cover /, 'needs coverage of a run: test/engine/coverage.go.test.ts'],
];
// Those with an output are run by docs-outputs.go.test.ts; the examples of the reference speak of files that nobody has.
const commands = (await docCommands())
  .filter(({ file, where, words }) => where === 'block' && words[0] === 'stackward' && file !== 'docs/commands.md')
  .map(({ words }) => words);
const distinct = [...new Map(commands.map((words) => [words.join(' '), words])).values()];
const skipped = distinct.filter((words) => elsewhere.some(([command]) => command.test(words.join(' '))));

test('each reason is one of a command that is there', () => {
  expect(elsewhere.filter(([command]) => !distinct.some((words) => command.test(words.join(' ')))).map(([, reason]) => reason)).toEqual([]);
  expect(distinct.length - skipped.length).toBeGreaterThan(15);
});

test.each(distinct.filter((words) => !skipped.includes(words)).map((words) => [words.join(' '), words] as const))(
  '%s',
  async (_, words) => {
    const written = { stdout: '', stderr: '' };
    const output = (name: 'stdout' | 'stderr'): Parameters<typeof main>[1]['stdout'] => ({
      isTerminal: false,
      columns: undefined,
      async write(text) {
        written[name] += text;
      },
    });
    const code = await main(words.slice(1), {
      stdout: output('stdout'),
      stderr: output('stderr'),
      stdin: noInput,
      env: process.env,
      signal: new AbortController().signal,
    });
    expect(code, written.stderr).toBe(0);
    expect(written.stdout === '' ? written.stderr : written.stdout).not.toBe('');
    expect(written.stdout).not.toMatch(/^0 of \d+ sites match/m);
  },
);
