import { dirname, isAbsolute, relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { GoEnvironment } from './go-environment.ts';
import { readJsonStream } from './read-json-stream.ts';
import { runGo, type GoCall } from './run-go.ts';

/** A module whose source is edited here: a main module, one of go.work, or one that `replace` points to a folder. */
export interface WorkspaceModule {
  readonly path: string;
  /** Absolute, slashes, no symbolic links. */
  readonly dir: string;
  readonly isMain: boolean;
  /** Of its go line: `1.22.1`; of main modules. */
  readonly go?: string;
}
export interface Workspace {
  /** Where every Go command runs and what files are relative to: the folder of go.work, else of go.mod. Absolute, slashes. */
  readonly root: string;
  /** Sorted by path. */
  readonly modules: readonly WorkspaceModule[];
  readonly isWork: boolean;
  /** From the repository's root to `root`; '' when they are the same or no repository is found. */
  readonly prefix: string;
}

/**
 * Finds the root and the modules around `call.cwd`. Throws UserError `not-a-module` where there is neither go.mod nor go.work, and
 * those of {@link runGo}.
 */
export async function locateWorkspace(
  host: Host,
  go: GoEnvironment,
  call: GoCall,
  modulesText: Promise<string> = listModules(host, call),
): Promise<Workspace> {
  const file = go.gowork || go.gomod;
  if (file === '') throw new UserError('not-a-module', { folder: call.cwd, ...(call.env['GO111MODULE'] === 'off' ? { isOff: true } : {}) });
  const root = await physical(host, dirname(toSlashes(file)));
  const listed = await modulesText;
  const modules = new Map<string, WorkspaceModule>();
  for (const entry of readJsonStream(listed)) {
    const [Path, Dir, go] = [textOf(entry, 'Path'), textOf(entry, 'Dir'), textOf(entry, 'GoVersion')];
    if (Path && Dir) modules.set(Path, { path: Path, dir: await physical(host, Dir), isMain: true, ...(go ? { go } : {}) });
  }
  const mains = [...modules.values()];
  const sources = go.gowork ? [go.gowork, ...mains.map((module) => `${module.dir}/go.mod`)] : [go.gomod];
  for (const source of sources) {
    for (const { path, dir } of await localReplacements(host, call, source)) {
      if (!modules.has(path)) modules.set(path, { path, dir: await physical(host, dir), isMain: false });
    }
  }
  return {
    root,
    modules: [...modules.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    isWork: go.gowork !== '',
    prefix: await prefixInRepository(host, root),
  };
}

/** The main modules, as Go lists them. It can be asked for before it is known whether this is a module at all. */
export function listModules(host: Host, call: GoCall): Promise<string> {
  const listing = runGo(host, { ...call, args: ['list', '-m', '-json=Path,Dir,GoVersion'] });
  // Outside a module it fails, and nobody asks for it.
  listing.catch(() => undefined);
  return listing;
}

/** Modules that a `replace` of this go.mod or go.work points to a folder. The file is read by Go itself, and only if it has one. */
async function localReplacements(host: Host, call: GoCall, file: string): Promise<{ path: string; dir: string }[]> {
  const text = await host.files.readIfThere(file, 16 << 20);
  if (!text || !/^\s*replace\b/m.test(new TextDecoder().decode(text))) return [];
  const tool = file.endsWith('go.work') ? 'work' : 'mod';
  const output = await runGo(host, { ...call, args: [tool, 'edit', '-json', file] });
  const rules = fieldOf([...readJsonStream(output)][0], 'Replace');
  const folder = dirname(toSlashes(file));
  return (Array.isArray(rules) ? rules : []).flatMap((rule: unknown) => {
    const path = textOf(fieldOf(rule, 'Old'), 'Path');
    const target = toSlashes(textOf(fieldOf(rule, 'New'), 'Path'));
    if (!path || !(target.startsWith('./') || target.startsWith('../') || isAbsolute(target))) return [];
    return [{ path, dir: resolveFrom(folder, target) }];
  });
}

/** A field of what may be no object. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** '' where it is no text. */
function textOf(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : '';
}

/** Without symbolic links: two ways to one folder must not be two cache entries. */
export async function physical(host: Host, path: string): Promise<string> {
  return toSlashes(await host.files.real(path));
}

async function prefixInRepository(host: Host, root: string): Promise<string> {
  for (let folder = root; ; folder = dirname(folder)) {
    if ((await host.files.kind(`${folder}/.git`)) !== 'none') return folder === root ? '' : relative(folder, root);
    if (folder === dirname(folder)) return '';
  }
}
