import { UserError } from '../base/user-error.ts';
import { cacheFolder, cacheLimit, clearCache, measureCache } from '../engine/user-cache.ts';
import { createNodeHost } from '../host/node-host.ts';
import { renderJson } from '../report/json.ts';
import { cacheLines, clearedLine } from '../view/cache-words.ts';
import { safeText } from '../view/safe-text.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';

const nothing = { bytes: 0, kinds: [] } as const;

/** `stackward cache info`: where the cache of results lies and what it holds. */
export async function cacheInfo(asked: Asked, io: Io): Promise<number> {
  refuseArguments(asked);
  const host = createNodeHost();
  const folder = cacheFolder(host);
  const use = folder === undefined ? nothing : await measureCache(host, folder);
  if (asked.texts.get('format') === 'json') {
    const document = { schema: 'stackward/cache/1', ...(folder === undefined ? {} : { folder }), limit: cacheLimit, ...use };
    for (const piece of renderJson(document)) await io.stdout.write(piece);
  } else
    await io.stdout.write(
      cacheLines(folder, use, cacheLimit)
        .map((line) => `${safeText(line)}\n`)
        .join(''),
    );
  return 0;
}

/** `stackward cache clear`: removes all of it; the next run reads everything again. */
export async function cacheClear(asked: Asked, io: Io): Promise<number> {
  refuseArguments(asked);
  const host = createNodeHost();
  const folder = cacheFolder(host);
  await io.stdout.write(`${safeText(clearedLine(folder, folder === undefined ? 0 : await clearCache(host, folder)))}\n`);
  return 0;
}

function refuseArguments({ arguments: [extra], command }: Asked): void {
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command });
}
