import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fastStringWidth from 'fast-string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Io, Output } from '../../src/cli/io.ts';
import { lineWidth, wantsColor, wrapOutput } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/model/report.ts';
import { findHostile, hostilePieces } from '../support/hostile-text.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';
import { noInput } from '../support/no-input.ts';

const scratch = outsideFolder('terminal');
const small = path.join(scratch.path, 'small');
const hostile = path.join(scratch.path, 'hostile');
afterAll(scratch.remove);
beforeAll(() => extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/small.txtar'), 'utf8')), small));

/** Runs the command line in this process, as on a terminal of so many columns. */
async function onTerminal(
  args: readonly string[],
  columns: number,
  env: Io['env'] = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const text = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => ({ isTerminal: true, columns, write: async (piece) => void (text[name] += piece) });
  const code = await main(args, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    stdin: noInput,
    signal: new AbortController().signal,
  });
  return { code, ...text };
}

describe('lines are as wide as the terminal, or as one says', () => {
  const widest = (text: string): number => Math.max(...text.split('\n').map((line) => fastStringWidth(line)));

  test('a terminal cuts, a pipe does not, --width wins on both, also over the setting', async () => {
    const pipe = (await runCli(['check', '-q'], { cwd: small })).stdout;
    expect(widest(pipe)).toBeGreaterThan(60);
    expect(pipe).not.toContain('…\n');
    const cut = (await runCli(['check', '-q', '--width', '40'], { cwd: small })).stdout;
    expect(widest(cut)).toBe(40);
    const env = { NO_COLOR: '1' };
    expect((await onTerminal(['check', '-q', '-C', small], 40, env)).stdout).toBe(
      (await onTerminal(['check', '-q', '-C', small, '--width=40'], 200, env)).stdout,
    );
    expect((await onTerminal(['check', '-q', '-C', small, '--width=0'], 40, env)).stdout).toBe(
      (await onTerminal(['check', '-q', '-C', small], 500, env)).stdout,
    );
    writeFileSync(path.join(small, 'stackward.jsonc'), '{ "width": 40 } // narrow');
    expect((await runCli(['check', '-q'], { cwd: small })).stdout).toBe(cut);
    expect((await runCli(['check', '-q', '--width', '0'], { cwd: small })).stdout).toBe(pipe);
    expect((await runCli(['check', '-q', '--no-config'], { cwd: small })).stdout).toBe(pipe);
  });

  test('the width of a terminal that does not know it is COLUMNS, else 80; elsewhere COLUMNS is nothing', () => {
    const stream = (isTTY: boolean, columns: number): NodeJS.WriteStream =>
      ({ isTTY, columns, on: () => undefined }) as unknown as NodeJS.WriteStream;
    expect(wrapOutput(stream(true, 0), { COLUMNS: '132' }).columns).toBe(132);
    expect(wrapOutput(stream(true, 0), { COLUMNS: 'wide' }).columns).toBe(80);
    expect(wrapOutput(stream(true, 100), { COLUMNS: '132' }).columns).toBe(100);
    expect(wrapOutput(stream(false, 0), { COLUMNS: '132' }).columns).toBeUndefined();
    expect([lineWidth(undefined, 80), lineWidth('0', 80), lineWidth('50', undefined), lineWidth(undefined, undefined)]).toEqual([
      80,
      undefined,
      50,
      undefined,
    ]);
  });
});

