import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/repo.ts';

const folder = path.join(root, '.github/workflows');
const workflows = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** The values of one key, wherever it stands. The workflows hold one command a step, so nothing more has to be understood of YAML. */
function valuesOf(text: string, key: string): string[] {
  return [...text.matchAll(new RegExp(`^\\s*(?:- )?${key}:[ ]*(.*)$`, 'gm'))].map(([, value = '']) => value);
}

/** What is wrong with a command of a step; undefined when nothing is. */
function faultOf(command: string): string | undefined {
  if (/[|&;<>$`]|^$/.test(command)) return `more than one command: ${command}`;
  const [program = '', first = '', second = ''] = command.split(' ');
  if (program !== 'npm') return existsSync(path.join(root, program)) ? undefined : `no such file: ${program}`;
  if (first === 'run') return second in scripts ? undefined : `no such script: ${second}`;
  return ['ci', 'audit', 'publish'].includes(first) || first in scripts ? undefined : `no such command of npm: ${first}`;
}

test.each(workflows)('%s: each step runs what there is', (_name, text) => {
  const commands = valuesOf(text, 'run');
  expect(commands.length).toBeGreaterThan(0);
  expect(commands.flatMap((command) => faultOf(command) ?? [])).toEqual([]);
});

test.each(workflows)('%s: actions are pinned by commit, with their release beside', (_name, text) => {
  const uses = valuesOf(text, 'uses');
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((one) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
});

test.each(workflows)('%s: reads the repository, keeps no credentials, ends in time', (_name, text) => {
  expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  expect(valuesOf(text, 'persist-credentials')).toEqual(
    valuesOf(text, 'uses').flatMap((one) => (one.startsWith('actions/checkout@') ? 'false' : [])),
  );
  expect(valuesOf(text, 'timeout-minutes')).toHaveLength(valuesOf(text, 'runs-on').length);
  // Of events that strangers cause, none may write or see secrets.
  expect(text).not.toMatch(/pull_request_target|workflow_run|secrets\./);
});

test('a release is tested, audited, described and signed', () => {
  const text = new Map(workflows).get('release.yml') ?? '';
  expect(valuesOf(text, 'run')).toEqual([
    'npm run test:all',
    'npm run test:node',
    'npm ci',
    'npm audit --omit dev',
    'npm audit signatures',
    'npm run sbom',
    'npm publish --provenance --access public',
  ]);
  for (const system of ['macos', 'windows', 'ubuntu']) expect(valuesOf(text, 'os').join()).toContain(system);
  expect(text).toMatch(/^ {4}needs: \[test, node\]$/m);
  expect(text).toMatch(/^ {6}id-token: write$/m);
});

test.each([
  ['npm run fuzz', undefined],
  ['npm test', undefined],
  ['.ci/run', undefined],
  ['npm run nothing', 'no such script: nothing'],
  ['npm frobnicate', 'no such command of npm: frobnicate'],
  ['.ci/nothing', 'no such file: .ci/nothing'],
  ['npm ci && npm test', 'more than one command: npm ci && npm test'],
  ['|', 'more than one command: |'],
])('a step `%s`', (command, fault) => {
  expect(faultOf(command)).toBe(fault);
});
