import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LazyDetails } from '../../src/model/page.ts';
import { serve, type Serve } from '../../src/serve/serve.ts';
import { startBrowser } from '../support/browser.ts';
import { assets, bundlePage } from '../support/page-fixture.ts';

// The live page: what a watching run tells it, without Go. A real save and a real build are in test/all/serve.test.ts.
let browser: Browser;
let server: Serve;
const { report, details } = await bundlePage();
const lazy: LazyDetails = {
  answer: (site) => details.answers.find((answer) => answer.site.id === site.id) ?? { site, columns: [] },
  files: details.files.map(({ file }) => file),
  source: async (name) => details.files.find(({ file }) => file === name),
};
const fewer = {
  ...report,
  sites: report.sites.slice(1),
  counts: { ...report.counts, outcomes: { ...report.counts.outcomes, allocates: 6 } },
};

beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), serve({ assets, title: 'x', port: 0, token: 'key' })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const text = (page: Page, of: string): Promise<string> => page.locator(of).first().innerText();

test('a page follows saves, shows what is broken with the last result below it, survives its server, in several tabs', async () => {
  const said: string[] = [];
  const page = await browser.newPage();
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) said.push(request.url());
  });
  await page.goto(server.url);
  await page.waitForSelector('.reading');
  server.board.building('12:00:00');
  server.board.publish('12:00:00', report, lazy);
  await page.waitForSelector('.hero');
  expect(await text(page, '.hero .big')).toBe('7');
  expect(await text(page, '.live')).toContain('as of 12:00:00');
  await page.keyboard.press('4');
  await page.waitForSelector('svg.chain');

  server.board.building('12:01:00');
  await page.waitForFunction(() => document.querySelector('.live')?.textContent?.includes('building the save of 12:01:00'));
  expect(await page.locator('svg.chain').count()).toBe(1);
  server.board.fail('12:01:00', 'store.go:7:2: undefined: <b>y</b>');
  await page.waitForSelector('.live.failed pre');
  expect(await text(page, '.live.failed pre')).toBe('store.go:7:2: undefined: <b>y</b>');
  expect(await page.locator('svg.chain').count()).toBe(1);

  server.board.publish('12:02:00', fewer, lazy);
  await page.keyboard.press('1');
  await page.waitForFunction(() => document.querySelector('.hero .big')?.textContent === '6');
  expect(await page.locator('.live.failed').count()).toBe(0);

  const other = await browser.newPage();
  await other.goto(`${server.url}#source?file=old.go`);
  await other.waitForSelector('.line code');

  await server.close();
  await page.waitForSelector('.live.lost');
  expect(await text(page, '.hero .big')).toBe('6');
  server = await serve({ assets, title: 'x', port: Number(new URL(server.url).port), token: 'key' });
  server.board.publish('12:03:00', report, lazy);
  await page.waitForFunction(() => document.querySelector('.hero .big')?.textContent === '7');
  await other.waitForFunction(() => document.querySelector('.live')?.textContent?.includes('as of 12:03:00'));
  expect(said).toEqual([]);
});
