import { isEveryPackage, joinQuoted, type PatternFlags } from './go-flags.ts';
import type { Workspace } from './workspace.ts';

/**
 * The `-gcflags` of the analysis. Ours replace those in GOFLAGS for the named packages (the last value that matches a package wins:
 * cmd/go/internal/load/flag.go, `PerPackageFlag.For`), so the user's are put in front of ours.
 */
export interface CompilerFlags {
  /** `-gcflags=…` arguments, in order. */
  readonly args: readonly string[];
  /** A character of the root that has no form in a rewrite rule; then positions come relative to the root or absolute. */
  readonly notRewritten?: string;
}

export interface FlagLookUp {
  /** Import paths of the named packages. */
  named(): Promise<readonly string[]>;
  /** … of all that they depend on and that was asked for. */
  dependencies(): Promise<readonly string[]>;
  /** … of the packages that a pattern of the user matches. */
  membersOf(pattern: string): Promise<ReadonlySet<string>>;
}

/**
 * `user` are the user's values, GOFLAGS first, then the command line. `deps` are patterns of dependencies that get ours too: cmd/go gives
 * a flag with a pattern to every package of the build that matches. Packages are looked up only where a pattern of the user other than
 * `all` needs it.
 */
export async function mergeCompilerFlags(
  user: readonly PatternFlags[],
  workspace: Workspace,
  modcache: string,
  deps: readonly string[],
  lookUp: FlagLookUp,
): Promise<CompilerFlags> {
  const ours = rewriteRules(workspace, modcache);
  const words = ['-m=2', ...(ours.rule === undefined ? [] : [`-trimpath=${ours.rule}`])];
  const value = (flags: readonly string[]): string => joinQuoted([...flags, ...words]) ?? [...flags, '-m=2'].join(' ');
  const extra = ours.character === undefined ? {} : { notRewritten: ours.character };

  // The last value that matches a package wins: what holds for the named packages comes behind what holds for dependencies.
  const ofDeps = user.filter((entry) => entry.pattern !== '');
  if (user.every((entry) => entry.pattern === '' || isEveryPackage(entry.pattern))) {
    const args = deps.map((pattern) => `-gcflags=${pattern}=${value(ofDeps.at(-1)?.flags ?? [])}`);
    return { args: [...args, `-gcflags=${value(user.at(-1)?.flags ?? [])}`], ...extra };
  }
  const members = new Map<string, ReadonlySet<string>>();
  for (const { pattern } of ofDeps)
    if (!isEveryPackage(pattern) && !members.has(pattern)) members.set(pattern, await lookUp.membersOf(pattern));
  // A default for what has no path of its own (test variants), then one value for each package that has flags of its own.
  const perPackage = (paths: readonly string[], entries: readonly PatternFlags[]): string[] =>
    paths.flatMap((path) => {
      const flags = entries.findLast(({ pattern }) => members.get(pattern)?.has(path) ?? true)?.flags ?? [];
      return flags.length > 0 ? [`-gcflags=${path}=${value(flags)}`] : [];
    });
  const args = deps.map((pattern) => `-gcflags=${pattern}=${value([])}`);
  if (deps.length > 0) args.push(...perPackage(await lookUp.dependencies(), ofDeps));
  args.push(`-gcflags=${value([])}`, ...perPackage(await lookUp.named(), user));
  return { args, ...extra };
}

/**
 * One rewrite rule for each workspace module, deeper folders first since the first match wins, the module cache last. A rule cannot
 * hold `;` or `=>` (cmd/internal/objabi/line.go, ApplyRewrites), and quoting has no escapes.
 */
export function rewriteRules(workspace: Workspace, modcache: string): { rule?: string; character?: string } {
  const rules: [string, string][] = [[workspace.root, '@root']];
  for (const [index, module] of outsideModules(workspace).entries()) rules.push([module, `@m${index}`]);
  rules.sort((a, b) => b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1));
  if (modcache !== '') rules.push([modcache, '@mod']);
  const rule = rules.map(([from, to]) => `${from}=>${to}`).join(';');
  const character = rules.flatMap(([from]) => [';', '=>', '\n'].filter((text) => from.includes(text)))[0];
  if (character !== undefined) return { character };
  if (joinQuoted([`-trimpath=${rule}`]) === undefined) return { character: `' and "` };
  return { rule };
}

/** Folders of modules that do not lie below the root, sorted: their position is their number in `@mN`. */
export function outsideModules(workspace: Workspace): string[] {
  return workspace.modules
    .map((module) => module.dir)
    .filter((dir) => dir !== workspace.root && !dir.startsWith(`${workspace.root}/`))
    .toSorted();
}
