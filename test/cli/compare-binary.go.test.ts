import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BinaryResult, SiteStanding } from '../../src/model/binary.ts';
import { buildProgram, smallFiles, writeProgram } from '../object/executable/program.ts';
import { expectGoldenRun } from '../support/golden.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

const scratch = outsideFolder('compare-binary');
const app = path.join(scratch.path, 'app');
const out = path.join(scratch.path, 'app.bin');
const env = { ...process.env, GOFLAGS: '', CGO_ENABLED: '0' };
beforeAll(() => {
  writeProgram(app, smallFiles);
  buildProgram(app, out, env, ['-ldflags=-s -w']);
});
afterAll(scratch.remove);

async function compare(more: readonly string[] = []): Promise<BinaryResult> {
  const { stdout, stderr, code } = await runCli(['compare', '--binary', out, '-f', 'json', ...more], { cwd: app, env });
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout) as BinaryResult;
}

function shown({ sites, standing }: BinaryResult, state: SiteStanding['state']): string[] {
  return sites.flatMap(({ function: name }, index) => {
    const one = standing[index];
    return one?.state !== state ? [] : [`${name} ${'why' in one ? one.why : one.by}`];
  });
}

test('a program of this source: what the linker left out is gone, all else is there by its whole chain', async () => {
  const result = await compare();
  expect(shown(result, 'gone')).toEqual(['unused function-dropped', '(*Store).Add function-dropped', '(*Store).Add function-dropped']);
  expect(shown(result, 'unknown')).toEqual([]);
  expect(new Set(shown(result, 'present').map((one) => one.split(' ').at(-1)))).toEqual(new Set(['chain']));
  expect(result).toMatchObject({
    extra: [],
    problems: [],
    binary: { symbols: false, path: 'ex.com/app' },
    source: { verdict: 'lines', differences: [] },
  });
  expect(result.source.functions.agree).toBe(result.source.functions.compared);
  expect(result.source.calls?.agree).toBe(result.source.calls?.compared);
});

test('another source: lines moved in one file, an allocation that the program does not have', async () => {
  const file = path.join(app, 'main.go');
  const before = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    before
      .replace('func unused', 'type other struct{}\n\nfunc unused')
      .replace('keys := store.Keys(m)', 'keys := append(store.Keys(m), "z")'),
  );
  try {
    const { stdout, code } = await runCli(['compare', '--binary', out, '--width', '80'], { cwd: app, env });
    const text = stdout
      .replaceAll(/\bgo1\.[\w.]+/g, 'go1.X')
      .replaceAll(/(?:ELF|PE|Mach-O) for \w+\/\w+/g, 'ELF for os/arch')
      .replaceAll(/· \w+\/\w+ ·/g, '· os/arch ·')
      .replaceAll(/[\d.]+ MiB/g, 'N MiB')
      .replaceAll(/^[\d,]+ allocating calls are in [\d,]+ other packages \([^)]*\)/gm, 'N allocating calls are in N other packages (…)')
      .replaceAll(/^(N allocating.*)\n.*\)\.$/gm, '$1');
    expectGoldenRun(
      'compare-binary/moved',
      ['compare', '--binary', 'app.bin', '--width', '80'],
      { stdout: text, stderr: '', code },
      scratch.path,
    );
  } finally {
    writeFileSync(file, before);
  }
});

test('a program of other packages, and files that are none', async () => {
  const other = await runCli(['compare', '--binary', out], { cwd: path.join(import.meta.dirname, '../../examples/shop'), env });
  expect({ code: other.code, said: /belongs to these packages: it was built from ex\.com\/app/.test(other.stderr) }).toEqual({
    code: 2,
    said: true,
  });
  const none = await runCli(['compare', '--binary', 'go.mod'], { cwd: app, env });
  expect({ code: none.code, said: none.stderr.includes('it is text') }).toEqual({ code: 2, said: true });
  const missing = await runCli(['compare', '--binary', 'nowhere'], { cwd: app, env });
  expect(missing.code).toBe(2);
});
