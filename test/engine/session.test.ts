import { describe, expect, test } from 'vitest';
import { createSession } from '../../src/engine/session.ts';
import type { Options } from '../../src/engine/options.ts';
import type { Progress } from '../../src/engine/progress.ts';
import type { RunResult } from '../../src/host/host.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import { goAnswers } from '../support/go-answers.ts';
import { createFakeHost, type FakeAnswer, type FakeHost } from '../support/fake-host.ts';

interface World {
  readonly env?: Partial<Record<keyof typeof goAnswers, string>>;
  readonly list?: FakeAnswer;
  readonly envResult?: RunResult;
}

/** A scripted `go` in a module `ex.com/m` at /mod. */
function world(options: World = {}): FakeHost {
  return createFakeHost({
    cwd: '/mod',
    files: { '/mod/go.mod': 'module ex.com/m\n\ngo 1.22\n', '/mod/p/p.go': 'package p\n', '/mod/p/x.pgo': '' },
    answer(request) {
      const [command, flag] = request.args;
      if (command === 'env')
        return options.envResult
          ? { result: options.envResult }
          : { stdout: JSON.stringify({ ...goAnswers, ...options.env }, undefined, '\t') };
      if (command === 'list' && flag === '-m') return { stdout: json({ Path: 'ex.com/m', Dir: '/mod' }) };
      return options.list ?? {};
    },
  });
}

function json(...values: object[]): string {
  return values.map((value) => `${JSON.stringify(value, undefined, '\t')}\n`).join('');
}

const run = (host: FakeHost, options: Options = {}): ReturnType<ReturnType<typeof createSession>['run']> =>
  createSession(host, options, '0.0.0').run();

const broken = {
  ImportPath: 'ex.com/m/p',
  Name: 'p',
  Dir: '/mod/p',
  Match: ['./...'],
  GoFiles: ['p.go'],
  Error: { Err: '# ex.com/m/p\np/p.go:2:1: undefined: y\n' },
};

