import type { Host } from '../../host/host.ts';
import { runGit, splitNul, type GitCall } from './run-git.ts';

/** Above this many folders git is asked for all of them: a command line has an end. */
const foldersMost = 500;

/** Go files in some folders that git ignores, relative to the top as the folders are; `call.cwd` is the top. */
export async function ignoredGoFiles(host: Host, call: GitCall, folders: readonly string[]): Promise<readonly string[]> {
  const paths = folders.length > foldersMost ? ['*.go'] : folders.map((folder) => `:(glob)${folder === '.' ? '' : `${folder}/`}*.go`);
  if (paths.length === 0) return [];
  return splitNul(await runGit(host, call, ['ls-files', '--others', '--ignored', '--exclude-standard', '-z', '--', ...paths]));
}
