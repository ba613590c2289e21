import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSession } from '../../src/engine/session.ts';
import type { Host } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node-host.ts';

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'stackward-memory-')));
  for (const pkg of ['a', 'b']) mkdirSync(path.join(folder, pkg));
  writeFileSync(path.join(folder, 'go.mod'), 'module ex.com/m\n\ngo 1.22\n');
  writeFileSync(path.join(folder, 'a/a.go'), 'package a\n\nfunc F() *int { x := 1; return &x }\n');
  writeFileSync(path.join(folder, 'b/b.go'), 'package b\n\nfunc F() *string { x := "1"; return &x }\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a session reads again only what changed, and says the same as a new one', async () => {
  const archives: string[] = [];
  const real = createNodeHost({ cwd: folder });
  const host: Host = {
    ...real,
    files: {
      ...real.files,
      read: (file, limit) => {
        archives.push(file);
        return real.files.read(file, limit);
      },
    },
  };
  const session = createSession(host, {}, '0.0.0');
  const first = await session.run();
  expect(first.report.sites.map((site) => [site.at.file, site.type?.name, site.type?.size])).toEqual([
    ['a/a.go', 'int', 8],
    ['b/b.go', 'string', 16],
  ]);
  const firstReads = archives.length;
  expect(firstReads).toBeGreaterThan(0);

  const second = await session.run();
  expect(second.report).toEqual(first.report);
  expect(archives.slice(firstReads)).toEqual([]);

  writeFileSync(path.join(folder, 'a/a.go'), 'package a\n\nfunc F() *int64 {\n\tx := int64(1)\n\treturn &x\n}\n');
  const third = await session.run();
  expect(new Set(archives.slice(firstReads)).size).toBe(1);
  expect(third.report.sites[0]).toMatchObject({ at: { file: 'a/a.go', line: 4 }, type: { name: 'int64', size: 8 } });
  expect(third.report).toEqual((await createSession(real, {}, '0.0.0').run()).report);
  session.close();
});

test('two sessions run side by side', async () => {
  const host = createNodeHost({ cwd: folder });
  const runs = await Promise.all(['./a', './b'].map((pattern) => createSession(host, { patterns: [pattern] }, '0.0.0').run()));
  expect(runs.map((run) => run.report.packages.map((pkg) => pkg.path))).toEqual([['ex.com/m/a'], ['ex.com/m/b']]);
});

test('an abort ends a run', async () => {
  const abort = new AbortController();
  const session = createSession(createNodeHost({ cwd: folder }), {}, '0.0.0');
  const run = session.run(abort.signal);
  for await (const event of session.events) {
    if (event.stage !== 'building') continue;
    abort.abort();
    break;
  }
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
});
