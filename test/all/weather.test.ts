import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { goSettings, writeScriptedGo } from '../support/scripted-go.ts';

// Weather that takes its time: very large texts, and signals at many moments.
const scratch = outsideFolder('weather-all');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
afterAll(scratch.remove);
const json = (value: object): string => `${JSON.stringify(value, undefined, '\t')}\n`;
const env = { PATH: at('bin'), STACKWARD_CACHE: 'off', TMPDIR: at('tmp') };

beforeAll(() => {
  mkdirSync(at('m'));
  mkdirSync(at('tmp'));
  writeFileSync(at('m/go.mod'), 'module ex.test/m\n');
  writeScriptedGo(at('bin'), [
    { when: ['-export'], stdout: json({ ImportPath: 'ex.test/m/p', Name: 'p', Match: ['./...'], GoFiles: [] }) },
    { when: ['env'], stdout: JSON.stringify(goSettings(at('m'))) },
    { when: ['list', '-m'], stdout: json({ Path: 'ex.test/m', Dir: at('m') }) },
  ]);
});

/** Makes the text that the scripted `go` gives: 200 MB of one package or of one line. */
async function writeText(line: string, bytes: number): Promise<void> {
  const file = createWriteStream(at('bin', '0.err'));
  file.write('# ex.test/m/p\n');
  const piece = line.repeat(Math.ceil((1 << 20) / line.length));
  for (let written = 0; written < bytes; written += piece.length) if (!file.write(piece)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
}

describe.skipIf(process.platform === 'win32')('200 MB of text', () => {
  test('of one package is either read or refused with a code', async () => {
    await writeText('@root/p/p.go:3:4: moved to heap: x\n', 200 << 20);
    const { code, stdout, stderr } = await runCli(['check', '-q'], { cwd: at('m'), env, timeout: 600_000 });
    expect(stderr).not.toMatch(/this is a bug|heap out of memory/);
    expect([0, 3]).toContain(code);
    expect(stdout + stderr).toMatch(code === 3 ? /text of one package is larger than[^]*→/ : /verdicts/);
  });
  test('in one line is refused', async () => {
    await writeText('x', 200 << 20);
    const { code, stderr } = await runCli(['check', '-q'], { cwd: at('m'), env, timeout: 600_000 });
    expect([code, stderr]).toEqual([3, expect.stringMatching(/line of the compiler's text is longer than[^]*→/)]);
  });
});

test.skipIf(process.platform === 'win32')('Ctrl-C at any moment ends with 130 or with the result, and leaves nothing', async () => {
  await writeText('@root/p/p.go:3:4: moved to heap: x\n', 20 << 20);
  for (let moment = 0; moment < 40; moment++) {
    const child = spawn(process.execPath, [path.join(root, 'bin/stackward.js'), 'check', '-q', '-o', at('m', 'out.txt')], {
      cwd: at('m'),
      env,
      stdio: 'ignore',
    });
    setTimeout(() => child.kill('SIGINT'), moment * 25);
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    // Before our handler stands, Node itself ends as the signal says.
    expect(code === 130 || code === 0 || signal === 'SIGINT', `code ${code}, signal ${signal} after ${moment * 25} ms`).toBe(true);
    expect(readdirSync(at('m')).filter((name) => name !== 'go.mod' && name !== 'out.txt')).toEqual([]);
    expect(readdirSync(at('tmp'))).toEqual([]);
  }
});
