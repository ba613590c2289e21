import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outsideFolder, root } from '../support/repo.ts';
import { run } from '../support/run.ts';
import { startStandIn, type StandIn } from './github-stand-in.ts';
import { runAction, type ActionRun } from './run-action.ts';

// A module in a subfolder whose pin does not hold, and one that does not compile. npm is a stand-in that puts this repository's program where npm would.
const scratch = outsideFolder('action');
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
let api: StandIn;
beforeAll(async () => {
  api = await startStandIn('github-actions[bot]');
  const files: Readonly<Record<string, string>> = {
    'work/api/go.mod': 'module ex.com/api\n\ngo 1.22\n',
    'work/api/api.go': 'package api\n\n//stackward:noalloc\nfunc New(n int) *int {\n\treturn &n\n}\n',
    'work/broken/go.mod': 'module ex.com/broken\n\ngo 1.22\n',
    'work/broken/b.go': 'package broken\n\nvar x int = "::error::not ours"\n',
    'bin/npm': `#!/bin/sh\nmkdir -p "$3/node_modules/stackward/bin"\necho "import '${root}/bin/stackward.js';" > "$3/node_modules/stackward/bin/stackward.js"\necho '{"type":"module"}' > "$3/node_modules/stackward/package.json"\n`,
    'event.json': JSON.stringify({
      pull_request: { number: 7, head: { repo: { full_name: 'o/r' } }, base: { repo: { full_name: 'o/r' } } },
    }),
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
  execFileSync('git', ['init', '-q', at('work')]);
  chmodSync(at('bin/npm'), 0o755);
});
afterAll(async () => {
  await api.close();
  scratch.remove();
});

function act(inputs: Readonly<Record<string, string>>, event = 'pull_request'): Promise<ActionRun> {
  return runAction({
    inputs: { command: 'check', ...inputs },
    workspace: at('work'),
    scratch: scratch.path,
    env: {
      ...process.env,
      PATH: `${at('bin')}${path.delimiter}${process.env['PATH']}`,
      GITHUB_API_URL: api.url,
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: at('event.json'),
    },
  });
}

describe('the action', () => {
  test('a pin that does not hold: annotation, summary, comment, SARIF, exit code', async () => {
    const { code, log, summary, used, outputs } = await act({ 'working-directory': 'api', 'upload-sarif': 'true' });
    expect([code, outputs['run']?.['exit-code']]).toEqual([1, '1']);
    expect(log).toMatch(/^::error file=api\/api\.go,line=\d+,(?:col=\d+,)?title=Function pinned as noalloc/m);
    expect(summary).toMatch(/^### stackward check: 1 error\n/);
    expect(api.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^### stackward check: 1 error\n[^]*<!-- stackward check\/api -->\n$/),
    ]);
    expect(used).toEqual(['actions/cache', 'github/codeql-action/upload-sarif']);
    expect(readFileSync(path.join(outputs['run']?.['folder'] ?? '', 'stackward.sarif'), 'utf8')).toContain('"uri":"api/api.go"');
  });

  test.each([
    ['0', 'false', 0],
    ['1', 'false', 1],
    ['1', 'true', 0],
    ['2', 'true', 2],
    ['3', 'true', 3],
  ])('exit code %s, report-only %s: the job ends with %i', async (code, only, expected) => {
    const last = /^ {6}run: (if .*)$/m.exec(readFileSync(path.join(root, 'action/action.yml'), 'utf8'))?.[1] ?? '';
    const env = { ...process.env, STACKWARD_EXIT: code, STACKWARD_REPORT_ONLY: only };
    expect((await run('bash', ['-c', last], { cwd: scratch.path, env })).code).toBe(expected);
  });

  test('what does not build fails the job also then, is uploaded nowhere, and its words give no commands', async () => {
    const { code, log, summary, used } = await act({
      'working-directory': 'broken',
      'report-only': 'true',
      'upload-sarif': 'true',
      cache: 'false',
    });
    expect([code, used]).toEqual([3, []]);
    expect(summary).toMatch(/^### stackward check: not complete/);
    const token = /^::stop-commands::(\S+)$/m.exec(log)?.[1] ?? '';
    const [before = '', after = ''] = log.split(`\n::${token}::\n`);
    expect(before).toContain('::error::not ours');
    expect(after.split('\n').filter((line) => line.trimStart().startsWith('::error'))).toHaveLength(1);
  });

  test('a flag that is none: no result, and that is what comment and summary say', async () => {
    const { code, summary } = await act({ 'working-directory': 'api', flags: '--frobnicate\n' });
    expect(code).toBe(2);
    expect(summary).toContain('### stackward check: not judged');
    expect(api.comments[0]?.body).toMatch(/^### stackward check: not judged\n/);
  });

  test('it does not run where strangers could use the secrets', async () => {
    const { code, log } = await act({ 'working-directory': 'api' }, 'pull_request_target');
    expect([code, log]).toEqual([2, expect.stringContaining('pull_request_target: use pull_request')]);
  });
});