describe('a session', () => {
  test('a package that does not compile is a failure with the compiler’s words, beside the others', async () => {
    const onlyTests = { ImportPath: 'ex.com/m/t', Name: 't', Dir: '/mod/t', Match: ['./...'] };
    const { report } = await run(world({ list: { stdout: json(broken, onlyTests) } }));
    expect(report.packages.map(({ path, state }) => [path, state])).toEqual([
      ['ex.com/m/p', 'failed'],
      ['ex.com/m/t', 'no-go-code'],
    ]);
    expect(report.problems).toEqual([
      { code: 'package-failed', args: { output: '# ex.com/m/p\np/p.go:2:1: undefined: y' }, effect: 'failed', package: 'ex.com/m/p' },
    ]);
    expect(exitCode(report)).toBe(3);
  });

  test('a variant that fails alone is named; one that repeats its package is not told twice', async () => {
    const tests = { ...broken, ImportPath: 'ex.com/m/p [ex.com/m/p.test]', ForTest: 'ex.com/m/p' };
    const fine = { ...broken, Name: undefined, GoFiles: undefined, Error: undefined };
    const variants = async (...listed: object[]): Promise<unknown[]> =>
      (await run(world({ list: { stdout: json(...listed) } }))).report.problems.map((problem) => [problem.package, problem.variant]);
    expect(await variants(tests, fine)).toEqual([['ex.com/m/p', 'ex.com/m/p.test']]);
    expect(await variants(tests, broken)).toEqual([['ex.com/m/p', undefined]]);
  });

  test('a package with Go files but without archive or error is a failure too', async () => {
    const { report } = await run(world({ list: { stdout: json({ ...broken, Error: undefined }) } }));
    expect(report.problems.map((problem) => problem.code)).toEqual(['archive-missing']);
    expect(exitCode(report)).toBe(3);
  });

  test('a folder without files for this platform, met by a wildcard, is no failure; named, it is', async () => {
    const excluded = { ...broken, Error: { Err: 'build constraints exclude all Go files in /mod/p' } };
    expect(exitCode((await run(world({ list: { stdout: json(excluded) } }))).report)).toBe(0);
    expect(exitCode((await run(world({ list: { stdout: json({ ...excluded, Match: ['./p'] }) } }))).report)).toBe(3);
  });

  test('text is counted, unknown lines are kept and shown', async () => {
    const stderr =
      '# ex.com/m/t\n@root/t/t.go:3:4: moved to heap: x\n@root/t/t.go:3:4: moved to heap: x\n@root/t/t.go:9:9: something new\n';
    const { report, units } = await run(
      world({ list: { stdout: json({ ImportPath: 'ex.com/m/t', Dir: '/mod/t', Match: ['./...'] }), stderr } }),
    );
    expect(report.counts).toMatchObject({ lines: 3, verdicts: 2, unknownLines: 1, calls: 0 });
    expect(units[0]?.texts[0]?.verdicts).toEqual([{ file: 't/t.go', line: 3, column: 4, kind: 'moved-to-heap', subject: 'x', count: 2 }]);
    expect(report.problems).toEqual([
      { code: 'unknown-lines', args: { count: 1, first: '@root/t/t.go:9:9: something new' }, effect: 'incomplete', package: 'ex.com/m/t' },
    ]);
    expect(exitCode(report)).toBe(2);
  });

  test('text for a package that Go did not list is a problem', async () => {
    const list = {
      stdout: json({ ImportPath: 'ex.com/m/t', Dir: '/mod/t', Match: ['./...'] }),
      stderr: '# ex.com/other\n/x/y.go:1:2: moved to heap: z\n',
    };
    expect((await run(world({ list }))).report.problems.map((problem) => problem.code)).toEqual(['text-without-package']);
  });

  test.each([
    ['not-a-module', { env: { GOMOD: '/dev/null' } }],
    ['go-too-old', { env: { GOVERSION: 'go1.21.13' } }],
    ['go-missing', { envResult: { how: 'missing', reason: 'ENOENT' } }],
    ['go-killed', { list: { result: { how: 'signalled', signal: 'SIGKILL' } } }],
    ['go-timeout', { list: { result: { how: 'timed-out' } } }],
    ['cancelled', { list: { result: { how: 'aborted' } } }],
    ['go-failed', { list: { result: { how: 'exited', code: 1 }, stderr: 'go: bad flag\n' } }],
    ['no-packages', { list: { stderr: 'go: warning: "./..." matched no packages\n' } }],
    ['go-answer', { list: { stdout: '{\n"ImportPath": \n}\n' } }],
  ] satisfies [string, World][])('%s', async (code, options) => {
    await expect(run(world(options))).rejects.toMatchObject({ code });
  });

  test('flags of GOFLAGS stay in front of ours and are recorded', async () => {
    const host = world({
      env: { GOFLAGS: '-mod=mod -gcflags=-l' },
      list: { stdout: json({ ImportPath: 'ex.com/m/t', Dir: '/mod/t', Match: ['./...'] }) },
    });
    const { report } = await run(host);
    expect(host.ran.at(-1)?.args).toContain('-gcflags=-l -m=2 -trimpath=/mod=>@root;/cache=>@mod');
    expect(report.build.gcflags).toBe('-l');
    expect(report.problems.map((problem) => [problem.code, problem.effect])).toEqual([['gcflags-in-goflags', 'notice']]);
    expect(exitCode(report)).toBe(0);
  });

  test('the command runs in the root wherever the user stands, with the settings they gave', async () => {
    const host = world({ list: { stdout: json({ ImportPath: 'ex.com/m/p', Dir: '/mod/p', Match: ['./p'] }) } });
    await run(host, {
      cwd: '/mod/p',
      patterns: ['.'],
      tags: 'a,b',
      race: true,
      pgo: 'x.pgo',
      overlay: '../o.json',
      mod: 'vendor',
      tests: true,
      goarch: 'arm64',
    });
    const last = host.ran.at(-1);
    expect(last?.cwd).toBe('/mod');
    expect(last?.env).toMatchObject({ GOARCH: 'arm64', PWD: '/mod' });
    expect(last?.args).toEqual(
      expect.arrayContaining(['-test', '-tags=a,b', '-race', '-pgo=/mod/p/x.pgo', '-overlay=/mod/o.json', '-mod=vendor', './p']),
    );
  });

  test('progress is told and ends', async () => {
    const session = createSession(world({ list: { stdout: json(broken) } }), {}, '0.0.0');
    await session.run();
    session.close();
    const stages: Progress['stage'][] = [];
    for await (const event of session.events) stages.push(event.stage);
    expect(stages[0]).toBe('locating');
    expect(stages.at(-1)).toBe('done');
  });
});
