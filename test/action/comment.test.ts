import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { main } from '../../action/comment.mjs';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commentBytes, renderMarkdown } from '../../src/report/ci/markdown.ts';
import { judgedReport } from '../../src/report/ci/judged.ts';
import { findingsAt, plainOptions, reportOf } from '../report/ci/render-all.ts';
import { outsideFolder } from '../support/repo.ts';
import { startStandIn, type StandIn } from './github-stand-in.ts';

const scratch = outsideFolder('comment');
afterAll(scratch.remove);
const bot = 'github-actions[bot]';
let api: StandIn;
beforeEach(async () => void (api = await startStandIn(bot)));
afterEach(() => api.close());

const own = { number: 7, head: { repo: { full_name: 'o/r' } }, base: { repo: { full_name: 'o/r' } } };
const fork = { ...own, head: { repo: { full_name: 'stranger/r' } } };
const found = 'stackward_complete 1\nstackward_findings{package="p",rule="r",severity="error",state="new",known=""} 1\n# EOF\n';
const clean = 'stackward_complete 1\nstackward_findings{package="p",rule="r",severity="error",state="new",known="waiver"} 1\n# EOF\n';

async function comment(event: object, markdown: string, metrics: string | undefined = found, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const folder = path.join(scratch.path, 'files');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'comment.md'), markdown);
  writeFileSync(path.join(folder, 'metrics.txt'), metrics ?? '');
  writeFileSync(path.join(scratch.path, 'event.json'), JSON.stringify(event));
  let log = '';
  await main(
    {
      GITHUB_API_URL: api.url,
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_EVENT_PATH: path.join(scratch.path, 'event.json'),
      STACKWARD_FOLDER: folder,
      STACKWARD_COMMAND: 'gate',
      STACKWARD_DIRECTORY: '.',
      STACKWARD_COMMENT_AUTHOR: bot,
      STACKWARD_TOKEN: 'secret',
      ...env,
    },
    (line) => (log += `${line}\n`),
  );
  return log;
}

describe('the comment of the action', () => {
  test('is made once, changed in its place, and left alone while it says the same', async () => {
    expect(await comment({ pull_request: own }, '### one\n')).toContain('wrote a comment');
    expect(api.comments).toEqual([{ id: 1, user: { login: bot }, body: '### one\n\n<!-- stackward gate/. -->\n' }]);
    api.asked.length = 0;
    expect(await comment({ pull_request: own }, '### one\n')).toContain('up to date');
    expect(api.asked).toEqual(['GET /repos/o/r/issues/7/comments']);
    // Also when all is well again: what was said before would stay.
    expect(await comment({ pull_request: own }, '### two\n', clean)).toContain('updated the comment');
    expect(api.comments.map(({ body }) => body.split('\n')[0])).toEqual(['### two']);
  });

  test('is found behind a hundred others, by who wrote it, each job its own', async () => {
    const others = Array.from({ length: 120 }, (_, index) => ({ id: 1000 + index, user: { login: 'somebody' }, body: 'hello' }));
    api.comments.push({ id: 900, user: { login: 'somebody' }, body: 'a copy <!-- stackward gate/. -->' }, ...others);
    await comment({ pull_request: own }, 'one');
    await comment({ pull_request: own }, 'of another job', found, { STACKWARD_DIRECTORY: 'services/api --> x' });
    await comment({ pull_request: own }, 'two');
    expect(api.comments.filter(({ user }) => user.login === bot).map(({ body }) => body)).toEqual([
      'two\n\n<!-- stackward gate/. -->\n',
      'of another job\n\n<!-- stackward gate/services/api____x -->\n',
    ]);
    expect(api.comments[0]?.body).toMatch(/^a copy/);
  });

  test('is not made where there is nothing to say; it is where the result is not complete', async () => {
    expect(await comment({ pull_request: own }, 'clean', clean)).toContain('none is made');
    expect(await comment({ push: {} }, 'x')).toContain('no pull request');
    expect(api.comments).toEqual([]);
    await comment({ pull_request: own }, 'broken', 'stackward_complete 0\n# EOF\n');
    expect(api.comments).toHaveLength(1);
  });

  test('of a fork, and of a token without the right: a clear word, no failure', async () => {
    api.mayWrite = false;
    expect(await comment({ pull_request: fork }, 'x')).toMatch(
      /^::notice title=stackward::No comment was written: the token of a pull request from a fork may only read\. The result is in the summary/,
    );
    expect(await comment({ pull_request: own }, 'x')).toContain('`permissions: pull-requests: write`');
  });

  test('trouble that passes is tried again, other trouble is a warning', async () => {
    api.trouble.push(429, 429);
    expect(await comment({ pull_request: own }, 'x')).toContain('wrote a comment');
    api.trouble.push(429, 429, 429);
    expect(await comment({ pull_request: own }, 'y')).toMatch(/^::warning .*answered 429/);
    expect(await comment({ pull_request: own }, 'y', found, { STACKWARD_TOKEN: 'wrong' })).toMatch(/^::warning .*answered 401/);
  });

  test('the longest body that is rendered is taken', async () => {
    const report = reportOf(findingsAt(5000));
    const text = [...renderMarkdown(judgedReport(report, plainOptions), commentBytes)].join('');
    expect(await comment({ pull_request: own }, text)).toContain('wrote a comment');
    expect(api.comments[0]?.body.length).toBeGreaterThan(60_000);
  });
});
