// A save until the open page shows it, in turn with `go build ./...` of a like save in another copy, and with the Go command that the server runs, by itself. Target: the build and 150 ms.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { bin, createBareList } from './lib/commands.mjs';
import { copyModule, gin } from './lib/modules.mjs';

const rounds = 7;
const { startBrowser } = await tsImport('../test/support/browser.ts', import.meta.url);
const scratch = mkdtempSync(path.join(tmpdir(), 'stackward-bench-'));
const [root, other] = ['served', 'built'].map((name) => copyModule(gin, path.join(scratch, name)));
const text = readFileSync(path.join(root, 'context.go'), 'utf8');
let saves = 0;
/** Each adds a function that allocates, so that the page's first number grows. */
const save = (folder) =>
  writeFileSync(
    path.join(folder, 'context.go'),
    text +
      Array.from(
        { length: saves },
        (_, at) => `
func edit${at}() *int { return new(int) }
`,
      ).join(''),
  );
const list = createBareList(other);

const server = spawn(process.execPath, [bin, 'serve', '-q', '-C', root], {
  env: { ...process.env, STACKWARD_CACHE: path.join(scratch, 'cache') },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await startBrowser();
try {
  const url = await new Promise((resolve) => server.stdout.once('data', (data) => resolve(String(data).trim())));
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector('.hero .big', { timeout: 300_000 });
  const first = Number((await page.locator('.hero .big').innerText()).replaceAll(',', ''));
  const [shown, built, listed] = [[], [], []];
  for (let round = -1; round < rounds; round++) {
    saves++;
    const before = performance.now();
    save(root);
    await page.waitForFunction(
      (wanted) => document.querySelector('.hero .big')?.textContent?.replaceAll(',', '') === wanted,
      String(first + saves),
      { timeout: 120_000 },
    );
    const took = performance.now() - before;
    // What the server does in its own time: it keeps what it concluded.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    save(other);
    const plain = build();
    const bare = list();
    if (round < 0) continue;
    shown.push(took);
    built.push(plain);
    listed.push(bare);
  }
  const [a, b, c] = [shown, built, listed].map((values) => values.toSorted((x, y) => x - y)[rounds >> 1]);
  console.log(
    `${gin}, a save: shown | go build ./...`.padEnd(64) +
      ` ${a.toFixed(0).padStart(7)} ms  against ${b.toFixed(0).padStart(7)} ms  ${(a / b).toFixed(2)} ×  limit ${(b + 150).toFixed(0)} ms ${a <= b + 150 ? 'held' : 'MISSED'}`,
  );
  console.log(
    `… shown | the Go command of the analysis alone`.padEnd(64) +
      ` ${a.toFixed(0).padStart(7)} ms  against ${c.toFixed(0).padStart(7)} ms  ${(a / c).toFixed(2)} ×, + ${(a - c).toFixed(0)} ms`,
  );
} finally {
  await browser.close();
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(scratch, { recursive: true, force: true });
}

function build() {
  const since = performance.now();
  const { status, stderr } = spawnSync('go', ['build', './...'], { cwd: other });
  if (status !== 0) throw new Error(String(stderr));
  return performance.now() - since;
}
