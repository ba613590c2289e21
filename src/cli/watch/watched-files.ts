import { resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { configNames } from '../../config/load-config.ts';
import type { Asked } from '../parse.ts';

/** What is compiled, as cmd/go names it (go/build, cgo), what says how, and our own settings. */
const sources = /\.(go|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx|syso|pgo)$/;
const names: ReadonlySet<string> = new Set(['go.mod', 'go.sum', 'go.work', 'go.work.sum', ...configNames]);

/** Folders that cmd/go does not look into when it matches `...`, and two that are large and seldom edited by hand. */
const skipped = /^[._]|^(testdata|vendor|node_modules)$/;

/** Whether a change of it can change the result. Not so: files that are embedded, since what they hold allocates nothing. */
export function isWatchedPath(path: string, kind: 'file' | 'folder'): boolean {
  const name = toSlashes(path).split('/').at(-1) ?? '';
  return kind === 'folder' ? !skipped.test(name) : names.has(name) || (sources.test(name) && !/^[._]/.test(name));
}

/** Whether it may hold settings: the file of --config or one that is found. */
export function isConfigFile(path: string, asked: Asked, cwd: string): boolean {
  const file = asked.texts.get('config');
  if (file !== undefined) return toSlashes(path) === resolveFrom(cwd, file);
  return !asked.switches.has('no-config') && configNames.some((name) => toSlashes(path).endsWith(`/${name}`));
}

/** Files that flags name, wherever they lie. `cwd` is absolute, with slashes. */
export function namedFiles(asked: Asked, cwd: string): readonly string[] {
  return ['config', 'overlay', 'pgo'].flatMap((flag) => {
    const file = asked.texts.get(flag);
    return file === undefined || file === 'auto' || file === 'off' ? [] : [resolveFrom(cwd, file)];
  });
}
