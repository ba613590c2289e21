// The whole of `stackward check` on a warm build cache against the same Go command with its output thrown away, in pairs A B A B.
// Target: at most 1.15 × the Go command + 150 ms. Also the start of the command line against bare node.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, chmodSync, readdirSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/stackward.js', import.meta.url));
const modules = ['github.com/go-chi/chi/v5@v5.2.3', 'github.com/gin-gonic/gin@v1.12.0', 'github.com/prometheus/client_golang@v1.25.0'];
const pairs = 7;

const milliseconds = (command, args, cwd) => {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'ignore'] });
  if (run.status !== 0) throw new Error(`${command} ${args[0]} ended with ${run.status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
};
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const compare = (name, a, b, allowed) => {
  const [as, bs] = [[], []];
  a();
  b();
  for (let i = 0; i < pairs; i++) {
    as.push(a());
    bs.push(b());
  }
  const [ma, mb] = [median(as), median(bs)];
  const limit = allowed(mb);
  console.log(
    `${name.padEnd(58)} ${ma.toFixed(0).padStart(6)} ms  against ${mb.toFixed(0).padStart(6)} ms  ratio ${(ma / mb).toFixed(2)}  limit ${limit.toFixed(0)} ms ${ma <= limit ? 'held' : 'MISSED'}`,
  );
};

const scratch = mkdtempSync(path.join(tmpdir(), 'stackward-bench-'));
try {
  compare(
    'start: stackward --version | node -e 0',
    () => milliseconds(process.execPath, [bin, '--version']),
    () => milliseconds(process.execPath, ['-e', '0']),
    (bare) => bare + 15,
  );
  for (const module of modules) {
    const found = spawnSync('go', ['mod', 'download', '-json', module], { encoding: 'utf8' });
    const { Dir } = JSON.parse(found.stdout || '{}');
    if (!Dir) {
      console.log(`${module}: cannot be fetched: ${found.stderr.trim()}`);
      continue;
    }
    const root = path.join(scratch, module.split('/').at(-1).replace(/@.*/, ''));
    cpSync(Dir, root, { recursive: true });
    makeWritable(root);
    const flags = `-gcflags=-m=2 -trimpath=${root}=>@root;${goEnv('GOMODCACHE')}=>@mod`;
    const list = ['list', '-e', '-deps', '-export', '-json=ImportPath,Export,Error', flags, './...'];
    compare(
      `check -f json | go list -export, warm: ${module}`,
      () => milliseconds(process.execPath, [bin, 'check', '-f', 'json', '-o', path.join(scratch, 'out.json'), '-C', root]),
      () => milliseconds('go', list, root),
      (bare) => 1.15 * bare + 150,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function goEnv(name) {
  return spawnSync('go', ['env', name], { encoding: 'utf8' }).stdout.trim();
}

function makeWritable(root) {
  for (const entry of ['', ...readdirSync(root, { recursive: true })]) {
    const file = path.join(root, entry);
    const { mode } = lstatSync(file);
    chmodSync(file, mode | 0o200);
  }
}
