import { afterAll, expect, test } from 'vitest';
import { expectGoldenRun } from '../support/golden.ts';
import { ownVersion } from '../support/pack.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// What the command line says without running Go: help, and what is wrong with the arguments. In an empty folder, with an empty PATH.
const scratch = outsideFolder('usage');
afterAll(scratch.remove);

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
  ['flag-of-another-command', ['check', '--no-source']],
  ['format-unknown', ['check', '-f', 'xml']],
  ['value-missing', ['check', '--go']],
  ['timeout-no-number', ['check', '--timeout', 'soon']],
  ['debug-without-command', ['debug']],
  ['debug-analyze-nothing', ['debug', 'analyze']],
  ['debug-analyze-no-bundle', ['debug', 'analyze', 'nowhere']],
  ['debug-gather-without-output', ['debug', 'gather']],
  ['directory-missing', ['check', '-C', 'nowhere']],
  ['go-missing', ['check']],
])('%s', async (name, args) => {
  const output = await runCli(args, { cwd: scratch.path, env: { PATH: scratch.path } });
  expectGoldenRun(`usage/${name}`, args, output, scratch.path);
});

test.each([['--version'], ['-V']])('%s', async (flag) => {
  expect(await runCli([flag], { cwd: scratch.path })).toEqual({ code: 0, stdout: `stackward ${ownVersion()}\n`, stderr: '' });
});
