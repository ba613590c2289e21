import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explained } from '../../src/model/explanation.ts';
import { expectGolden, expectGoldenRun } from '../support/golden.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunOutput } from '../support/run.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const archive = parseTxtar(readFileSync(path.join(root, 'test/explain/classic.txtar'), 'utf8'));
const scratch = outsideFolder('explain');
const classic = path.join(scratch.path, 'classic');
afterAll(scratch.remove);
beforeAll(() => {
  extractTxtar(archive, classic);
  mkdirSync(path.join(classic, 'testdata'));
  writeFileSync(path.join(classic, 'testdata/x.go'), 'package x\n');
  writeFileSync(path.join(classic, 'old_windows.go'), 'package classic\n\nfunc Old() *int { return new(int) }\n');
  writeFileSync(path.join(classic, 'tagged.go'), '//go:build red\n\npackage classic\n\nfunc Red() *int { return new(int) }\n');
  writeFileSync(
    path.join(classic, 'small_test.go'),
    'package classic\n\nimport "testing"\n\nfunc TestSmall(t *testing.T) {\n\tt.Log(NewOrder(1))\n}\n',
  );
});

async function explain(args: readonly string[], cwd = classic): Promise<RunOutput> {
  const output = await runCli(['explain', ...args], { cwd });
  // Go 1.27 has allocators by size class.
  return { ...output, stdout: output.stdout.replaceAll(/runtime\.mallocgc(Tiny|Small)\w+/g, 'runtime.newobject') };
}

/** The lines that end in `// ?`. */
const questions = archive.files.flatMap(({ name, data }) => {
  const asked = data.split('\n').flatMap((line, index) => (line.endsWith('// ?') ? [`${name}:${index + 1}`] : []));
  return asked.length === 0 ? [] : [{ name: name.replace('.go', ''), asked }];
});

describe('twenty questions', () => {
  test('are all there', () => expect(questions).toHaveLength(20));

  test('each has its answer', async () => {
    const places = questions.flatMap(({ asked }) => asked);
    const { stdout, stderr, code } = await explain(places);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const answers = splitAnswers(stdout, places);
    for (const { name, asked } of questions)
      expectGolden(`explain/classic/${name}.txt`, asked.map((place) => answers.get(place)).join('\n'));
  });
});

/** One text for each place: an answer starts with its position at the start of a line. */
function splitAnswers(text: string, places: readonly string[]): Map<string, string> {
  const starts = places.map((place) => (text.startsWith(`${place}  `) ? 0 : text.indexOf(`\n${place}  `) + 1));
  return new Map(places.map((place, index) => [place, `${text.slice(starts[index], starts[index + 1] ?? text.length).trimEnd()}\n`]));
}

describe('answers that are no allocation', () => {
  test('each with what to do next', async () => {
    const targets = [
      'old_windows.go:3',
      'tagged.go:5',
      'testdata/x.go:1',
      'registry/registry.go:15',
      'registry/registry.go:2',
      'registry/registry.go:6',
      'registry/registry.go:17',
      'registry/registry.go:99',
      'registry/registri.go:9',
      'registry.Ad',
      'closure.go',
    ];
    expectGoldenRun('explain/no-allocation', ['explain', ...targets], await explain(targets), scratch.path);
  });

  test('a tag compiles the file, a test file brings the tests', async () => {
    const [tagged, tested] = [await explain(['--tags', 'red', 'tagged.go:5']), await explain(['small_test.go:6'])];
    expect(tagged.stdout).toMatch(/is allocated on the heap/);
    expect(tested.stdout).toMatch(/^small_test\.go:6/);
    expect(tested.code).toBe(0);
  });
});

