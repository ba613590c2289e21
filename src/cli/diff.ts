import { resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { diffSaved } from '../engine/gate/diff.ts';
import { judgeComparison } from '../engine/policy.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { Report } from '../model/report.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { readJudging } from './prepare-judge.ts';
import { showComparison } from './show-comparison.ts';

/** `stackward diff A B`: two saved results, without a build, by the policy of where the user stands. */
export async function diff(asked: Asked, io: Io): Promise<number> {
  const [one, other, extra] = asked.arguments;
  if (one === undefined || other === undefined)
    throw new UserError('missing-argument', { argument: 'two reports or bundles', command: asked.command });
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const host = createNodeHost();
  if (asked.given.has('output') || asked.lists.has('format')) await (await import('./check-output.ts')).checkOutput(asked, host);
  // A baseline is of a working tree.
  const texts = new Map([...asked.texts].filter(([name]) => name !== 'baseline'));
  const optionsFor = await readJudging({ ...asked, texts }, host);
  const paths = [resolveFrom(host.cwd, one), resolveFrom(host.cwd, other)] as const;
  const { comparison: found, base, head } = await diffSaved(host, paths, [toSlashes(one), toSlashes(other)]);
  // What cannot be compared, or was not built, is no evidence for anybody's policy.
  const isJudged = !found.incomparable && !found.problems.some(({ effect }) => effect === 'failed');
  const root = rootOf(asked, head, toSlashes(host.cwd));
  const comparison = isJudged ? judgeComparison(host, found, root, { ...optionsFor(root), isWhole: false, head, base }) : found;
  const code = await showComparison(comparison, asked, io, host, undefined);
  return code === 0 && comparison.incomparable && asked.texts.get('incomparable') === 'fail' ? 2 : code;
}

/**
 * The folder that files of a saved report are relative to, as far as the policy needs it: its own folder, which is a module of the report, or the root. Reports hold no absolute
 * names, for they come from other machines.
 */
function rootOf({ policy }: Asked, { build }: Report, cwd: string): string {
  if (!policy) return cwd;
  const dir = build.modules.find(({ dir: one }) => one !== '.' && policy.folder.endsWith(`/${one}`))?.dir;
  return dir === undefined ? policy.folder : policy.folder.slice(0, -dir.length - 1);
}
