/**
 * Builds a small history of examples/shop in a temporary folder and shows the gate on it: a change that only tidies up, and one that makes a function in an untouched place
 * allocate; then whether the gate can go red, and a policy with which it cannot. `node examples/gate-demo/make.mjs [FOLDER]` keeps the repository in FOLDER, to play with.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const bin = path.join(here, '../../bin/stackward.js');
const kept = process.argv[2];
if (kept?.startsWith('-')) {
  console.error('usage: node examples/gate-demo/make.mjs [FOLDER]   makes the repository in FOLDER and leaves it there');
  process.exit(2);
}
const folder = kept === undefined ? mkdtempSync(path.join(tmpdir(), 'stackward-gate-demo-')) : path.resolve(kept);
const env = { ...process.env, GIT_AUTHOR_NAME: 'demo', GIT_AUTHOR_EMAIL: 'demo@example.com', GIT_COMMITTER_NAME: 'demo', GIT_COMMITTER_EMAIL: 'demo@example.com' };
const git = (...args) => execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' });

/** Replaces a piece of a file, which must be there: the example may have changed. */
function edit(file, from, to) {
  const name = path.join(folder, file);
  const text = readFileSync(name, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
  writeFileSync(name, text.replaceAll(from, to));
}

function commit(branch, message) {
  git('checkout', '-q', '-b', branch);
  return () => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
  };
}

function gate(title, expected, ...args) {
  console.log(`\n== ${title}\n$ ${['stackward gate', ...args].join(' ')}`);
  const run = spawnSync(process.execPath, [bin, 'gate', '--quiet', ...args], { cwd: folder, env, encoding: 'utf8' });
  console.log(`${run.stdout}${run.stderr}exit code ${run.status}`);
  if (run.status !== expected) process.exitCode = 1;
}

try {
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(here, '../shop'), folder, { recursive: true });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'The shop');

  const tidied = commit('tidy', 'Tidy the desk');
  edit('internal/order/desk.go', 'lines', 'priced');
  edit('internal/order/desk.go', '// Desk turns requests into orders.', '// Desk turns requests into orders, and numbers them.\n// It may be used by several goroutines.');
  tidied();
  gate('a change that renames variables and adds comments', 0);

  git('checkout', '-q', 'main');
  const remembered = commit('remember', 'Remember the last batch');
  edit('internal/store/log.go', '\tvar buffer []byte\n\tfor _, each := range batch {', '\tl.last = batch\n\tvar buffer []byte\n\tfor _, each := range batch {');
  edit('internal/store/log.go', 'type orderLog struct {', 'type orderLog struct {\n\t// last is what was written last, for whoever asks.\n\tlast []write\n');
  remembered();
  gate('a change of `flush` that makes `run` allocate, which nobody touched', 1);

  git('checkout', '-q', 'main');
  writeFileSync(path.join(folder, 'NOTES.md'), 'Only words.\n');
  gate('words alone: nothing is built', 0);

  gate('does this gate go red? Allocations are planted in a copy', 0, '--self-test');
  writeFileSync(path.join(folder, 'stackward.jsonc'), '{ "policy": { "extends": "report-only" } }\n');
  gate('does it with a policy that makes nothing an error?', 1, '--self-test');
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
