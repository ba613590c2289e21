import { createHash } from 'node:crypto';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';

/** Where a page is served: what is in its address besides the loopback name. */
export interface ServedAddress {
  readonly port: number;
  readonly token: string;
}

/** More is none of ours. */
const bytesLimit = 4096;

/**
 * The address at which a folder was served last, so that a server that is started again is found by the pages that are open. `folder` is the user's folder for caches, where nobody
 * else can read; undefined where nothing is kept of it.
 */
export async function readServedAddress(host: Host, folder: string, served: string): Promise<ServedAddress | undefined> {
  const bytes = await host.files.readIfThere(pathOf(folder, served), bytesLimit).catch(() => undefined);
  const [, port = '', token = ''] = /^(\d{1,5}) ([\w-]{24,64})\n$/.exec(bytes ? new TextDecoder().decode(bytes) : '') ?? [];
  return token === '' || Number(port) > 65_535 ? undefined : { port: Number(port), token };
}

/** Keeps it. Nothing is thrown where it cannot be written: the next start has another address. */
export async function keepServedAddress(host: Host, folder: string, served: string, { port, token }: ServedAddress): Promise<void> {
  try {
    await host.files.makeFolder(placeOf(folder), { isPrivate: true });
    await host.files.write(pathOf(folder, served), new TextEncoder().encode(`${port} ${token}\n`));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

/** Forgets all of them. */
export async function forgetServedAddresses(host: Host, folder: string): Promise<void> {
  await host.files.remove(placeOf(folder));
}

function placeOf(folder: string): string {
  return `${folder}/served`;
}

function pathOf(folder: string, served: string): string {
  return `${placeOf(folder)}/${createHash('sha256').update(served).digest('hex').slice(0, 16)}`;
}
