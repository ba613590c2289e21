import { nearest } from '../base/nearest.ts';
import { join, relative } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { Problem } from '../model/report.ts';
import { troubleIn } from '../toolchain/go-trouble.ts';
import { errorText, isNamed, isUnmatched, type ListedPackage } from '../toolchain/listed-package.ts';
import { isLocal } from '../toolchain/patterns.ts';
import { runGo } from '../toolchain/run-go.ts';
import type { Plan } from './gather.ts';

/**
 * A problem for each pattern that met nothing while others did, with the one that is probably meant. `words` are what cmd/go said besides. Throws
 * UserError `no-packages` where none met anything.
 */
export async function judgePatterns(host: Host, plan: Plan, listed: readonly ListedPackage[], words: string): Promise<Problem[]> {
  const named = listed.filter(isNamed);
  const unmatched = named.filter(isUnmatched);
  if (unmatched.length < named.length) {
    return Promise.all(
      unmatched.map(async (one): Promise<Problem> => {
        const pattern = one.Match?.[0] ?? one.ImportPath;
        const output = one.Error ? plan.plainWords(errorText(one.Error)) : '';
        const near = await nearPattern(host, plan, pattern);
        const args = { pattern, output, ...(near === undefined ? {} : { near }), ...troubleIn(output) };
        return { code: 'pattern-unmatched', args, effect: 'incomplete' };
      }),
    );
  }
  const patterns = unmatched.length > 0 ? unmatched.map((one) => one.Match?.[0] ?? one.ImportPath) : plan.patterns;
  const near = await Promise.all(patterns.map((pattern) => nearPattern(host, plan, pattern)));
  const output = [...unmatched.map((one) => (one.Error ? errorText(one.Error) : '')), words].filter(Boolean).join('\n');
  throw new UserError('no-packages', {
    patterns: patterns.map((pattern) => fromUser(plan, pattern)).join(' '),
    output,
    ...(near.every((one) => one !== undefined) ? { near: near.map((one) => fromUser(plan, one)).join(' ') } : {}),
    ...troubleIn(output),
  });
}

/** What stands in a root-relative pattern, as the user would write it. */
function fromUser({ cwd, workspace }: Plan, pattern: string): string {
  if (!isLocal(pattern)) return pattern;
  const way = relative(cwd, join(workspace.root, pattern));
  return way === '.' || way === '..' || way.startsWith('../') ? way : `./${way}`;
}

async function nearPattern(host: Host, plan: Plan, pattern: string): Promise<string | undefined> {
  const found = await (isLocal(pattern) ? nearFolder(host, plan.workspace.root, pattern) : nearPath(host, plan, pattern));
  return found === pattern ? undefined : found;
}

/** Each part of the way that is not there is taken for its nearest neighbour. */
async function nearFolder(host: Host, root: string, pattern: string): Promise<string | undefined> {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    const names = (await host.files.list(join(root, parts.join('/')))) ?? [];
    if (part === '.' || part === '..' || part === '...' || names.includes(part)) parts.push(part);
    else {
      const near = nearest(
        part,
        part.endsWith('.go') ? names.filter((name) => name.endsWith('.go')) : await foldersOf(host, root, parts, names),
      );
      if (near === undefined) return undefined;
      parts.push(near);
    }
  }
  return parts.join('/');
}

async function foldersOf(host: Host, root: string, parts: readonly string[], names: readonly string[]): Promise<string[]> {
  const folders: string[] = [];
  for (const name of names)
    if (/^[^._]/.test(name) && (await host.files.kind(join(root, [...parts, name].join('/')))) === 'folder') folders.push(name);
  return folders;
}

/** The nearest import path of the workspace and of std; with `/...` the nearest that has others below. */
async function nearPath(host: Host, { call, workspace }: Plan, pattern: string): Promise<string | undefined> {
  const tree = /^(.+)\/\.\.\.$/.exec(pattern)?.[1];
  if (pattern.includes('...') && tree === undefined) return undefined;
  const patterns = workspace.modules.filter((module) => module.isMain).map((module) => `${module.path}/...`);
  const output = await runGo(host, { ...call, args: ['list', '-e', '-f={{.ImportPath}}', '--', ...patterns, 'std'] }).catch(
    (error: unknown) => {
      if (error instanceof UserError && error.code === 'go-failed') return '';
      throw error;
    },
  );
  const paths = output.split('\n').filter(Boolean);
  if (tree === undefined) return nearest(pattern, paths);
  const trees = new Set(paths.flatMap((path) => path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'))));
  const near = nearest(tree, [...trees]);
  return near === undefined ? undefined : `${near}/...`;
}
