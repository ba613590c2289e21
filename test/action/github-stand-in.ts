import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  readonly body: string;
}

/** As much of GitHub's REST API as comments need, on loopback: pages, rights, trouble that passes. */
export interface StandIn {
  readonly url: string;
  readonly comments: Comment[];
  /** `POST /repos/o/r/issues/7/comments`, in order. */
  readonly asked: string[];
  /** Statuses that the next calls are answered with, before the real answer. */
  readonly trouble: number[];
  mayWrite: boolean;
  close(): Promise<void>;
}

export async function startStandIn(author: string): Promise<StandIn> {
  const state = { comments: [] as Comment[], asked: [] as string[], trouble: [] as number[], mayWrite: true };
  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', headers } = request;
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      state.asked.push(`${method} ${pathname}`);
      const answer = (status: number, value: unknown = { message: 'no' }): void =>
        void response
          .writeHead(status, { 'content-type': 'application/json', ...(status === 429 ? { 'retry-after': '0' } : {}) })
          .end(JSON.stringify(value));
      const body = await textOf(request);
      const trouble = state.trouble.shift();
      if (trouble !== undefined) return answer(trouble);
      if (headers.authorization !== 'Bearer secret' || headers['user-agent'] === undefined) return answer(401);
      const one = /^\/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(pathname);
      if (method === 'GET' && pathname === '/repos/o/r/issues/7/comments') {
        const [size, page] = [Number(searchParams.get('per_page') ?? 30), Number(searchParams.get('page') ?? 1)];
        return answer(200, state.comments.slice(size * (page - 1), size * page));
      }
      if (!state.mayWrite) return answer(403, { message: 'Resource not accessible by integration' });
      const { body: text } = JSON.parse(body) as { body: string };
      // GitHub takes 65,536 characters.
      if (text.length > 65_536) return answer(422);
      if (method === 'POST' && pathname === '/repos/o/r/issues/7/comments') {
        const comment = { id: state.comments.length + 1, user: { login: author }, body: text };
        state.comments.push(comment);
        return answer(201, comment);
      }
      const index = state.comments.findIndex(({ id }) => id === Number(one?.[1]));
      const old = state.comments[index];
      if (method !== 'PATCH' || !old) return answer(404);
      state.comments[index] = { ...old, body: text };
      return answer(200, state.comments[index]);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
