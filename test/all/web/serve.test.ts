import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../../support/browser.ts';
import { browserProblem } from '../../support/browser-problem.ts';
import { outsideFolder, root } from '../../support/repo.ts';

// `stackward serve` as it is used: a save shows up, a broken build is shown, its repair too, and it ends cleanly.
const scratch = outsideFolder('serve');
const file = path.join(scratch.path, 'main.go');
const program = (body: string): string => `package main\n\nvar kept []*int\n\nfunc main() {\n${body}\n}\n`;
let browser: Browser;
let server: ChildProcess;

const start = (): ChildProcess =>
  spawn(process.execPath, [path.join(root, 'bin/stackward.js'), 'serve'], {
    cwd: scratch.path,
    env: { ...process.env, STACKWARD_CACHE: path.join(scratch.path, '.cache') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
const address = (): Promise<string> =>
  new Promise((resolve) => server.stdout?.once('data', (data: Buffer) => resolve(String(data).trim())));

beforeAll(async () => {
  mkdirSync(scratch.path, { recursive: true });
  writeFileSync(path.join(scratch.path, 'go.mod'), 'module example.com/live\n\ngo 1.22\n');
  writeFileSync(file, program('\tkept = append(kept, new(int))'));
  server = start();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.kill('SIGKILL');
  scratch.remove();
});

test.skipIf(browserProblem() !== undefined)(
  'a save, a broken save and its repair reach the page; Ctrl-C ends it with 130, a new start is found',
  async () => {
    const url = await address();
    const page = await browser.newPage();
    await page.goto(url);
    const shows = (text: string): Promise<unknown> =>
      page.waitForFunction((wanted) => document.querySelector('main')?.textContent?.includes(wanted), text, { timeout: 120_000 });
    await shows('2 sites allocate on the heap');
    writeFileSync(file, program('\tkept = append(kept, new(int))\n\tkept = append(kept, new(int))'));
    await shows('4 sites allocate on the heap');
    writeFileSync(file, program('\tkept = append(kept, nowhere)'));
    await page.waitForSelector('.live.failed pre', { timeout: 120_000 });
    expect(await page.locator('.live.failed pre').innerText()).toContain('main.go:6:22: undefined: nowhere');
    await shows('4 sites allocate on the heap');
    writeFileSync(file, program('\tkept = append(kept, new(int))'));
    await shows('2 sites allocate on the heap');
    expect(await page.locator('.live.failed').count()).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('new(int)');
    const ended = new Promise((resolve) => server.once('exit', (code) => resolve(code)));
    server.kill('SIGINT');
    expect(await ended).toBe(130);
    await page.waitForSelector('.live.lost');
    // Started again it is where it was, and the page that stayed open finds it.
    server = start();
    expect(await address()).toBe(url);
    await page.waitForFunction(() => !document.querySelector('.live.lost'), undefined, { timeout: 120_000 });
    await shows('2 sites allocate on the heap');
  },
);
