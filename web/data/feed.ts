import type { LiveState, PageHead } from '../../src/model/page.ts';

/** Where a page has its data from: the file itself, or a server. Nothing else of the page knows which. */
export interface PageFeed {
  head(): Promise<PageHead>;
  /** A part by its name, as JSON. */
  part(name: string): Promise<unknown>;
  /** Of a live page: tells of new states, and whether the server answers. */
  watch?(listener: (state: LiveState) => void, onConnection: (isConnected: boolean) => void): void;
}

/** Inflates and parses; the browser does both off the main thread as far as it can. */
export async function readGzip(bytes: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>): Promise<unknown> {
  const stream = bytes instanceof Uint8Array ? new Blob([bytes]).stream() : bytes;
  return new Response(stream.pipeThrough(new DecompressionStream('gzip'))).json();
}
