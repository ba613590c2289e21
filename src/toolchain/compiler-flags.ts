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

/**
 * `user` are the user's values, GOFLAGS first, then the command line. `membersOf` gives the import paths of the named packages that
 * a pattern of the user matches; it is asked only for patterns other than `all`, and `named` only then.
 */
export async function mergeCompilerFlags(
  user: readonly PatternFlags[],
  workspace: Workspace,
  modcache: string,
  lookUp: { named(): Promise<readonly string[]>; membersOf(pattern: string): Promise<ReadonlySet<string>> },
): Promise<CompilerFlags> {
  const ours = rewriteRules(workspace, modcache);
  const words = ['-m=2', ...(ours.rule === undefined ? [] : [`-trimpath=${ours.rule}`])];
  const value = (flags: readonly string[]): string => joinQuoted([...flags, ...words]) ?? [...flags, '-m=2'].join(' ');
  const extra = ours.character === undefined ? {} : { notRewritten: ours.character };

  if (user.every((entry) => entry.pattern === '' || isEveryPackage(entry.pattern))) {
    return { args: [`-gcflags=${value(user.at(-1)?.flags ?? [])}`], ...extra };
  }
  const named = await lookUp.named();
  const flagsOf = new Map<string, readonly string[]>(named.map((path) => [path, []]));
  for (const entry of user) {
    const members = entry.pattern === '' || isEveryPackage(entry.pattern) ? undefined : await lookUp.membersOf(entry.pattern);
    for (const path of named) if (!members || members.has(path)) flagsOf.set(path, entry.flags);
  }
  // A default for what has no path of its own (test variants), then one value for each package that has flags of its own.
  const args = [`-gcflags=${value([])}`];
  for (const [path, flags] of flagsOf) if (flags.length > 0) args.push(`-gcflags=${path}=${value(flags)}`);
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
