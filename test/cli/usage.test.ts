import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/commands.ts';
import { expectGoldenRun } from '../support/golden.ts';
import { ownVersion } from '../support/pack.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// What the command line says without running Go: help, and what is wrong with the arguments. In an empty folder, with an empty PATH.
const scratch = outsideFolder('usage');
afterAll(scratch.remove);

copyFileSync(path.join(root, 'test/benchmarks/benchstat/old.txt'), path.join(scratch.path, 'old.txt'));
for (const name of ['report-1.json', 'explained-1.json'])
  copyFileSync(path.join(root, 'test/documents', name), path.join(scratch.path, name));

test.each([
  ['none', []],
  ['help', ['--help']],
  ['help-check', ['help', 'check']],
  ['help-debug-gather', ['help', 'debug', 'gather']],
  ['debug-analyze--help', ['debug', 'analyze', '--help']],
  ['unknown-command', ['chekc']],
  ['unknown-command-far', ['frobnicate']],
  ['unknown-flag', ['check', '--formt', 'json']],
  ['unknown-flag-short', ['check', '-x']],
  ['flag-of-another-command', ['check', '--raw']],
  ['format-unknown', ['check', '-f', 'xml']],
  ['format-file-missing', ['check', '-f', 'sarif=']],
  ['format-file-unknown', ['check', '-f', 'xml=out.xml']],
  ['format-two-on-one-output', ['check', '-f', 'text', '-f', 'sarif']],
  ['format-two-in-one-file', ['check', '-f', 'sarif=./out', '-f', 'junit=out']],
  ['format-into-nothing', ['check', '-f', 'junit=old.txt/out.xml']],
  ['value-missing', ['check', '--go']],
  ['timeout-no-number', ['check', '--timeout', 'soon']],
  ['debug-without-command', ['debug']],
  ['debug--help', ['debug', '--help']],
  ['bench-nothing', ['bench']],
  ['help-bench', ['help', 'bench']],
  ['bench-compare-one', ['bench', '--compare', 'old.txt']],
  ['bench-compare-input-twice', ['bench', '--compare', '-', '-']],
  ['bench-compare-no-results', ['bench', '--compare', 'report-1.json', 'old.txt']],
  ['bench-compare-alpha', ['bench', '--compare', 'old.txt', 'new.txt', '--alpha', '5']],
  ['explain-nothing', ['explain']],
  ['help-explain', ['help', 'explain']],
  ['debug-analyze-nothing', ['debug', 'analyze']],
  ['debug-analyze-no-bundle', ['debug', 'analyze', 'nowhere']],
  ['debug-render-nothing', ['debug', 'render']],
  ['debug-render--help', ['debug', 'render', '--help']],
  ['debug-render-stdin-empty', ['debug', 'render', '-']],
  ['debug-render-format', ['debug', 'render', '-f', 'mermaid', 'report-1.json']],
  ['debug-render-flag', ['debug', 'render', '--top', '3', 'explained-1.json']],
  ['debug-gather-without-output', ['debug', 'gather']],
  ['directory-missing', ['check', '-C', 'nowhere']],
  ['go-missing', ['check']],
  ['help-doctor', ['help', 'doctor']],
  ['doctor-argument', ['doctor', 'x']],
  ['completion-nothing', ['completion']],
  ['completion-unknown-shell', ['completion', 'tcsh']],
  ['width-too-small', ['check', '--width', '5']],
  ['width-no-number', ['check', '--width=1e3']],
  ['switch-with-a-value', ['check', '--tests=maybe']],
  ['config-missing', ['check', '--config', 'nowhere.jsonc']],
  ['config-and-no-config', ['check', '--config=x', '--no-config']],
])('%s', async (name, args) => {
  const output = await runCli(args, { cwd: scratch.path, env: { PATH: scratch.path } });
  expectGoldenRun(`usage/${name}`, args, output, scratch.path);
});

test('help fits a terminal of 80 columns', async () => {
  for (const name of [[], ...commandNames.map((one) => one.split(' '))]) {
    const { stdout } = await runCli(['help', ...name], { cwd: scratch.path });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  }
});

test.skipIf(!existsSync('/dev/full'))('a full disk behind the output is told as such, not as a bug', () => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'bin/stackward.js'), '--help'], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([3, expect.stringMatching(/^stackward: Cannot write the output: no space is left\.\n/)]);
});

test.each([['--version'], ['-V']])('%s', async (flag) => {
  expect(await runCli([flag], { cwd: scratch.path })).toEqual({ code: 0, stdout: `stackward ${ownVersion()}\n`, stderr: '' });
});
