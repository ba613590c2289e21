import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bashScript } from '../../src/cli/completion/bash-script.ts';
import { fishScript } from '../../src/cli/completion/fish-script.ts';
import { zshScript } from '../../src/cli/completion/zsh-script.ts';
import { commandNames, commands, shells } from '../../src/cli/commands.ts';
import { flagsOf } from '../../src/cli/flags.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { expectGolden } from '../support/golden.ts';
import { outsideFolder } from '../support/repo.ts';
import { run } from '../support/run.ts';
import { isWindows } from '../support/system.ts';

const scratch = outsideFolder('completion');
afterAll(scratch.remove);
const project = path.join(scratch.path, 'project');
for (const folder of ['cmd', 'internal/store', 'two words']) mkdirSync(path.join(project, folder), { recursive: true });
writeFileSync(path.join(project, 'cpu.pprof'), '');

const scripts = { bash: bashScript(), zsh: zshScript(), fish: fishScript() };
const fileOf = (shell: string): string => path.join(scratch.path, `script.${shell}`);
for (const shell of shells) writeFileSync(fileOf(shell), scripts[shell]);
const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const missing = shells.filter((shell) => !isThere(shell));

describe.each(shells)('%s', (shell) => {
  test('the script is as expected', () => {
    expectGolden(`completion/stackward.${shell}`, scripts[shell]);
  });

  test('it names each command, flag and choice of the table', () => {
    for (const name of commandNames) {
      for (const flag of flagsOf(name)) {
        expect(scripts[shell]).toContain(shell === 'fish' ? `'__stackward_is ${name}' -l ${flag.name} ` : `--${flag.name}`);
        expect(scripts[shell]).toContain(flag.choices?.join(' ') ?? '');
      }
    }
    for (const { completes } of commands) if (typeof completes !== 'string') expect(scripts[shell]).toContain(completes.join(' '));
  });

  test.skipIf(missing.includes(shell))(
    `the shell reads it${missing.includes(shell) ? `: ${shell} is not installed here` : ''}`,
    async () => {
      expect(await run(shell, ['-n', fileOf(shell)], { cwd: project })).toEqual({ code: 0, stdout: '', stderr: '' });
    },
  );
});

/** What bash offers when the last word is completed; words are split as bash splits them, at `=` too. */
async function bashOffers(...words: string[]): Promise<string[]> {
  const ask = `source "$1"; shift; COMP_WORDS=(stackward "$@"); COMP_CWORD=$#; _stackward; ((\${#COMPREPLY[@]} == 0)) || printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, code } = await run('bash', ['--norc', '-c', ask, 'bash', fileOf('bash'), ...words], { cwd: project });
  expect(code).toBe(0);
  return stdout.split('\n').filter(Boolean).toSorted();
}

const reportFormats = formatsOf('report').toSorted();

const cases: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
  [['che'], ['check']],
  [['debug', ''], commandNames.flatMap((name) => /^debug (.*)/.exec(name)?.[1] ?? []).toSorted()],
  [['check', '--fo'], ['--format']],
  [['check', '-f', ''], reportFormats],
  [
    ['check', '--format', 'j'],
    ['json', 'junit'],
  ],
  [['check', '--pgo', 'a'], ['auto']],
  [
    ['check', '--pgo', 'c'],
    ['cmd', 'cpu.pprof'],
  ],
  [['check', '--timeout', ''], []],
  [['check', '-C', 't'], ['two words']],
  [
    ['check', ''],
    ['./...', 'cmd', 'internal', 'two words'],
  ],
  [
    ['check', './internal/'],
    ['./internal/...', './internal/store'],
  ],
  [['debug', 'gather', '--no-s'], ['--no-source']],
  [['debug', 'analyze', '--no-s'], []],
  [
    ['completion', ''],
    ['bash', 'fish', 'zsh'],
  ],
  [['frobnicate', ''], []],
];

// The bash of Windows takes other paths than the system.
describe.skipIf(isWindows || missing.includes('bash'))('bash, run', () => {
  test.each(cases)('%j', async (words, offered) => {
    expect(await bashOffers(...words)).toEqual(offered);
  });

  test('--flag=value, which bash splits at the =', async () => {
    expect(await bashOffers('check', '--format', '=')).toEqual(reportFormats);
    expect(await bashOffers('check', '--format', '=', 't')).toEqual(['text']);
  });

  test('it is the completion of stackward', async () => {
    const { stdout } = await run('bash', ['--norc', '-c', `source '${fileOf('bash')}'; complete -p stackward`], { cwd: project });
    expect(stdout).toBe('complete -F _stackward stackward\n');
  });
});

describe.skipIf(missing.includes('fish'))(`fish, run${missing.includes('fish') ? ': fish is not installed here' : ''}`, () => {
  test.each(cases)('%j', async (words, offered) => {
    const line = ['stackward', ...words].join(' ');
    const { stdout, stderr } = await run('fish', ['--no-config', '-c', `source '${fileOf('fish')}'; complete -C '${line}'`], {
      cwd: project,
    });
    expect(stderr).toBe('');
    const got = stdout
      .split('\n')
      .filter(Boolean)
      .map((one) => one.split('\t')[0]?.replace(/(?<=.)\/$/, '') ?? '')
      .toSorted();
    // Fish offers names with a leading point only when one was typed, and makes none from what was typed.
    expect(got).toEqual(offered.filter((one) => !one.endsWith('/...')));
  });
});
