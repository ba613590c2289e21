import { inside, isAbsolute, join, normalize, relative, toSlashes } from '../base/posix-path.ts';
import type { NameFile } from '../model/facts.ts';
import type { GoEnvironment } from './go-environment.ts';
import { outsideModules } from './compiler-flags.ts';
import type { Workspace } from './workspace.ts';

/**
 * Makes the function that names files as they are shown, the same on every machine: relative to the root, or `$GOROOT/…`,
 * `$GOMODCACHE/…`, or as it is for compiler-made names. The raw forms are those of the compiler's text and of archives:
 * `@root/…` by our rewrite rule, absolute, relative to the folder of the run (the root), `$GOROOT/…` of std, and cgo's files in the
 * build's temporary folder, whose number is random.
 */
export function createFileNamer(workspace: Workspace, go: Pick<GoEnvironment, 'goroot' | 'modcache' | 'gocache'>): NameFile {
  const tags = new Map([
    ['@root', workspace.root],
    ['@mod', toSlashes(go.modcache)],
  ]);
  for (const [index, dir] of outsideModules(workspace).entries()) tags.set(`@m${index}`, dir);
  const goroot = normalize(toSlashes(go.goroot));
  const modcache = normalize(toSlashes(go.modcache));
  const gocache = normalize(toSlashes(go.gocache));
  const modules = workspace.modules.map((module) => module.dir);

  return (raw) => {
    let path = toSlashes(raw);
    if (path === '' || path.startsWith('<')) return path;
    if (path.startsWith('$GOROOT/')) return path;
    if (path.startsWith('@')) {
      const cut = path.indexOf('/');
      const base = tags.get(cut < 0 ? path : path.slice(0, cut));
      if (base !== undefined) path = normalize(base + (cut < 0 ? '' : path.slice(cut)));
    }
    // $WORK/b001/_cgo_gotypes.go, /tmp/go-build123/b001/x.cgo1.go: only the file's own name is stable.
    const built = /(?:^\$WORK|\/go-build\d+)\/b\d+\/(.*)$/s.exec(path);
    if (built) return built[1] ?? path;
    const written = isAbsolute(path) ? normalize(path) : join(workspace.root, path);
    const inGoroot = goroot === '' ? undefined : inside(goroot, written);
    // First: the GOROOT of a fetched toolchain lies inside the module cache.
    if (inGoroot !== undefined) return `$GOROOT/${inGoroot}`;
    const inRoot = inside(workspace.root, written);
    const inCache = modcache === '' ? undefined : inside(modcache, written);
    if (inCache !== undefined) return `$GOMODCACHE/${inCache}`;
    if (inRoot !== undefined) return inRoot;
    if (modules.some((dir) => inside(dir, written) !== undefined)) return relative(workspace.root, written);
    // The generated main of a test lies in the build cache under a name made of its content.
    if (gocache !== '' && inside(gocache, written) !== undefined) return '_testmain.go';
    // What is left was written in a //line directive.
    return isAbsolute(path) ? written : normalize(path);
  };
}

/**
 * Makes the function that finds a shown file on this machine: below the root, in GOROOT or in the module cache. Undefined for names that
 * are no files, for absolute ones and for those outside of the root and the modules of the workspace, which the build did not name.
 */
export function createFileFinder(
  { root, modules }: Pick<Workspace, 'root' | 'modules'>,
  go: Pick<GoEnvironment, 'goroot' | 'modcache'>,
): (shown: string) => string | undefined {
  const folders: readonly (readonly [string, string])[] = [
    ['$GOROOT', toSlashes(go.goroot)],
    ['$GOMODCACHE', toSlashes(go.modcache)],
  ];
  return (shown) => {
    if (shown === '' || shown.startsWith('<') || isAbsolute(shown)) return undefined;
    if (shown.startsWith('../')) {
      const path = join(root, shown);
      return modules.some(({ dir }) => inside(dir, path) !== undefined) ? path : undefined;
    }
    if (!shown.startsWith('$')) return `${root}/${shown}`;
    for (const [name, folder] of folders) {
      const below = inside(name, shown);
      if (below !== undefined && folder !== '') return `${folder}/${below}`;
    }
    return undefined;
  };
}

/**
 * Makes the function that takes this machine's folders out of what the Go command says: paths below the root become relative, those
 * in GOROOT and the module cache begin with these names.
 */
export function createWordsNamer(workspace: Workspace, go: Pick<GoEnvironment, 'goroot' | 'modcache'>): (words: string) => string {
  // GOROOT first: that of a fetched toolchain lies inside the module cache.
  const folders = [
    [go.goroot, '$GOROOT/'],
    [go.modcache, '$GOMODCACHE/'],
    [workspace.root, ''],
  ] as const;
  const rules = folders.flatMap(([folder, name]) =>
    // Go writes paths as the platform does.
    [...new Set([folder, toSlashes(folder)])]
      .filter(Boolean)
      .map((written) => ({ start: new RegExp(`${startOfPath}${literal(written)}[/\\\\]`, 'g'), name })),
  );
  return (words) => rules.reduce((text, { start, name }) => text.replace(start, () => name), words);
}

/** Not in the midst of a longer path. */
const startOfPath = '(?<![\\w./\\\\@-])';

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