describe('functions, forms and bundles', () => {
  test.each([
    ['function', ['registry.Add']],
    ['method', ['(*Server).Register']],
    ['closure-function', ['Counter']],
    ['raw', ['--raw', 'returned_pointer.go:11']],
    ['mermaid', ['-f', 'mermaid', 'cross_package.go:6']],
  ])('%s', async (name, args) => expectGoldenRun(`explain/${name}`, ['explain', ...args], await explain(args), scratch.path));

  test.each(['errors.go:13', 'append_growth.go:7', 'method_value.go:10', 'returned_pointer.go:11'])(
    '--raw %s: each line that the compiler writes there, and no other',
    async (place) => {
      const { stdout } = await explain(['--raw', place]);
      const shown = stdout.slice(stdout.indexOf('The compiler’s text:')).split('\n').slice(1);
      const built = spawnSync('go', ['build', '-gcflags=-m=2', '.'], { cwd: classic, encoding: 'utf8' });
      const written = built.stderr.split('\n').map((line) => line.replaceAll('./', ''));
      const wanted = new Set(written.filter((line) => line.startsWith(`${place}:`)));
      expect(new Set(shown.filter(Boolean).map((line) => line.slice(2)))).toEqual(wanted);
      expect(wanted.size).toBeGreaterThan(2);
    },
  );

  test('from elsewhere, with -C and with a path relative to it', async () => {
    const there = await explain(['-C', 'classic', 'registry/registry.go:19'], scratch.path);
    const inside = await explain(['registry.go:19'], path.join(classic, 'registry'));
    expect(there.code).toBe(0);
    expect(there.stdout.replaceAll('classic/registry/', 'registry/')).toBe(
      inside.stdout.replaceAll(/(?<!\/)registry\.go:/g, 'registry/registry.go:'),
    );
  });

  test.each([
    ['a subfolder', path.join('classic', 'registry'), []],
    ['-C', '.', ['-C', 'classic/registry']],
  ])('what `check` suggests in %s works there', async (_, folder, where) => {
    const cwd = path.join(scratch.path, folder);
    const { stderr } = await runCli(['check', ...where], { cwd });
    const [, asked = ''] = /^Next: stackward explain (\S+(?: \S+)*?) · /m.exec(stderr) ?? [];
    const { code, stdout } = await explain(asked.split(' '), cwd);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/ is allocated on the heap | allocates /)]);
  });

  test('a bundle gives the same answers without Go', async () => {
    const bundle = path.join(scratch.path, 'bundle');
    const gathered = await runCli(['debug', 'gather', '-q', '-o', bundle], { cwd: classic });
    expect(gathered.code).toBe(0);
    const places = questions.flatMap(({ asked }) => asked);
    const live = await explain([...places, 'registry.Add', '(*Server).Register']);
    const saved = await runCli(['explain', '--from', bundle, ...places, 'registry.Add', '(*Server).Register'], {
      cwd: scratch.path,
      env: { PATH: scratch.path },
    });
    // A bundle holds no archives of other modules.
    expect(saved).toEqual({ ...live, stdout: live.stdout.replaceAll(/^Called outside of this module:\n(?: .*\n)+\n/gm, '') });
  });

  test('JSON is the document', async () => {
    const { stdout } = await explain(['-f', 'json', 'closure.go:5', 'nowhere.go:1']);
    const { schema, answers } = JSON.parse(stdout) as Explained;
    expect(schema).toBe('stackward/explained/1');
    expect(answers.map(({ answer, target }) => `${target} ${answer}`)).toEqual(['closure.go:5 place', 'nowhere.go:1 no-such-file']);
    const file = path.join(scratch.path, 'out.json');
    expect(await explain(['-q', '-f', 'json', '-o', file, 'closure.go:5', 'nowhere.go:1'])).toEqual({ code: 2, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(stdout);
  });

  test('a site by the beginning of its id', async () => {
    const [answer] = (JSON.parse((await explain(['-f', 'json', 'closure.go:5'])).stdout) as Explained).answers;
    const id = answer?.answer === 'place' ? (answer.sites[0]?.site.id ?? '') : '';
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect((await explain([id.slice(0, 10)])).stdout).toMatch(/^closure\.go:5:9 {2}Counter/);
  });

  test('no target: usage', async () => {
    expect((await explain([])).code).toBe(2);
  });
});
