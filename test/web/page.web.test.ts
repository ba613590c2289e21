import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostilePieces } from '../support/hostile-text.ts';
import { startBrowser } from '../support/browser.ts';
import { buildComparisonPage, bundlePage, comparisonPage, manySites, pageOf } from '../support/page-fixture.ts';
import { root, scratchFolder } from '../support/repo.ts';
import { sampleBuildComparison } from '../support/sample-build-comparison.ts';
import { twoRowComparison } from '../support/two-row-comparison.ts';
import { sampleOfBuilds, sampleReport } from '../support/sample-report.ts';

// The report page as people open it: from disk, in a real browser, with the network in sight.
const views = ['overview', 'sites', 'source', 'why', 'compare'] as const;
const scratch = scratchFolder('page');
const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
let browser: Browser;
const files: Record<string, string> = {};

/** What a page said or asked for; nothing of it should happen. */
interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly said: string[];
}

async function open(
  name: string,
  hash = '',
  options: { width?: number; height?: number; theme?: 'light' | 'dark' } = {},
): Promise<Watched> {
  const { width = 1440, height = 900, theme = 'light' } = options;
  // The policy of the page is not switched off, not for axe either: it comes in by the debugger's door.
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  const said: string[] = [];
  const url = pathToFileURL(files[name] ?? '').href;
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('dialog', (dialog) => {
    said.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) said.push(`request ${request.url()}`);
  });
  await page.goto(`${url}${hash}`);
  await page.waitForSelector('main > :not(.reading)');
  return { page, context, said };
}

/** To another view of an open page. */
async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (window.location.hash = to), hash);
  await page.waitForFunction((view) => document.querySelector(`main.view-${view} > *`) !== null, /^#(\w+)/.exec(hash)?.[1] ?? '');
  await page.waitForTimeout(60);
}

beforeAll(async () => {
  const save = (name: string, text: string): void => writeFileSync((files[name] = path.join(scratch.path, `${name}.html`)), text);
  const [{ report, details }, started] = await Promise.all([bundlePage(), startBrowser()]);
  browser = started;
  save('bundle', pageOf(report, details));
  save('many', pageOf(manySites(report, 5000)));
  save(
    'empty',
    pageOf({ ...report, sites: [], counts: { ...report.counts, sites: 0, outcomes: { ...report.counts.outcomes, allocates: 0 } } }),
  );
  const markup = `</script><img src=x onerror="alert(1)"><!--<script>alert(2)</script>${hostilePieces.join('')}${'W'.repeat(10_000)}`;
  const hostile = sampleReport(markup);
  const text = `package x // ${markup}\n\nfunc f() {\n\t_ = "${markup}"\n}\n`;
  save(
    'hostile',
    pageOf(hostile, {
      answers: hostile.sites.map((site) => ({
        site,
        columns: [2],
        lever: { lever: 'possible', cost: 90, budget: 80 },
        chain: { end: 'heap', steps: [{ code: 'stored', function: markup, package: markup, into: markup, folded: 1, at: site.at }] },
      })),
      sources: 'kept',
      files: [{ file: markup, text, functions: [{ name: markup, line: 3, endLine: 5 }] }],
    }),
  );
  save('builds', pageOf(sampleOfBuilds('x')));
  save('comparison', comparisonPage(report, details.files));
  save('side-by-side', buildComparisonPage(twoRowComparison('store.Order')));
  save('side-by-side-hostile', buildComparisonPage(sampleBuildComparison(markup)));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  scratch.remove();
});

test('every view opens from disk, says nothing and asks for nothing; nothing reaches over the edge, wide or narrow', async () => {
  for (const width of [1440, 360]) {
    const { page, context, said } = await open('bundle', '', { width });
    expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toMatch(
      /^default-src 'none'; script-src 'sha256-/,
    );
    for (const view of views) {
      await show(page, `#${view}`);
      expect(await page.evaluate(outside), `${view} at ${width}`).toEqual([]);
    }
    expect(said).toEqual([]);
    await context.close();
  }
});

/** What can be seen and does not fit into the window, but for what is scrolled in a box of its own. Runs in the page. */
function outside(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const wrong = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
  for (const element of document.querySelectorAll<HTMLElement>('main *, .bar *')) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || element.closest('.off-screen, .scroll-x, .table-scroll, .code, nav, .command, .crumbs')) continue;
    if (left < -1 || right > clientWidth + 1)
      wrong.push(`${element.tagName}.${element.getAttribute('class') ?? ''} ${Math.round(left)}–${Math.round(right)}`);
  }
  return wrong.slice(0, 5);
}

