import type { LocalAnswer, LocalRequest } from '../host/local-server.ts';
import { livePageHtml, type PageAssets } from '../report/html.ts';
import type { Board } from './board.ts';

export interface Serving {
  readonly board: Board;
  readonly assets: PageAssets;
  readonly title: string;
  readonly token: string;
  readonly port: () => number;
}

/** Not told to anybody who has not the token: not even that something is here. */
const nothing: LocalAnswer = { status: 404, headers: {}, body: '' };

const headers: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** So often something is sent while nothing happens: a page notices when its server is gone. */
const heartbeatMs = 10_000;

/** Answers GET of the page and its data. Whoever comes under another name, from another page or without the token gets nothing. */
export async function answerRequest(request: LocalRequest, serving: Serving): Promise<LocalAnswer> {
  if (!isWelcome(request, serving)) return nothing;
  const { board } = serving;
  const [path = '', query = ''] = request.path.slice(serving.token.length + 2).split('?');
  if (path === '') return page([...livePageHtml(serving.title, serving.assets)].join(''));
  if (path === 'events') return events(board);
  if (path === 'head') return board.head ? json(JSON.stringify(board.head)) : nothing;
  const [, name] = /^part\/([a-z]+(?:\/\d{1,9})?)$/.exec(path) ?? [];
  const bytes = name === undefined ? undefined : await board.part(name);
  if (!bytes || name === undefined) return nothing;
  // Named with its digest it is the same for ever.
  const isCurrent = query !== '' && board.head?.parts[name] === query;
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'application/gzip',
      ...(isCurrent ? { 'cache-control': 'private, max-age=3600, immutable' } : {}),
    },
    body: bytes,
  };
}

function isWelcome({ method, path, host, origin, site }: LocalRequest, { token, port }: Serving): boolean {
  const own = [`127.0.0.1:${port()}`, `localhost:${port()}`];
  if (method !== 'GET' || host === undefined || !own.includes(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  // `none`: typed or a bookmark.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return path.startsWith(`/${token}/`);
}

function page(body: string): LocalAnswer {
  return { status: 200, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body };
}

function json(body: string): LocalAnswer {
  return { status: 200, headers: { ...headers, 'content-type': 'application/json' }, body };
}

function events(board: Board): LocalAnswer {
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'text/event-stream' },
    body(send) {
      send('retry: 1000\n\n');
      const end = board.watch((state) => send(`event: state\ndata: ${JSON.stringify(state)}\n\n`));
      const beat = setInterval(() => send(': here\n\n'), heartbeatMs);
      return () => {
        clearInterval(beat);
        end();
      };
    },
  };
}
