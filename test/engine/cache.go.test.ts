import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { explain } from '../../src/engine/explain.ts';
import { snapshotEvidence } from '../../src/engine/explain-evidence.ts';
import type { Options } from '../../src/engine/options.ts';
import { createSession, type Reported } from '../../src/engine/session.ts';
import type { Host } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { openCache } from '../../src/store/cache.ts';

const a =
  'package a\n\n// F is inlined.\nfunc F() *int {\n\tx := 1\n\treturn &x\n}\n\nfunc Loop(n int) (all []*int) {\n\tfor range n {\n\t\tall = append(all, F())\n\t}\n\treturn all\n}\n';
const b =
  'package b\n\nimport "ex.com/m/a"\n\ntype S struct{ p *int }\n\nfunc G(n int) *S {\n\tlist := a.Loop(n)\n\treturn &S{p: list[0]}\n}\n\nfunc H() *int { return a.F() }\n';

let scratch = '';
let module = '';
let folder = '';
beforeAll(() => {
  scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'stackward-cache-')));
  module = path.join(scratch, 'm');
  for (const pkg of ['a', 'b', 'c']) mkdirSync(path.join(module, pkg), { recursive: true });
  writeFileSync(path.join(module, 'go.mod'), 'module ex.com/m\n\ngo 1.22\n');
  edit('c/c.go', 'package c\n\nfunc F() *int8 { return new(int8) }\n');
});
beforeEach(() => {
  folder = mkdtempSync(path.join(scratch, 'cache-'));
  edit('a/a.go', a);
  edit('b/b.go', b);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function edit(file: string, text: string): void {
  writeFileSync(path.join(module, file), text);
}

/** A process's worth: nothing is remembered but in the cache. `reads` are the archives that were opened. */
async function once(
  options: Options & { readonly cached?: boolean; readonly reader?: string } = {},
): Promise<Reported & { reads: string[] }> {
  const { cached = true, reader = 'r', ...rest } = options;
  const reads: string[] = [];
  const real = createNodeHost({ cwd: module });
  const host: Host = {
    ...real,
    files: {
      ...real.files,
      read(file, limit) {
        reads.push(file);
        return real.files.read(file, limit);
      },
    },
  };
  const session = createSession(host, rest, '0.0.0', cached ? openCache(real, folder, reader) : undefined);
  const reported = await session.report();
  await session.keep();
  session.close();
  return { ...reported, reads };
}

/** The bytes of `-f json`. */
const bytes = ({ report }: Reported): string => JSON.stringify(report);

async function expectSame(options: Options = {}): Promise<Reported & { reads: string[] }> {
  const cached = await once(options);
  expect(bytes(cached)).toBe(bytes(await once({ ...options, cached: false })));
  return cached;
}

/** What `explain --raw` answers. */
async function explained(isCached: boolean): Promise<string> {
  const host = createNodeHost({ cwd: module });
  const session = createSession(host, { keepExplanations: true }, '0.0.0', isCached ? openCache(host, folder, 'r') : undefined);
  const snapshot = await session.run();
  const targets = ['a/a.go:5', 'a/a.go:11', 'b/b.go:8', 'b/b.go:9', 'a.Loop', 'b.H', 'c/c.go:3'];
  const answer = await explain(snapshotEvidence(host, snapshot, module), targets, { raw: true, nearest: () => undefined });
  await session.keep();
  session.close();
  return JSON.stringify(answer);
}

describe('with a cache', () => {
  test('answers of explain are the same, whichever command came first', async () => {
    const without = await explained(false);
    expect(without).toContain('"explanations":[{');
    for (let run = 0; run < 2; run++) expect(await explained(true)).toBe(without);
    expect((await expectSame()).reads).toEqual([]);
    edit('b/b.go', b.replace('list[0]', 'list[1]'));
    await expectSame();
    expect(await explained(true)).toBe(await explained(false));
  });

  test('an unchanged module opens no archive and gives the same bytes', async () => {
    expect((await once()).reads.length).toBeGreaterThan(0);
    expect((await expectSame()).reads).toEqual([]);
  });

  test('after an edit only the archive of that package is read whole', async () => {
    await once();
    edit('b/b.go', b.replace('func H()', 'func New() *S { return &S{} }\n\nfunc H()'));
    const { reads, report } = await expectSame();
    expect(new Set(reads).size).toBe(1);
    expect(report.sites.some((site) => site.function === 'New')).toBe(true);
    edit('b/b.go', b);
    expect((await expectSame()).reads).toEqual([]);
  });

  test('an edit of a package changes what is said of those that inline from it', async () => {
    await once();
    edit('a/a.go', a.replace('x := 1', 'x := 2; _ = x'));
    await expectSame();
    edit('a/a.go', a.replace('func F() *int {', '//go:noinline\nfunc F() *int {'));
    await expectSame();
  });

  test.each([
    ['a comment at the end of a line', a.replace('x := 1', 'x := 1 // one')],
    ['a comment above', a.replace('// F is inlined.', '// F is inlined everywhere.')],
    ['a comment line more', a.replace('// F is inlined.', '// F is\n// inlined.')],
    ['a variable with another name', a.replaceAll('all', 'every')],
  ])('%s: the same as without', async (_, text) => {
    await once();
    edit('a/a.go', text);
    await expectSame();
    await expectSame();
  });

  test('another set of packages, tests, flags, architecture', async () => {
    await once();
    edit('a/a_test.go', 'package a\n\nimport "testing"\n\nfunc TestF(t *testing.T) { t.Log(*F()) }\n');
    for (const options of [{ patterns: ['./b'] }, { patterns: ['./a'] }, {}, { tests: true }, { gcflags: ['-l'] }, { goarch: 'arm64' }, {}])
      await expectSame(options);
    rmSync(path.join(module, 'a/a_test.go'));
  });

  test('a build that fails is told each time', async () => {
    await once();
    edit('b/b.go', b.replace('return a.F()', 'return a.Gone()'));
    for (let run = 0; run < 2; run++) {
      const { report } = await expectSame();
      expect(report.problems.map(({ code }) => code)).toEqual(['package-failed']);
    }
    edit('b/b.go', b);
    expect((await expectSame()).report.problems).toEqual([]);
  });

  test('a source that changes after the build is not taken for the one that was compiled', async () => {
    await once();
    const real = createNodeHost({ cwd: module });
    const late: Host = {
      ...real,
      async run(request) {
        const result = await real.run(request);
        if (request.args[0] === 'list' && request.args.includes('-export')) edit('a/a.go', `// late\n${a}`);
        return result;
      },
    };
    const cache = openCache(real, folder, 'r');
    const session = createSession(late, {}, '0.0.0', cache);
    await session.report();
    await session.keep();
    edit('a/a.go', a);
    await expectSame();
  });

  test('damaged entries are made again', async () => {
    const whole = bytes(await once());
    const place = path.join(folder, 'entries-1');
    for (const damage of [
      (data: Buffer) => data.subarray(0, data.length >> 1),
      (data: Buffer) => data.fill(0, data.length - 3),
      () => Buffer.alloc(0),
    ]) {
      for (const name of readdirSync(place)) writeFileSync(path.join(place, name), damage(readFileSync(path.join(place, name))));
      expect(bytes(await once())).toBe(whole);
      expect((await once()).reads).toEqual([]);
    }
    // One kind alone: the others lean on it.
    for (const kind of ['report', 'unit', 'run']) {
      for (const name of readdirSync(place)) if (name.startsWith(kind)) rmSync(path.join(place, name));
      expect(bytes(await once())).toBe(whole);
    }
  });

  test('another reader takes nothing from it', async () => {
    const first = await once();
    expect((await once({ reader: 'r2' })).reads).toEqual(first.reads);
  });

  test('several at once on one cache say the same', async () => {
    const whole = bytes(await once({ cached: false }));
    const all = await Promise.all(Array.from({ length: 4 }, () => once()));
    expect(new Set(all.map(bytes))).toEqual(new Set([whole]));
    expect(readdirSync(path.join(folder, 'entries-1')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('an archive that cannot be read is a problem, and nothing of that run is kept', async () => {
    const real = createNodeHost({ cwd: module });
    const blind: Host = { ...real, files: { ...real.files, read: (file) => real.files.read(`${file}.gone`) } };
    const session = createSession(blind, {}, '0.0.0', openCache(real, folder, 'r'));
    expect((await session.report()).report.problems.map(({ code }) => code)).toContain('archive-unreadable');
    await session.keep();
    expect((await expectSame()).report.problems).toEqual([]);
  });
});
