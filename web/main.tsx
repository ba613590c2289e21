/**
 * The report page. In: a report and what else is known, from the file itself or from `stackward serve`. Out: views of it. It computes nothing that is not
 * shown, asks nobody, and treats every text of the report as foreign: text nodes only.
 */
import { render } from 'preact';
import { App } from './app.tsx';
import { embeddedFeed } from './data/embedded-feed.ts';
import { createLiveFeed } from './data/live-feed.ts';
import { createPageData } from './data/page-data.ts';

const isLive = document.querySelector('meta[name="stackward-live"]') !== null;
const data = createPageData(isLive ? createLiveFeed() : embeddedFeed);
// For tests and the console: how much was read so far.
Object.assign(window, { stackward: { counters: data.counters } });
const root = document.querySelector('#app');
if (root) render(<App data={data} />, root);
