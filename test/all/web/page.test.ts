import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserProblem } from '../../support/browser-problem.ts';
import { startBrowser } from '../../support/browser.ts';
import { bundlePage, manySites, pageOf } from '../../support/page-fixture.ts';
import { copyModule } from '../../support/real-module.ts';
import { root, scratchFolder } from '../../support/repo.ts';
import { runCli } from '../../support/run-cli.ts';

// Large pages and pages of other people's modules: what is asserted are counts; times are printed, and measured in bench/.
const scratch = scratchFolder('pages');
let browser: Browser;
const isMissing = browserProblem() !== undefined;

beforeAll(async () => {
  if (!isMissing) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  scratch.remove();
});

describe.skipIf(isMissing)('a page', () => {
  test('of 200,000 sites reads part by part and holds a few dozen rows', { timeout: 600_000 }, async () => {
    const { report } = await bundlePage();
    const file = path.join(scratch.path, 'many.html');
    writeFileSync(file, pageOf(manySites(report, 200_000)));
    const page = await browser.newPage();
    const since = performance.now();
    await page.goto(`${pathToFileURL(file).href}#sites`);
    await page.waitForSelector('.row.site');
    const ready = performance.now() - since;
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
    process.stderr.write(`200,000 sites: usable after ${Math.round(ready)} ms, ${Math.round(usedSize / 1e6)} MB of objects\n`);
    expect(usedSize).toBeLessThan(300e6);
    const counters = await page.evaluate(() => (window as unknown as { stackward: { counters: object } }).stackward.counters);
    expect(counters).toEqual({ partsRead: 50, largestPart: 4000 });
    for (const query of ['in:loop', 'hidden:yes', '']) {
      await page.fill('.query input', query);
      await page.waitForTimeout(100);
      expect(await page.locator('.row').count()).toBeLessThan(100);
    }
    await page.close();
  });

  test.each(['github.com/go-chi/chi/v5@v5.2.3', 'go.uber.org/zap@v1.27.1', 'github.com/gin-gonic/gin@v1.11.0'])(
    'of %s: every view, no message, no request',
    { timeout: 900_000 },
    async (module) => {
      const folder = copyModule(module);
      const name = module.replace(/@.*/, '').split('/').slice(2).join('-') || 'zap';
      const file = path.join(scratch.path, `${name}.html`);
      const { code, stderr } = await runCli(['check', '--quiet', `--format=html=${file}`, './...'], { cwd: folder, timeout: 800_000 });
      expect(code, stderr).toBe(0);
      const page = await browser.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) said.push(request.url());
      });
      for (const view of ['overview', 'sites', 'source', 'why', 'compare']) {
        await page.goto(`${pathToFileURL(file).href}#${view}`);
        await page.waitForSelector(`main.view-${view} > :not(.reading)`);
        await page.screenshot({ path: path.join(root, '.cache', `page-${name}-${view}.png`) });
      }
      expect(said).toEqual([]);
      await page.close();
    },
  );
});
