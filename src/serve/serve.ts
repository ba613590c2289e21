/**
 * The report page, live: a server on the loopback address that shows what a watching run publishes. It only answers; nothing that a page asks for
 * makes it build, write or read anything but the files of the report.
 */
import { UserError } from '../base/user-error.ts';
import { listenLocally, randomToken } from '../host/local-server.ts';
import type { PageAssets } from '../report/html.ts';
import { answerRequest } from './answer-request.ts';
import { createBoard, type Board } from './board.ts';

export interface Serve {
  /** What is opened in a browser; the token in it is the key. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly board: Board;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly assets: PageAssets;
  readonly title: string;
  /** 0: one that is free. */
  readonly port: number;
  /** Default: a new one. With the same port and token an open page finds its server again. */
  readonly token?: string;
}

/** Throws UserError `port-taken`. */
export async function serve(options: ServeOptions): Promise<Serve> {
  const board = createBoard();
  const token = options.token ?? randomToken();
  let port = 0;
  const serving = { board, token, assets: options.assets, title: options.title, port: () => port };
  const server = await listenLocally((request) => answerRequest(request, serving), options.port).catch((error: unknown) => {
    throw new UserError(
      'port-taken',
      { port: options.port, reason: (error as NodeJS.ErrnoException).code ?? String(error) },
      { cause: error },
    );
  });
  ({ port } = server);
  return { url: `http://127.0.0.1:${port}/${token}/`, port, token, board, close: () => server.close() };
}
