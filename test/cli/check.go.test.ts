import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { About } from '../../src/model/bundle.ts';
import type { Report } from '../../src/model/report.ts';
import { expectGoldenRun } from '../support/golden.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunOutput } from '../support/run.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const scratch = outsideFolder('check');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const small = at('small');
afterAll(scratch.remove);
beforeAll(() => extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/small.txtar'), 'utf8')), small));

async function check(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<RunOutput> {
  return runCli(['check', ...args], { cwd, env });
}

async function report(cwd: string, args: readonly string[] = [], env?: NodeJS.ProcessEnv): Promise<Report> {
  const { stdout, stderr, code } = await check(cwd, ['-f', 'json', ...args], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Report;
}

/** What differs between machines and releases and says nothing here: the release, the platform, how many lines the compiler wrote. */
function withoutMachine(output: RunOutput): RunOutput {
  const stdout = output.stdout
    .replaceAll(/runtime\.mallocgc(Tiny|Small)\w+/g, 'runtime.newobject') // Go 1.27: allocators by size class
    .replaceAll(/\bgo1\.[\w.]+/g, 'go1.X')
    .replaceAll(/"(goos|goarch|experiment)": "[^"]*"/g, '"$1": "…"')
    .replaceAll(/"cgo": (true|false)/g, '"cgo": …')
    .replaceAll(/· \w+\/\w+ ·/g, '· os/arch ·')
    .replaceAll(/\b[\d,]+ compiler lines/g, 'N compiler lines')
    .replaceAll(/"(lines|explanationLines|explanations|inlining|notes|bytes)": \d+/g, '"$1": N');
  return { ...output, stdout };
}

describe('what is shown of a small module', () => {
  test.each([
    ['check', []],
    ['check-quiet', ['-q']],
    ['check-width-60', ['--width', '60']],
    ['check-one-package', ['./queue']],
    ['check-f-json', ['-f', 'json']],
    ['check-color', ['--color', 'always', './queue']],
  ])('%s', async (name, args) => {
    expectGoldenRun(`check/${name}`, ['check', ...args], withoutMachine(await check(small, args)), scratch.path);
  });

  test('-o writes the same to a file and nothing to standard output', async () => {
    const [shown, written] = [await check(small, []), await check(small, ['-o', at('out.txt')])];
    expect({ ...written, stderr: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(at('out.txt'), 'utf8')).toBe(shown.stdout);
  });

  test('-f several times writes each form into its file, and prints only what has none', async () => {
    const files = ['sarif', 'junit', 'markdown'].map((format) => ['-f', `${format}=${at(format)}`]).flat();
    const silent = await check(small, [...files, '--all']);
    expect({ ...silent, stderr: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
    const run = (JSON.parse(readFileSync(at('sarif'), 'utf8')) as { runs: { results: unknown[] }[] }).runs[0];
    expect(run?.results.length).toBeGreaterThan(0);
    expect(readFileSync(at('junit'), 'utf8')).toMatch(/^<\?xml [^]*<\/testsuites>\n$/);
    const both = await check(small, [...files, '-f', 'text', '-o', at('text')]);
    expect(both.stdout).toBe('');
    expect(readFileSync(at('text'), 'utf8')).toBe((await check(small, [])).stdout);
    // Nothing was asked for and no rule is there: no result.
    expect(JSON.parse(readFileSync(at('sarif'), 'utf8'))).toMatchObject({
      runs: [{ results: [], invocations: [{ executionSuccessful: true }] }],
    });
  });

  test('--facts adds what was read: as many calls and verdicts as are counted', async () => {
    const { facts, counts } = await report(small, ['--facts']);
    const sum = (list: readonly { count: number }[] = []): number => list.reduce((all, { count }) => all + count, 0);
    expect(sum(facts?.calls)).toBe(counts.calls);
    expect(sum(facts?.verdicts)).toBe(counts.verdicts);
    expect(facts?.calls.every((call) => call.inline.length > 0)).toBe(true);
  });
});

describe('where it runs', () => {
  test('the same from a subfolder with a pattern relative to it, and with -C', async () => {
    const there = await report(path.join(small, 'queue'), ['../shop']);
    expect(there.packages.map(({ path }) => path)).toEqual(['example.test/small/shop']);
    expect(await report(scratch.path, ['-C', 'small/queue', '../shop'])).toEqual(there);
  });

  test('another folder, or a build that Go replays from its cache: byte for byte the same', async () => {
    const outputs: string[] = [];
    for (const name of ['first', 'second/deeper', 'first']) {
      cpSync(small, at(name), { recursive: true });
      outputs.push((await check(at(name), ['-f', 'json', '--facts'])).stdout);
    }
    expect(outputs[1]).toBe(outputs[0]);
    expect(outputs[2]).toBe(outputs[0]);
    expect(outputs[0]).not.toContain(scratch.path);
  });

  test('a workspace: all its modules from its root, with paths below it', async () => {
    const work = at('work');
    for (const name of ['a', 'b']) {
      mkdirSync(path.join(work, name), { recursive: true });
      writeFileSync(path.join(work, name, 'go.mod'), `module example.test/${name}\n\ngo 1.22\n`);
      writeFileSync(path.join(work, name, 'x.go'), `package ${name}\n\nfunc F() *int { return new(int) }\n`);
    }
    writeFileSync(path.join(work, 'go.work'), 'go 1.22\n\nuse (\n\t./a\n\t./b\n)\n');
    const { sites, build } = await report(work);
    expect(sites.map(({ at: { file, line } }) => `${file}:${line}`)).toEqual(['a/x.go:3', 'b/x.go:3']);
    expect(build.modules).toEqual([
      { path: 'example.test/a', dir: 'a', go: '1.22' },
      { path: 'example.test/b', dir: 'b', go: '1.22' },
    ]);
  });

  test('flags of the compiler from GOFLAGS hold and are recorded: without inlining there is no copy of New', async () => {
    const plain = await report(small, ['./shop']);
    const without = await report(small, ['./shop'], { ...process.env, GOFLAGS: '-gcflags=-l' });
    expect([plain.build.gcflags, without.build.gcflags]).toEqual(['', '-l']);
    const copies = ({ sites }: Report): number => sites.find((site) => site.function === 'New')?.places.length ?? 0;
    expect([copies(plain), copies(without)]).toEqual([2, 1]);
  });
});

describe('what cannot be done', () => {
  test('one package of several does not compile: the others are there, the failed one with the words of the compiler, exit 3', async () => {
    const broken = at('broken');
    cpSync(small, broken, { recursive: true });
    writeFileSync(path.join(broken, 'queue/bad.go'), 'package queue\n\nfunc bad() int { return "text" }\n');
    const { code, stdout } = await check(broken, ['-f', 'json']);
    const { packages, problems, sites } = JSON.parse(stdout) as Report;
    expect(code).toBe(3);
    expect(packages.map(({ path, state }) => `${path} ${state}`)).toEqual([
      'example.test/small/queue failed',
      'example.test/small/shop ok',
    ]);
    expect(problems).toEqual([expect.objectContaining({ effect: 'failed', package: 'example.test/small/queue' })]);
    expect(JSON.stringify(problems)).toMatch(/queue\/bad\.go:3:25: cannot use .*text/);
    expect(sites.every((site) => site.package === 'example.test/small/shop') && sites.length > 0).toBe(true);
    expect((await check(broken, [])).stdout).toMatch(/queue\/bad\.go:3:25: cannot use/);
  });

  test('a folder that is no module', async () => {
    mkdirSync(at('nothing'), { recursive: true });
    const { code, stdout, stderr } = await check(at('nothing'), []);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^stackward: .*\n +→ /);
  });

  test('a pattern that fits no package', async () => {
    // Usage: nothing was wrong with the build.
    const { code, stderr, stdout } = await check(small, ['./nowhere/...']);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('nowhere');
  });

  test('a Go release that does not exist', async () => {
    const { code, stderr } = await check(small, ['--go', '1.99']);
    expect([code, stderr]).toEqual([expect.toSatisfy((value) => value === 2 || value === 3), expect.stringContaining('1.99')]);
  });
});

describe('a bundle', () => {
  test('gives the same report without Go', async () => {
    const gathered = await runCli(['debug', 'gather', '-q', '-o', at('bundle'), '-C', small], {
      cwd: scratch.path,
      env: { ...process.env, GOPRIVATE: 'hush.example.test', GOFLAGS: '-ldflags=-X=main.key=hush' },
    });
    expect(gathered).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(existsSync(at('bundle/manifest.json'))).toBe(true);
    // It goes into a bug report: nothing of the machine and of what its user keeps to himself.
    const about = JSON.parse(readFileSync(at('bundle/about.json'), 'utf8')) as About;
    expect(about).toMatchObject({ command: 'debug gather --output=DIR --directory=DIR --quiet', node: process.version });
    expect(about.settings).toMatchObject({ GOFLAGS: '-ldflags=…', GOVERSION: expect.stringMatching(/^go1\./) as string });
    for (const entry of readdirSync(at('bundle'), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) expect(readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).not.toMatch(scratch.path);
    for (const file of ['about.json', 'manifest.json', 'report.json'])
      expect(readFileSync(at(`bundle/${file}`), 'utf8')).not.toContain('hush');
    const withoutGo = { PATH: at('empty') };
    for (const format of [['-f', 'json'], ['-f', 'json', '--facts'], []]) {
      const analysed = await runCli(['debug', 'analyze', ...format, at('bundle')], { cwd: scratch.path, env: withoutGo });
      expect(analysed.stdout).toBe((await check(small, format)).stdout);
    }
  });
});
