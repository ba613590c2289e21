import { resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { diffSaved } from '../engine/gate/diff.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showComparison } from './show-comparison.ts';

/** `stackward diff A B`: two saved results, without a build. */
export async function diff(asked: Asked, io: Io): Promise<number> {
  const [one, other, extra] = asked.arguments;
  if (one === undefined || other === undefined)
    throw new UserError('missing-argument', { argument: 'two reports or bundles', command: asked.command });
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const host = createNodeHost();
  if (asked.given.has('output') || asked.lists.has('format')) await (await import('./check-output.ts')).checkOutput(asked, host);
  const comparison = await diffSaved(host, [resolveFrom(host.cwd, one), resolveFrom(host.cwd, other)], [toSlashes(one), toSlashes(other)]);
  const code = await showComparison(comparison, asked, io, host, undefined);
  return code === 0 && comparison.incomparable && asked.texts.get('incomparable') === 'fail' ? 2 : code;
}
