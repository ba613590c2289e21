/** Real modules to measure on: fetched by the Go command, copied to a folder of their own and edited there. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const chi = 'github.com/go-chi/chi/v5@v5.2.3';
export const gin = 'github.com/gin-gonic/gin@v1.12.0';
export const modules = [chi, gin, 'github.com/prometheus/client_golang@v1.25.0'];

/** Calls with a folder that is removed afterwards. */
export function withScratch(use) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'stackward-bench-'));
  try {
    return use(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export function goEnv(name) {
  return spawnSync('go', ['env', name], { encoding: 'utf8' }).stdout.trim();
}

/** The folder of a module in the module cache; throws with Go's words where it cannot be fetched. */
export function fetchModule(module) {
  const found = spawnSync('go', ['mod', 'download', '-json', module], { encoding: 'utf8', cwd: tmpdir() });
  const { Dir, Error: said } = JSON.parse(found.stdout || '{}');
  if (!Dir) throw new Error(`${module} cannot be fetched: ${said ?? (found.stderr.trim() || found.error?.message)}`);
  return Dir;
}

/** A writable copy below `scratch`. */
export function copyModule(module, scratch) {
  const root = path.join(scratch, module.replace(/@.*/, '').replaceAll('/', '-'));
  cpSync(fetchModule(module), root, { recursive: true });
  // Files of the module cache are read-only.
  for (const entry of ['', ...readdirSync(root, { recursive: true })]) {
    const file = path.join(root, entry);
    chmodSync(file, lstatSync(file).mode | 0o200);
  }
  return root;
}

let edits = 0;

/** Adds a variable to a file that was never there before, so that Go compiles its package again. */
export function createEdit(file) {
  const text = readFileSync(file, 'utf8');
  return () => writeFileSync(file, `${text}\nvar _edit${process.pid}x${++edits} = 1\n`);
}

/** The same in one file of each package of a module. */
export function createEdits(root) {
  const listed = spawnSync('go', ['list', '-f={{.Dir}}/{{index .GoFiles 0}}', './...'], { cwd: root, encoding: 'utf8' }).stdout;
  const all = listed.trim().split('\n').map(createEdit);
  return () => all.forEach((edit) => edit());
}
