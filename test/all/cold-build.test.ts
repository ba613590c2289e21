import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { run } from '../support/run.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const scratch = outsideFolder('cold');
afterAll(scratch.remove);

const module = parseTxtar(`
-- go.mod --
module example.test/native

go 1.22
-- add/add.go --
package add

// static int add(int a, int b) { return a + b; }
import "C"

type Sum struct{ A, B, Total int }

func Add(a, b int) *Sum {
	return &Sum{a, b, int(C.add(C.int(a), C.int(b)))}
}

func Copy(text string) []byte {
	return C.GoBytes(C.CBytes([]byte(text)), C.int(len(text)))
}
`);

// cgo names its files after a random work folder, and so does a cold build: nothing of that may be left.
test('two cold builds of a module with cgo, in two folders, give the same bytes', async () => {
  const compiler = await run('go', ['env', 'CC'], { cwd: scratch.path });
  const works = await run(compiler.stdout.trim(), ['--version'], { cwd: scratch.path }).catch(() => undefined);
  expect(works?.code, 'a C compiler is needed for this test').toBe(0);
  const outputs: string[] = [];
  for (const name of ['one', 'another/folder']) {
    const folder = path.join(scratch.path, name);
    extractTxtar(module, folder);
    const env = { ...process.env, CGO_ENABLED: '1', GOCACHE: path.join(scratch.path, `cache-${outputs.length}`) };
    const { code, stdout, stderr } = await runCli(['check', '-q', '-f', 'json', '--facts'], { cwd: folder, env, timeout: 600_000 });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    outputs.push(stdout);
  }
  expect(outputs[1]).toBe(outputs[0]);
  expect(outputs[0]).not.toMatch(/go-build\d|\$WORK|\/b\d{3}\//);
  const { build, sites } = JSON.parse(outputs[0] ?? '') as Report;
  expect(build.cgo).toBe(true);
  expect(sites.map((site) => `${site.at.file}:${site.at.line} ${site.what}`)).toContain('add/add.go:9 object');
});
