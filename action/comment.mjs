// @ts-check
/**
 * The step of the action that keeps one comment at a pull request. In: the event's payload, a Markdown file, a token. Out: at most one comment is
 * made or changed; a line of the log says what was done. It never fails the job: the verdict is not in its hands.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {Readonly<Record<string, string | undefined>>} Env */

const attempts = 3;
const pagesRead = 50;
const longestWait = 60_000;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.env, console.log);

/** @param {Env} env @param {(line: string) => void} log */
export async function main(env, log) {
  try {
    log(`stackward: ${await keepComment(env, log)}`);
  } catch (error) {
    log(`::warning title=stackward::The comment could not be written: ${escaped(error instanceof Error ? error.message : String(error))}`);
  }
}

/** @param {Env} env @param {(line: string) => void} log */
async function keepComment(env, log) {
  const event = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  const pull = event.pull_request;
  if (typeof pull?.number !== 'number') return 'no pull request, so no comment';
  const marker = markerOf(env);
  const body = `${readFileSync(inFolder(env, 'comment.md'), 'utf8').trimEnd()}\n\n${marker}\n`;
  const isFork = pull.head?.repo?.full_name !== pull.base?.repo?.full_name;
  const comments = `/repos/${env['GITHUB_REPOSITORY']}/issues/${pull.number}/comments`;
  try {
    const old = await findComment(env, comments, marker);
    if (old?.body === body || old?.body === body.trimEnd()) return 'the comment is up to date';
    if (old) {
      await ask(env, 'PATCH', `/repos/${env['GITHUB_REPOSITORY']}/issues/comments/${old.id}`, { body });
      return 'updated the comment';
    }
    if (!hasNews(env)) return 'nothing to object and no comment yet: none is made';
    await ask(env, 'POST', comments, { body });
    return 'wrote a comment';
  } catch (error) {
    // A fork's token reads only; GitHub answers with either.
    const status = error instanceof Error && 'status' in error ? error.status : undefined;
    if (status !== 403 && status !== 404) throw error;
    const why = isFork
      ? 'the token of a pull request from a fork may only read'
      : 'the token may not write comments: the job needs `permissions: pull-requests: write`';
    log(`::notice title=stackward::No comment was written: ${why}. The result is in the summary of this job.`);
    return 'no comment';
  }
}

/** The last comment of ours: by its marker and by who wrote it, since anybody can copy a marker. */
async function findComment(/** @type {Env} */ env, /** @type {string} */ comments, /** @type {string} */ marker) {
  const author = env['STACKWARD_COMMENT_AUTHOR'];
  let last;
  for (let page = 1; page <= pagesRead; page++) {
    const found = await ask(env, 'GET', `${comments}?per_page=100&page=${page}`);
    for (const one of found) if (one.user?.login === author && typeof one.body === 'string' && one.body.includes(marker)) last = one;
    if (found.length < 100) break;
  }
  return last;
}

/** Names product and job, so that several jobs of a repository keep a comment each. It is at the end of the body. */
/** @param {Env} env */
function markerOf(env) {
  const id = env['STACKWARD_COMMENT_ID'] || `${env['STACKWARD_COMMAND']}/${env['STACKWARD_DIRECTORY']}`;
  return `<!-- stackward ${id.replaceAll(/[^\w./-]|--/g, '_')} -->`;
}

/** Whether there is something to tell whoever has no comment yet: open findings, or a result that is not complete. */
/** @param {Env} env */
function hasNews(env) {
  if (!existsSync(inFolder(env, 'metrics.txt'))) return true;
  const metrics = readFileSync(inFolder(env, 'metrics.txt'), 'utf8');
  return /^stackward_(?:complete|comparable) 0$/m.test(metrics) || /^stackward_findings\{.*,known=""\} /m.test(metrics);
}

/** @param {Env} env @param {string} name */
function inFolder(env, name) {
  return path.join(env['STACKWARD_FOLDER'] ?? '', name);
}

/**
 * One call of the REST API; what may pass is tried again.
 * @param {Env} env @param {string} method @param {string} where @param {object} [sent] @returns {Promise<any>}
 */
async function ask(env, method, where, sent) {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`${env['GITHUB_API_URL'] ?? 'https://api.github.com'}${where}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${env['STACKWARD_TOKEN']}`,
        'content-type': 'application/json',
        'user-agent': 'stackward',
        'x-github-api-version': '2022-11-28',
      },
      ...(sent ? { body: JSON.stringify(sent) } : {}),
      signal: AbortSignal.timeout(30_000),
    });
    if (answer.ok) return answer.json();
    const isLimited =
      answer.status === 429 ||
      (answer.status === 403 && (answer.headers.has('retry-after') || answer.headers.get('x-ratelimit-remaining') === '0'));
    if (attempt === attempts || !(isLimited || answer.status >= 500))
      throw Object.assign(new Error(`${method} ${where.split('?')[0]} answered ${answer.status}`), { status: answer.status });
    const seconds = Number(answer.headers.get('retry-after') ?? attempt);
    await new Promise((resolve) => setTimeout(resolve, Math.min(longestWait, seconds * 1000)));
  }
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
