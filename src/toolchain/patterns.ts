import { inside, isAbsolute, relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import type { Workspace } from './workspace.ts';

/**
 * Rewrites the user's package patterns, which are relative to where they stand, so that they mean the same in the root.
 * `cwd` is absolute, with slashes and without symbolic links. Import paths, `all`, `std` and the like stay as they are;
 * a list of .go files is local too.
 * At a workspace root that is no module itself, `./...` means every module below (the pattern `work` exists from Go 1.25 only).
 */
export function rewritePatterns(patterns: readonly string[], workspace: Workspace, cwd: string): string[] {
  // Without patterns the whole workspace is meant where the user stands at its root, else what is below.
  const asked = patterns.length > 0 ? patterns : workspace.isWork && cwd === workspace.root ? ['work'] : ['./...'];
  return asked.flatMap((pattern) => {
    const path = toSlashes(pattern);
    if (pattern === 'work') return everyModule(workspace, workspace.root, true);
    if (!isLocal(path)) return [pattern];
    const target = resolveFrom(cwd, path);
    const tree = /^(.*?)\/?\.\.\.$/.exec(target)?.[1];
    if (tree !== undefined && workspace.isWork && !workspace.modules.some((module) => inside(module.dir, tree) !== undefined)) {
      const below = everyModule(workspace, tree, false);
      if (below.length > 0) return below;
    }
    return [local(workspace.root, target)];
  });
}

function everyModule(workspace: Workspace, tree: string, outside: boolean): string[] {
  return workspace.modules
    .filter((module) => module.isMain && (outside || inside(tree, module.dir) !== undefined))
    .map((module) => local(workspace.root, `${module.dir}/...`));
}

/** Whether a pattern names folders or files, not import paths. */
export function isLocal(path: string): boolean {
  return path === '.' || path === '..' || path.startsWith('./') || path.startsWith('../') || path.endsWith('.go') || isAbsolute(path);
}

function local(root: string, target: string): string {
  const way = relative(root, target);
  return way === '.' || way === '..' || way.startsWith('../') || isAbsolute(way) ? way : `./${way}`;
}
