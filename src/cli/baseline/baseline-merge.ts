import { resolveFrom } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import { baselineLines, mergeBaselines, parseBaseline, readBaseline } from '../../engine/baseline.ts';
import { createNodeHost } from '../../host/node-host.ts';
import { mergedWords } from '../../view/baseline-words.ts';
import type { Io } from '../io.ts';
import type { Asked } from '../parse.ts';

/**
 * `stackward baseline merge %O %A %B`, git's merge driver: the result goes into the second file. What it says goes to standard error: git shows
 * both. Throws UserError `baseline-merge` where it leaves the file to people; git then takes it for a conflict.
 */
export async function baselineMerge(asked: Asked, io: Io): Promise<number> {
  const [base, ours, theirs, extra] = asked.arguments;
  if (base === undefined || ours === undefined || theirs === undefined)
    throw new UserError('missing-argument', { argument: 'three files: %O %A %B', command: asked.command });
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const host = createNodeHost();
  const read = (file: string): ReturnType<typeof readBaseline> => readBaseline(host, resolveFrom(host.cwd, file), file);
  // Both branches may have added the file: then git gives an empty one.
  const ancestor = await host.files.read(resolveFrom(host.cwd, base));
  const result = mergeBaselines(ancestor.length === 0 ? undefined : parseBaseline(ancestor, base), await read(ours), await read(theirs));
  if ('conflict' in result) throw new UserError('baseline-merge', { file: ours });
  await host.files.write(resolveFrom(host.cwd, ours), baselineLines(result.merged));
  const said = mergedWords(result.differing);
  if (said !== undefined) await io.stderr.write(`${said}\n`);
  return 0;
}
