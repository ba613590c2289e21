import { cacheFolder, openCache, type Cache } from '../engine/user-cache.ts';
import { codeIdentity } from '../host/code-identity.ts';
import type { Host } from '../host/host.ts';
import type { Asked } from './parse.ts';

/** The user's cache of results; undefined where none is wanted (`--no-cache`, `STACKWARD_CACHE=off`) or there is no place for it. */
export function resultCache(asked: Asked, host: Host): Cache | undefined {
  const folder = asked.switches.has('no-cache') ? undefined : cacheFolder(host);
  return folder === undefined ? undefined : openCache(host, folder, codeIdentity());
}
