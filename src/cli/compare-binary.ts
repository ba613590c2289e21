import { compareBinary as createComparison } from '../engine/binary/compare-binary.ts';
import { openBinary } from '../engine/binary/open-binary.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
import { UserError } from '../base/user-error.ts';
import { oneBuild } from './build-options.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { wantsFormat } from './outputs.ts';
import { resultCache } from './result-cache.ts';
import { showBinary } from './show-binary.ts';

/** `stackward compare --binary FILE [packages]`: a linked program against the sites of its module. The program is opened first: nobody should wait for a compiler to hear that it is none. */
export async function compareBinary(asked: Asked, file: string, io: Io): Promise<number> {
  keepHeapSmall();
  // The page shows builds; what is said of one program is a few lines.
  if (wantsFormat(asked, 'html')) throw new UserError('flags-together', { one: '--binary', other: '-f html' });
  const other = ['production', 'bench', 'from', 'to', 'rev', 'pgo-inline-budget', 'profile', 'cover', 'where', 'top'].find((name) =>
    asked.given.has(name),
  );
  if (other !== undefined) throw new UserError('flags-together', { one: '--binary', other: `--${other}` });
  const host = createNodeHost();
  if (asked.given.has('output') || asked.lists.has('format')) await (await import('./check-output.ts')).checkOutput(asked, host);
  // The program's tags hold unless others were asked for here: those of a configuration are of what is built otherwise.
  const { tags, ...rest } = oneBuild(asked);
  const options = asked.given.has('tags') && tags !== undefined ? { ...rest, tags } : rest;
  const binary = await openBinary(host, file, options.goarch);
  const comparison = createComparison(host, options, binary, packageVersion(), resultCache(asked, host));
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(comparison.events, io.stderr, () => host.now());
  try {
    const { result, root, timing } = await comparison.run(io.signal);
    await endProgress?.();
    const code = await showBinary(result, asked, io, host, root);
    if (asked.switches.has('timing')) await (await import('./show-check.ts')).showTiming(timing, io);
    await comparison.keep();
    return code;
  } finally {
    await endProgress?.();
    comparison.close();
  }
}