describe('colour', () => {
  const output = (isTerminal: boolean): Output => ({ isTerminal, columns: 80, write: async () => undefined });

  test.each<[string, string | undefined, boolean, Io['env'], boolean]>([
    ['a terminal', undefined, true, {}, true],
    ['a pipe', undefined, false, {}, false],
    ['NO_COLOR', undefined, true, { NO_COLOR: '1' }, false],
    ['NO_COLOR that is empty', undefined, true, { NO_COLOR: '' }, true],
    ['NO_COLOR before FORCE_COLOR', undefined, true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['FORCE_COLOR in a pipe', undefined, false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', undefined, false, { FORCE_COLOR: '0' }, false],
    ['a dumb terminal', undefined, true, { TERM: 'dumb' }, false],
    ['the flag before all', 'always', false, { NO_COLOR: '1', TERM: 'dumb' }, true],
    ['the flag before all, off', 'never', true, { FORCE_COLOR: '1' }, false],
  ])('%s', (_name, flag, isTerminal, env, expected) => {
    expect(wantsColor(flag, output(isTerminal), env)).toBe(expected);
  });

  test('without it a report holds no escape sequence, with it the words are the same', async () => {
    const args = ['check', '-q', '--no-config', '-C', small];
    const [plain, painted] = [await onTerminal(args, 80, { NO_COLOR: '1' }), await onTerminal(args, 80)];
    expect(plain.stdout).not.toContain('\u001b');
    expect(painted.stdout).toContain('\u001b[');
    expect(painted.stdout.replaceAll(/\u001b\[\d+m/g, '').replaceAll(/ +$/gm, '')).toBe(plain.stdout);
  });
});

describe('a module whose source is hostile', () => {
  const raw = hostilePieces.join('').replaceAll(/[\0\ufeff\ud800\r`]/g, '');

  beforeAll(() => {
    mkdirSync(path.join(hostile, 'broken'), { recursive: true });
    writeFileSync(path.join(hostile, 'go.mod'), 'module example.test/hostile\n\ngo 1.22\n');
    writeFileSync(
      path.join(hostile, 'a.go'),
      `package hostile

var sink any

// ${raw}
func Keep(s string) { sink = []string{\`${raw}\`, s} }

func Long(s string) *string { t := s + "${'W'.repeat(10_000)}"; return &t }

type Tag struct { F int \`${raw}\` }

func Anon() { sink = &struct { F int \`${raw}\` }{1}; sink = func() string { return \`${raw}\` }() }
`,
    );
    writeFileSync(
      path.join(hostile, 'broken/b.go'),
      `package broken\n\nvar X int = \`${raw}\` + "${'W'.repeat(10_000)}"\n\nvar Y = ${'undefined'.repeat(300)}\n`,
    );
  });

  test('text on a terminal and in a pipe, JSON, errors: nothing that a terminal acts on', async () => {
    const lines = Array.from({ length: 11 }, (_, index) => `a.go:${index + 1}`);
    const runs = [
      await onTerminal(['check', '--all', '-C', hostile], 80),
      await runCli(['check', '--all'], { cwd: hostile }),
      await runCli(['check', '-f', 'json', '--facts'], { cwd: hostile }),
      await runCli(['check', './broken'], { cwd: hostile }),
      await runCli(['check', '-C', `${raw.slice(0, 50)}`], { cwd: hostile }),
      await onTerminal(['explain', '--raw', '-C', hostile, ...lines], 80),
      await runCli(['explain', '--raw', ...lines], { cwd: hostile }),
      await runCli(['explain', '-f', 'json', '--raw', ...lines], { cwd: hostile }),
      await runCli(['explain', '-f', 'mermaid', ...lines], { cwd: hostile }),
      await runCli(['explain', raw], { cwd: hostile }),
      await runCli(['check', '--where', `what:${raw}`], { cwd: hostile }),
    ];
    for (const { stdout, stderr } of runs)
      expect([findHostile(stdout, { color: true }), findHostile(stderr, { color: true })]).toEqual([undefined, undefined]);
    for (const { stdout } of [runs[0], runs[1], runs[3], runs[5], runs[6]].filter((one) => one !== undefined))
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(2100);
    // It did get there: the compiler repeats the literals.
    const report = JSON.parse(runs[2]?.stdout ?? '') as Report;
    expect(JSON.stringify(report)).toMatch(/\u202e|\u009b/);
    expect(runs[1]?.stdout).toContain('\\u{');
    expect(runs[1]?.code).toBe(3);
  });
});
