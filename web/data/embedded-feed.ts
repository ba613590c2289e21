import type { PageHead } from '../../src/model/page.ts';
import { readGzip, type PageFeed } from './feed.ts';

/** Data in the file itself: the head as JSON, each part compressed, as base64, in an element that the browser does not look into. */
export const embeddedFeed: PageFeed = {
  async head() {
    await loaded();
    const text = document.querySelector('#head')?.textContent;
    if (!text) throw new Error('the file has no head');
    return JSON.parse(text) as PageHead;
  },
  async part(name) {
    const element = document.querySelector(`script[data-part="${CSS.escape(name)}"]`);
    if (!element) throw new Error(`the file has no part ${name}`);
    return readGzip(fromBase64(element.textContent ?? ''));
  },
};

/** The script runs before the data behind it is there. */
function loaded(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
