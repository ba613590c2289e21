// @ts-check
/**
 * The step of the action that runs stackward: once, in every form that is shown. In: variables of `action.yml`. Out: the log, annotations, the
 * job's summary, files in a folder, and the exit code as an output; the step itself succeeds, so that the steps behind it can show the result.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const { env } = process;
const command = env['STACKWARD_COMMAND'] ?? '';
if (command !== 'gate' && command !== 'check') fail(`command: ${JSON.stringify(command)} is neither gate nor check.`);
// There the workflow has the repository's secrets, and building a stranger's module runs what he wrote (cgo, toolexec).
if (env['GITHUB_EVENT_NAME'] === 'pull_request_target') fail('stackward does not run on pull_request_target: use pull_request.');

const folder = path.join(env['RUNNER_TEMP'] ?? '.', 'stackward-files');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
/** @param {string} name */
const file = (name) => path.join(folder, name);
const forms = {
  json: file('result.json'),
  markdown: file('comment.md'),
  'markdown-summary': file('summary.md'),
  sarif: file('stackward.sarif'),
  github: file('annotations.txt'),
  openmetrics: file('metrics.txt'),
};

const args = [
  command,
  '-f',
  'text',
  ...Object.entries(forms).flatMap(([form, to]) => ['-f', `${form}=${to}`]),
  // What the upload action works out itself: with another it warns for each result.
  '--fingerprint=codeql',
  '--quiet',
  ...lines(env['STACKWARD_FLAGS']),
  '--',
  ...(env['STACKWARD_PACKAGES'] ?? '').split(/\s+/).filter(Boolean),
];
// The log is read for commands, and it holds text of others.
const token = randomUUID();
console.log(`::stop-commands::${token}`);
const { status, error } = spawnSync(process.execPath, [env['STACKWARD_PROGRAM'] ?? '', ...args], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
console.log(`::${token}::`);
const code = error || status === null ? 3 : status;

if (!existsSync(forms.markdown)) {
  const text = `### stackward ${command}: not judged\n\nIt ended with exit code ${code} and made no result; the log of the job says why.\n`;
  writeFileSync(forms.markdown, text);
  writeFileSync(forms['markdown-summary'], text);
  writeFileSync(forms.github, `::error title=stackward::stackward ${command} made no result (exit code ${code}); the log says why.\n`);
}
if (env['STACKWARD_ANNOTATIONS'] === 'true') process.stdout.write(readFileSync(forms.github));
if (env['STACKWARD_SUMMARY'] === 'true' && env['GITHUB_STEP_SUMMARY'])
  appendFileSync(env['GITHUB_STEP_SUMMARY'], readFileSync(forms['markdown-summary']));
output('exit-code', String(code));
output('folder', folder);

/** @param {string | undefined} text */
function lines(text = '') {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** @param {string} name @param {string} value */
function output(name, value) {
  appendFileSync(env['GITHUB_OUTPUT'] ?? '/dev/null', `${name}=${value}\n`);
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.log(`::error title=stackward::${message}`);
  process.exit(2);
}
