import { inside, isAbsolute, resolveFrom, toSlashes } from '../base/posix-path.ts';

/** Where a path in a go.mod or go.work leads, seen from the folder of the file; undefined leaves it as it is. */
export type MovePath = (target: string) => string | undefined;

/**
 * A go.mod or go.work whose folders, in `replace` and `use`, are named otherwise: for a copy of the file that lies elsewhere. Go writes one thing a line; what is not understood stays as it
 * is, and the build tells of it.
 */
export function movePaths(text: string, folder: string, move: MovePath): string {
  let block = '';
  return text
    .split('\n')
    .map((line) => {
      const code = line.replace(/\/\/.*$/, '').trim();
      const [, opened] = /^(\w+)\s*\($/.exec(code) ?? [];
      if (opened !== undefined || code === ')') {
        block = opened ?? '';
        return line;
      }
      const verb = block === '' ? (/^\w+/.exec(code)?.[0] ?? '') : block;
      const pattern = verb === 'replace' ? /^(.*=>\s*)("[^"]*"|`[^`]*`|\S+)(.*)$/ : /^(\s*(?:use\s+)?)("[^"]*"|`[^`]*`|\S+)(.*)$/;
      if (verb !== 'replace' && verb !== 'use') return line;
      const [, before = '', written = '', after = ''] = pattern.exec(line) ?? [];
      const path = toSlashes(written.replaceAll(/^["`]|["`]$/g, ''));
      if (!/^\.{1,2}(?:\/|$)/.test(path) && !isAbsolute(path)) return line;
      const moved = move(resolveFrom(folder, path));
      return moved === undefined ? line : `${before}${/^[\w./~+@:-]+$/.test(moved) ? moved : JSON.stringify(moved)}${after}`;
    })
    .join('\n');
}

/** Folders that a go.work uses, absolute. */
export function usedFolders(text: string, folder: string): readonly string[] {
  const found: string[] = [];
  movePaths(text.replaceAll(/^.*=>.*$/gm, ''), folder, (target) => void found.push(target));
  return found;
}

/** Leaves what lies below `top`, names the rest absolutely: a checkout stands elsewhere. */
export function absoluteOutside(top: string): MovePath {
  return (target) => (inside(top, target) === undefined ? target : undefined);
}