/** What axe, which is in the page already, finds there. */
async function seriousIn(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (of: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'best-practice'] });
    return violations.map(
      ({ id, impact, nodes }) =>
        `${impact} ${id}: ${nodes
          .map(({ html }) => html.slice(0, 160))
          .slice(0, 3)
          .join(' | ')}`,
    );
  });
  return found.filter((one) => /^(serious|critical)/.test(one));
}

test('axe finds nothing serious in any view, in light and in dark', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const { page, context } = await open('bundle', '', { theme });
    await page.evaluate(axe);
    for (const hash of ['#overview', '#sites?site=0', '#source?file=old.go&line=14', '#why', '#compare']) {
      await show(page, hash);
      expect(await seriousIn(page), `${hash} ${theme}`).toEqual([]);
    }
    // It does look: what is planted it finds.
    const planted = await page.evaluate(async () => {
      document.querySelector('main')?.append(document.createElement('img'));
      const { axe } = window as unknown as { axe: { run: (of: object) => Promise<{ violations: { id: string }[] }> } };
      return (await axe.run({ runOnly: ['image-alt'] })).violations.map(({ id }) => id);
    });
    expect(planted).toEqual(['image-alt']);
    await context.close();
  }
});

test('hostile text stays text: no markup, no script, no request, in any view', async () => {
  for (const name of ['hostile', 'builds', 'empty', 'comparison', 'side-by-side-hostile']) {
    const { page, context, said } = await open(name, '', { width: 800 });
    for (const view of views) {
      await show(page, `#${view}`);
      expect(await page.locator('img, iframe, #app script').count(), `${name} ${view}`).toBe(0);
    }
    if (name === 'hostile') {
      // As it is written, in sight.
      await show(page, '#why');
      expect(await page.locator('main').innerText()).toContain('</script><img src=x onerror="alert(1)">');
      const file = await page.evaluate(() => document.querySelector('a[href^="#source"]')?.getAttribute('href') ?? '');
      await show(page, file);
      await page.waitForSelector('.line code');
      expect((await page.locator('.line code').first().innerText()).length).toBeLessThan(2200);
    }
    expect(said, name).toEqual([]);
    await context.close();
  }
});

test('a list of 5,000 has a few dozen rows in the page, and reads no more than it shows', async () => {
  const { page, context } = await open('many', '#sites');
  await page.waitForSelector('.row.site');
  const rows = (): Promise<number> => page.locator('.row').count();
  expect(await rows()).toBeLessThan(100);
  await page.locator('.table-scroll').evaluate((box) => (box.scrollTop = box.scrollHeight));
  await page.waitForFunction(() => [...document.querySelectorAll('.row')].some((row) => row.getAttribute('aria-rowindex') === '5001'));
  expect(await rows()).toBeLessThan(100);
  const counters = await page.evaluate(
    () => (window as unknown as { stackward: { counters: { partsRead: number; largestPart: number } } }).stackward.counters,
  );
  // Two parts of the list; of the twenty with answers none.
  expect(counters).toEqual({ partsRead: 2, largestPart: 4000 });
  await context.close();
});

describe('from a cold page, in a few steps', () => {
  /** Each press or click is one. */
  async function task(
    start: string,
    steps: readonly (readonly ['press' | 'click' | 'type', string])[],
    check: (page: Page) => Promise<void>,
    name = 'bundle',
  ): Promise<void> {
    expect(steps.length).toBeLessThanOrEqual(4);
    const { page, context, said } = await open(name, start);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined);
    for (const [how, what] of steps) {
      if (how === 'press') await page.keyboard.press(what);
      else if (how === 'type') await page.keyboard.type(what);
      else await page.locator(what).first().click();
      await page.waitForTimeout(80);
    }
    await check(page);
    expect(said).toEqual([]);
    await context.close();
  }
  const text = (page: Page, of = 'main'): Promise<string> => page.locator(of).first().innerText();

  test('the costliest site', () =>
    task('', [], async (page) => {
      expect(await text(page, '.site-lines')).toMatch(/^1\nold\.go:29\ncount\nclosure.*\n7\.0 MiB in/);
    }));
  test('why it allocates', () =>
    task('', [['click', '.site-line']], async (page) => {
      await page.waitForSelector('svg.chain');
      expect(await text(page)).toContain('Because');
    }));
  test('who inlines it', () =>
    task(
      '#sites',
      [
        ['press', '/'],
        ['type', 'copies>1'],
        ['press', 'Enter'],
        ['click', '.row.site a'],
      ],
      async (page) => {
        await page.waitForSelector('.copies a');
        expect(await text(page, '.copies')).toMatch(/old\.go:\d+/);
      },
    ));
  test('what changed', () =>
    task(
      '',
      [['click', '.chip:has-text("worse")']],
      async (page) => {
        expect(await text(page)).toMatch(/Before: merge base of main[^]*After: working tree[^]*in a loop, depth 2/);
        expect(await page.locator('.change').count()).toBe(1);
        // The text is as it is now: what is gone has no line in it.
        await show(page, '#source');
        await page.waitForSelector('.line code');
        expect(await page.locator('.files .file-count').allInnerTexts()).toEqual(['1.0 MiB']);
      },
      'comparison',
    ));
  test('that nothing is compared', () =>
    task('', [['press', '5']], async (page) => {
      expect(await text(page)).toContain('There is nothing to compare');
    }));
  test('the command, copied', () =>
    task(
      '',
      [
        ['press', '2'],
        ['press', 'j'],
        ['press', 'c'],
      ],
      async (page) => {
        await page.waitForFunction(() => document.querySelector('.toast')?.textContent !== '');
        expect(await text(page, '.toast')).toBe('Copied');
      },
    ));
});

