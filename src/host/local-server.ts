import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came: the path with its query as it was sent, and the headers that tell who asks. */
export interface LocalRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** What a browser says of the page that asks: `same-origin`, `cross-site`, `none` (typed). */
  readonly site: string | undefined;
}
export interface LocalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole answer, or one that stays open: it is called with what sends a piece, and returns what ends it. */
  readonly body: string | Uint8Array | ((send: (text: string) => void) => () => void);
}
export interface LocalServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A word that nobody guesses. */
export function randomToken(): string {
  return randomBytes(18).toString('base64url');
}

/** Listens on the loopback address only; `port` 0 is any that is free. Nothing of a request but its head is read. */
export async function listenLocally(answer: (request: LocalRequest) => Promise<LocalAnswer>, port: number): Promise<LocalServer> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    const { host, origin } = incoming.headers;
    const site = incoming.headers['sec-fetch-site'];
    const request: LocalRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      host,
      origin,
      site: typeof site === 'string' ? site : undefined,
    };
    answer(request).then(
      (found) => send(response, found),
      () => send(response, { status: 500, headers: {}, body: '' }),
    );
  });
  server.headersTimeout = 10_000;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, headers, body }: LocalAnswer): void {
  response.writeHead(status, headers);
  if (typeof body !== 'function') {
    response.end(body);
    return;
  }
  response.flushHeaders();
  const end = body((text) => void response.write(text));
  response.on('close', end);
}
