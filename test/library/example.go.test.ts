import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createNodeHost, createSession, defaultList, render, UserError, type Host, type Progress, type Report } from '../../src/index.ts';
import { root } from '../support/repo.ts';
import { run } from '../support/run.ts';

// The library as its users have it: the built package under its own name, in the example and in a process whose globals are wrong.
const shop = path.join(root, 'examples/shop');
const file = path.join(root, 'examples/library/list-allocations.js');
const example = (await import(pathToFileURL(file).href)) as {
  readAllocations(
    host: Host,
    folder: string,
    patterns: readonly string[],
    how?: { signal?: AbortSignal; onProgress?: (progress: Progress) => void },
  ): Promise<Report>;
};

describe('the example', () => {
  test('runs as a program: objects, the report, progress on standard error', async () => {
    const { code, stdout, stderr } = await run(process.execPath, [file, shop, './internal/order'], { cwd: root });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^The largest objects:\n(\d+ B {2}\S+ {2}internal\/order\/\w+\.go:\d+\n){5}\nstackward list-allocations\/1 · go1\./,
    );
    expect(stderr.split('\n').map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['locating', 'building', 'reading', 'joining', 'done']),
    );
  });

  test('says what a user can mend', async () => {
    const { code, stderr } = await run(process.execPath, [file, path.join(root, 'nowhere')], { cwd: root });
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no folder')]);
  });

  test('hears each stage in order, and the events end with the session', async () => {
    const stages: string[] = [];
    const report = await example.readAllocations(createNodeHost(), shop, ['./internal/order'], {
      onProgress: ({ stage }) => void (stages.at(-1) === stage || stages.push(stage)),
    });
    expect(report.sites.length).toBeGreaterThan(0);
    expect(stages).toEqual(['locating', 'building', 'reading', 'joining', 'done']);
  });

  test.each(['locating', 'building'])('a signal while it is %s ends it with `cancelled`', async (when) => {
    const abort = new AbortController();
    const running = example.readAllocations(createNodeHost(), shop, ['./...'], {
      signal: abort.signal,
      onProgress: ({ stage }) => void (stage === when && abort.abort()),
    });
    // The error's class is that of the package under its own name, not of the sources: told by its name.
    await expect(running).rejects.toMatchObject({ name: UserError.name, code: 'cancelled' });
  });
});

test('nothing of the process is read: with wrong and watched globals the result is the same', async () => {
  const { code, stdout, stderr } = await run(
    process.execPath,
    [path.join(root, 'test/library/poisoned-run.mjs'), shop, JSON.stringify(process.env)],
    { cwd: root },
  );
  expect([code, stderr]).toEqual([0, '']);
  const seen = JSON.parse(stdout) as { byLibrary: string[]; byHost: string[]; report: Report; text: string };
  expect(seen.byLibrary).toEqual([]);
  expect(seen.byHost).toEqual([expect.stringMatching(/^cwd workingDirectory.*dist\/bundle\//)]);
  const session = createSession(createNodeHost({ cwd: shop }), { patterns: ['./...'] }, 'test');
  const plain = (await session.run()).report;
  session.close();
  expect(seen.report).toEqual(JSON.parse(JSON.stringify(plain)));
  expect(seen.text).toBe([...render('text', plain, { color: false, all: true, list: defaultList, nameFile: (name) => name })].join(''));
});
