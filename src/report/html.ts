import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { BuildComparison } from '../model/build-comparison.ts';
import type { Comparison } from '../model/comparison.ts';
import type { PageDetails, PageFile, PageHead } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import { pageWords } from '../view/messages/en/page.ts';
import { safeJson, safeText } from '../view/safe-text.ts';
import { buildComparisonParts, comparisonParts, pageParts, type PagePart } from './page/page-parts.ts';
import type { RenderOptions } from './render-options.ts';

/** The page without data: one script and one style, as `npm run build` makes them. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** What a page needs besides the report; renderers read no files. */
export interface PageOptions {
  readonly assets: PageAssets;
  readonly details?: PageDetails;
  /** Of comparisons: texts of files as they are now. */
  readonly files?: readonly PageFile[] | 'left-out';
}

/**
 * The report as one file that needs nothing else: script and style inline, data compressed behind them. Nothing of the data is ever read as HTML: parts are
 * base64, the head is JSON without `<`. The policy allows this script and this style by their hashes, and no request to anywhere.
 */
export function* renderHtml(report: Report, { page, list }: Pick<RenderOptions, 'page' | 'list'>): Iterable<string> {
  if (!page) throw new Error('a page needs its script and style');
  const title = report.build.modules.map(({ path }) => path).join(', ');
  yield* wrapPage(
    title,
    page.assets,
    pageParts(report, page.details),
    list.asked === undefined ? {} : { asked: { q: list.asked, sort: list.sort, group: list.group } },
  );
}

/** The same of a comparison. */
export function* renderComparisonHtml(comparison: Comparison, { page }: Pick<RenderOptions, 'page'>): Iterable<string> {
  if (!page) throw new Error('a page needs its script and style');
  yield* wrapPage(`${comparison.base.label} → ${comparison.head.label}`, page.assets, comparisonParts(comparison, page.files));
}

/** The same of builds side by side. */
export function* renderBuildComparisonHtml(comparison: BuildComparison, { page }: Pick<RenderOptions, 'page'>): Iterable<string> {
  if (!page) throw new Error('a page needs its script and style');
  yield* wrapPage(comparison.builds.map(({ label }) => label).join(', '), page.assets, buildComparisonParts(comparison));
}

/** Puts parts into one file. */
function* wrapPage(
  title: string,
  assets: PageAssets,
  parts: Generator<PagePart, Omit<PageHead, 'parts'>>,
  more: Pick<PageHead, 'asked'> = {},
): Iterable<string> {
  yield* openPage(title, assets, "connect-src 'none'");
  const names: Record<string, string> = {};
  for (let step = parts.next(); ; step = parts.next()) {
    if (step.done) {
      const head: PageHead = { ...step.value, ...more, parts: names };
      yield `<script type="application/json" id="head">${scriptJson(head)}</script>\n`;
      break;
    }
    names[step.value.name] = '';
    yield `<script type="text/plain" data-part="${step.value.name}">`;
    yield gzipSync(step.value.json).toString('base64');
    yield '</script>\n';
  }
  yield '</body>\n</html>\n';
}

/** The page without data, which it asks its server for. */
export function* livePageHtml(title: string, assets: PageAssets): Iterable<string> {
  yield* openPage(title, assets, "connect-src 'self'", '<meta name="stackward-live" content="1">\n');
  yield '</body>\n</html>\n';
}

/** All that stands before the data. The script runs at once and shows that the page is being read. */
function* openPage(title: string, { script, style }: PageAssets, connect: string, mark = ''): Iterable<string> {
  const code = script.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(code)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    connect,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`;
  yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n';
  yield `<meta name="color-scheme" content="light dark">\n${mark}`;
  yield `<title>${htmlText(title === '' ? 'stackward' : `${title} · stackward`)}</title>\n<style>${style}</style>\n</head>\n`;
  yield `<body>\n<div id="app"></div>\n<noscript>${htmlText(pageWords.noScript)}</noscript>\n`;
  yield `<script>${code}</script>\n`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** JSON that no `<` of a document can end. */
function scriptJson(value: object): string {
  return safeJson(JSON.stringify(value)).replaceAll('<', '\\u003c');
}

function htmlText(text: string): string {
  return safeText(text).replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
