import type { LiveState, PageHead } from '../../src/model/page.ts';
import { readGzip, type PageFeed } from './feed.ts';

const retryMs = 2000;

/** Data of `stackward serve`: parts are named with their digests, so that what did not change is not fetched again. */
export function createLiveFeed(): PageFeed {
  let parts: PageHead['parts'] = {};
  return {
    async head() {
      const answer = await fetch('head', { cache: 'no-store' });
      if (!answer.ok) throw new Error(`head: ${answer.status}`);
      const head = (await answer.json()) as PageHead;
      parts = head.parts;
      return head;
    },
    async part(name) {
      const answer = await fetch(`part/${name}?${parts[name] ?? ''}`);
      if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status}`);
      return readGzip(answer.body);
    },
    watch(listener, onConnection) {
      const connect = (): void => {
        const events = new EventSource('events');
        events.addEventListener('state', (event) => {
          onConnection(true);
          listener(JSON.parse((event as MessageEvent<string>).data) as LiveState);
        });
        events.addEventListener('open', () => onConnection(true));
        events.addEventListener('error', () => {
          onConnection(false);
          // The browser tries again by itself, but not after an answer that was none.
          if (events.readyState === EventSource.CLOSED) setTimeout(connect, retryMs);
        });
      };
      connect();
    },
  };
}
