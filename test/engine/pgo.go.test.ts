import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSession } from '../../src/engine/session.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { root } from '../support/repo.ts';

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'stackward-pgo-')));
  const probes = path.join(root, 'test/recordings/probes');
  for (const main of ['hot', 'plain']) mkdirSync(path.join(folder, main));
  writeFileSync(path.join(folder, 'go.mod'), 'module ex.com/m\n\ngo 1.22\n');
  // With a profile Go compiles all that a main needs once more: what writes profiles, and half of std with it, is left out.
  const [hot = '', ...rest] = readFileSync(path.join(probes, 'pgo.go'), 'utf8').split(/^import \([^)]*\)|^func main\(\)[^]*/m);
  const program = [hot, 'import "strconv"', ...rest, 'func main() { println(strconv.Itoa(run(workers(3)))) }\n'].join('\n');
  for (const main of ['hot', 'plain']) writeFileSync(path.join(folder, main, 'main.go'), program);
  copyFileSync(path.join(probes, 'default.pgo'), path.join(folder, 'hot/default.pgo'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('of two mains the one with a profile is compiled with it, and the report says so', async () => {
  const { report, units } = await createSession(createNodeHost({ cwd: folder }), {}, '0.0.0').run();
  const notes = units.map((unit) => [
    unit.package,
    unit.texts.flatMap((text) => text.notes).filter((note) => note.text.includes('PGO')).length > 0,
  ]);
  expect(notes).toEqual([
    ['ex.com/m/hot', true],
    ['ex.com/m/plain', false],
  ]);
  expect(report.build.pgo).toEqual([
    { package: 'ex.com/m/hot', file: 'hot/default.pgo', digest: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
  ]);
  expect(report.problems).toEqual([]);
});

test('callees are judged in the build of their main', async () => {
  const read: string[] = [];
  const real = createNodeHost({ cwd: folder });
  const host = {
    ...real,
    files: { ...real.files, read: (file: string, limit?: number) => (read.push(file), real.files.read(file, limit)) },
  };
  const { callees, problems } = await (await createSession(host, {}, '0.0.0').run()).findCallees();
  expect(problems).toEqual([]);
  expect(new Set(callees.calls.map((call) => call.package))).toEqual(new Set(['ex.com/m/hot', 'ex.com/m/plain']));
  const format = '-f={{.ImportPath}}\t{{.Export}}';
  const listed = execFileSync('go', ['list', '-deps', '-export', format, './hot', './plain'], { cwd: folder, encoding: 'utf8' });
  const archives = listed.split('\n').map((line) => line.split('\t') as [string, string]);
  const names = new Set(archives.filter(([, file]) => read.includes(file)).map(([name]) => name));
  // Where Itoa lies differs by release.
  expect([...names].filter((name) => name.endsWith('strconv') && names.has(`${name} [ex.com/m/hot]`))).not.toEqual([]);
});
