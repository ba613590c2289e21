// The report page in a real browser: from opening the file until its list can be used, against the same sites as one plain table of HTML. Targets: 5,000 sites 1 s,
// 200,000 sites 3 s and 300 MB of objects.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { startBrowser } = await tsImport('../test/support/browser.ts', import.meta.url);
const { bundlePage, manySites, pageOf } = await tsImport('../test/support/page-fixture.ts', import.meta.url);
const scratch = mkdtempSync(path.join(tmpdir(), 'stackward-bench-'));
const browser = await startBrowser();
try {
  const { report } = await bundlePage();
  for (const [sites, limit, rounds] of [
    [5_000, 1000, 7],
    [200_000, 3000, 3],
  ]) {
    const many = manySites(report, sites);
    const page = path.join(scratch, `page-${sites}.html`);
    const plain = path.join(scratch, `plain-${sites}.html`);
    writeFileSync(page, pageOf(many));
    writeFileSync(plain, plainTable(many.sites));
    const [ours, theirs, memory] = [[], [], []];
    for (let round = -1; round < rounds; round++) {
      const one = await open(`${pathToFileURL(page).href}#sites`, '.row.site');
      const other = await open(pathToFileURL(plain).href, 'tr:last-child');
      if (round < 0) continue;
      ours.push(one.took);
      theirs.push(other.took);
      memory.push(one.memory);
    }
    const [a, b, objects] = [median(ours), median(theirs), Math.max(...memory)];
    console.log(
      `${`${sites.toLocaleString('en')} sites: the page | one plain table`.padEnd(48)} ${a.toFixed(0).padStart(6)} ms  against ${b.toFixed(0).padStart(6)} ms  ${(a / b).toFixed(2)} ×  limit ${limit} ms ${a <= limit ? 'held' : 'MISSED'}, ${(objects / 1e6).toFixed(0)} MB of objects ${objects <= 300e6 ? 'held' : 'MISSED'}`,
    );
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}

async function open(url, wanted) {
  const page = await browser.newPage();
  const since = performance.now();
  await page.goto(url);
  await page.waitForSelector(wanted, { timeout: 120_000 });
  const took = performance.now() - since;
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await page.close();
  return { took, memory: usedSize };
}

function plainTable(sites) {
  const rows = sites.map(
    ({ at, function: name, what, subject = '' }) =>
      `<tr><td>${at.file}:${at.line}<td>${escape(name)}<td>${what}<td>${escape(subject)}</tr>`,
  );
  return `<!doctype html><meta charset="utf-8"><table>${rows.join('\n')}</table>`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function median(values) {
  return values.toSorted((x, y) => x - y)[values.length >> 1];
}