test('builds side by side: what differs, chosen by kind and by words, for everybody, wide and narrow', async () => {
  for (const [width, theme] of [
    [1440, 'light'],
    [360, 'dark'],
  ] as const) {
    const { page, context, said } = await open('side-by-side', '', { width, theme });
    expect(await page.locator('.side-by-side tbody tr').count()).toBe(2);
    expect(await page.evaluate(outside), `${width}`).toEqual([]);
    await page.evaluate(axe);
    expect(await seriousIn(page), theme).toEqual([]);
    await page.click('.chip:has-text("lost")');
    await page.waitForFunction(() => document.querySelectorAll('.side-by-side tbody tr').length === 1);
    expect(await page.locator('.side-by-side .step').innerText()).toMatch(/^A → B allocates by newobject.* → on paper only \(constant\)/);
    await page.click('.chip:has-text("not explained")');
    await page.waitForFunction(() =>
      document.querySelector('.side-by-side .step')?.textContent?.includes('not explained by what was read'),
    );
    await page.fill('.find', 'nowhere');
    await page.waitForSelector('.empty');
    expect(said).toEqual([]);
    await context.close();
  }
});

test('calls out of the module stand in the overview, on their lines, and below them', async () => {
  const { page, context, said } = await open('bundle');
  expect(await page.locator('.calls-out li').first().innerText()).toBe(
    'old.go:3 2.0 MiB strings.Repeat, called by old.Keep: 2.0 MiB in 2,000 objects, 3.3 % of all',
  );
  await page.click('.calls-out a');
  await page.waitForSelector('.explain article.calls');
  expect(await page.locator('.line.asked .gutter .cost').first().innerText()).toBe('2.0 MiB');
  expect(said).toEqual([]);
  await context.close();
});

test('on paper a long list goes on below the window, from where it was scrolled to, and says how far', async () => {
  const { page, context } = await open('many', '#sites');
  await page.waitForSelector('.row.site');
  const before = await page.locator('.row.site').count();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.waitForSelector('.printed');
  expect(await page.locator('.printed').first().innerText()).toMatch(/^Printed: rows 1 to 2\d\d of 5,000\. Scroll to print others\.$/);
  expect(await page.locator('.row.site').count()).toBeGreaterThan(before * 5);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.waitForFunction((most) => document.querySelectorAll('.row.site').length <= most, before);
  await context.close();
});

test('all of it by keyboard: query, completion, list, why, source, keys, theme', async () => {
  const { page, context, said } = await open('bundle');
  // From any view to the query.
  await page.keyboard.press('/');
  await page.keyboard.type('hidd');
  await page.keyboard.press('Tab');
  await page.keyboard.type('y');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.inputValue('.query input')).toBe('hidden:yes ');
  expect(await page.locator('.row.site').count()).toBe(2);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.why-title');
  expect(page.url()).toContain('#why?site=');
  await page.keyboard.press('s');
  await page.waitForSelector('.explain article');
  await page.keyboard.press('t');
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  await page.keyboard.press('?');
  expect(await page.locator('dialog[open] dt').count()).toBeGreaterThan(6);
  await page.keyboard.press('Escape');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  // A wrong query is told and leaves the list.
  await page.keyboard.press('2');
  await page.fill('.query input', 'outcom:x');
  await page.waitForSelector('.query .error');
  expect(await page.locator('.row.site').count()).toBeGreaterThan(0);
  expect(said).toEqual([]);
  await context.close();
});
