import { inside, relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { NameFile } from '../model/facts.ts';
import type { Build, Problem } from '../model/report.ts';
import { mergeCompilerFlags } from '../toolchain/compiler-flags.ts';
import { createDependencyTest } from '../toolchain/dependency-test.ts';
import { readGoEnvironment, type GoEnvironment } from '../toolchain/go-environment.ts';
import { goflagsValues, readPatternFlags } from '../toolchain/go-flags.ts';
import { isNamed, readListedPackage, type ListedPackage } from '../toolchain/listed-package.ts';
import { createFileFinder, createFileNamer, createWordsNamer } from '../toolchain/name-files.ts';
import { rewritePatterns } from '../toolchain/patterns.ts';
import { readJsonStream } from '../toolchain/read-json-stream.ts';
import { runGo, type GoCall } from '../toolchain/run-go.ts';
import { buildDependencyArguments, buildFlags, buildListArguments, type BuildSettings } from '../toolchain/run-list.ts';
import { selectRelease } from '../toolchain/select-release.ts';
import { switchedOff, tellingOfGcflags, tellingOfGoflags } from '../toolchain/telling-flags.ts';
import { listModules, locateWorkspace, physical, type Workspace } from '../toolchain/workspace.ts';
import type { Profile } from '../toolchain/prepare-profile.ts';
import { digest } from './digest.ts';
import type { Options } from './options.ts';

/** What is decided before the build starts. */
export interface Plan {
  readonly go: GoEnvironment;
  readonly workspace: Workspace;
  /** Where the user stands. Absolute, slashes, no symbolic links. */
  readonly cwd: string;
  readonly nameFile: NameFile;
  /** Words of the Go command without this machine's folders. */
  readonly plainWords: (words: string) => string;
  readonly call: GoCall;
  readonly args: readonly string[];
  /** Of `go build` for the same result. */
  readonly buildFlags: readonly string[];
  readonly settings: BuildSettings;
  readonly patterns: readonly string[];
  /** Patterns of dependencies that are read too, as they are meant in the root. */
  readonly deps: readonly string[];
  /** Whether a package that was not named is one of them. */
  readonly isAskedDependency: (listed: ListedPackage) => boolean;
  /** Where a shown file lies. */
  readonly findFile: (shown: string) => string | undefined;
  readonly userFlags: readonly string[];
  readonly notRewritten?: string;
}

/** Asks Go where we are and settles the one command. Throws the UserErrors of toolchain. */
export async function planBuild(host: Host, options: Options, signal: AbortSignal | undefined): Promise<Plan> {
  const folder = resolveFrom(host.cwd, options.cwd ?? host.cwd);
  if ((await host.files.kind(folder)) !== 'folder') throw new UserError('folder-missing', { folder });
  const cwd = await physical(host, folder);
  const env: Record<string, string | undefined> = { ...host.env };
  if (options.goos !== undefined) env['GOOS'] = options.goos;
  if (options.goarch !== undefined) env['GOARCH'] = options.goarch;
  const callIn = (where: string): GoCall => ({ cwd: where, env: { ...env, PWD: where }, signal, timeoutMs: options.timeoutMs });
  // Two short commands at once, unless the first one decides which Go the second one is.
  const early = options.go === undefined ? listModules(host, callIn(cwd)) : undefined;
  const go = await chooseGo(host, options, callIn(cwd), env);
  // `go env -w` may have set it; the builds get a folder below it.
  if (go.tmpdir !== '') env['GOTMPDIR'] = go.tmpdir;
  const workspace = await locateWorkspace(host, go, callIn(cwd), early);
  const call = callIn(workspace.root);
  const patterns = rewritePatterns(options.patterns ?? [], workspace, cwd);
  const deps = (options.deps ?? []).flatMap((pattern) => rewritePatterns([pattern], workspace, cwd));
  const isAskedDependency = createDependencyTest(deps, workspace.root);

  const settings = {
    ...options,
    ...(options.overlay === undefined ? {} : { overlay: resolveFrom(cwd, options.overlay) }),
    ...(options.pgo === undefined || options.pgo === 'auto' || options.pgo === 'off' ? {} : { pgo: resolveFrom(cwd, options.pgo) }),
  };
  // Go itself opens it only where there is a main package, and the report would name it all the same.
  const { pgo } = settings;
  if (pgo !== undefined && pgo !== 'auto' && pgo !== 'off' && (await host.files.kind(pgo)) !== 'file')
    throw new UserError('file-unreadable', { file: options.pgo, reason: (await host.files.kind(pgo)) === 'folder' ? 'EISDIR' : 'ENOENT' });
  const userFlags = [...goflagsValues(go.goflags, 'gcflags'), ...(options.gcflags ?? [])];
  const list = async (at: GoCall, asked: readonly string[]): Promise<string[]> => {
    const output = await runGo(host, { ...at, args: ['list', '-e', '-f={{.ImportPath}}', ...buildFlags(settings), '--', ...asked] });
    return output.split('\n').filter(Boolean);
  };
  const flags = await mergeCompilerFlags(userFlags.map(readPatternFlags), workspace, toSlashes(go.modcache), deps, {
    named: () => list(call, patterns),
    async dependencies() {
      const output = await runGo(host, { ...call, args: buildDependencyArguments(settings, patterns) });
      return [...readJsonStream(output)]
        .map(readListedPackage)
        .filter((one) => !isNamed(one) && isAskedDependency(one))
        .map((one) => one.ImportPath);
    },
    // A pattern in a flag is relative to where the user stands, as a package pattern is.
    membersOf: async (pattern) => new Set(await list(callIn(cwd), [pattern])),
  });
  return {
    go,
    workspace,
    cwd,
    nameFile: createFileNamer(workspace, go),
    plainWords: createWordsNamer(workspace, go),
    call,
    args: buildListArguments(settings, [...switchedOff(go.goflags), ...flags.args], patterns),
    buildFlags: [...switchedOff(go.goflags), ...buildFlags(settings), ...flags.args],
    settings,
    patterns,
    deps,
    isAskedDependency,
    findFile: createFileFinder(workspace, go),
    userFlags,
    ...(flags.notRewritten === undefined ? {} : { notRewritten: flags.notRewritten }),
  };
}

async function chooseGo(host: Host, options: Options, call: GoCall, env: Record<string, string | undefined>): Promise<GoEnvironment> {
  if (options.go === undefined) return readGoEnvironment(host, call);
  // `go env` answers whatever go.mod asks for; the chosen release is fetched by Go itself.
  const local = await readGoEnvironment(host, { ...call, env: { ...call.env, GOTOOLCHAIN: 'local' } });
  env['GOTOOLCHAIN'] = await selectRelease(host, options.go, call, local);
  return readGoEnvironment(host, { ...call, env: { ...call.env, GOTOOLCHAIN: env['GOTOOLCHAIN'] } });
}

/** The header of a report: everything that makes two builds comparable or not. */
export async function describeBuild(
  host: Host,
  plan: Plan,
  options: Options,
  stackward: string,
  profiles: readonly Profile[],
): Promise<Build> {
  const { go, workspace } = plan;
  const tags = options.tags ?? goflagsValues(go.goflags, 'tags').at(-1) ?? '';
  const goflags = tellingOfGoflags(go.goflags);
  const pgo: Build['pgo'][number][] = [];
  for (const profile of profiles) {
    const bytes = await host.files.readIfThere(profile.file);
    const owner = profile.package === undefined ? {} : { package: profile.package };
    pgo.push({ ...owner, file: plan.nameFile(profile.file), ...(bytes ? { digest: digest(bytes) } : {}) });
  }
  return {
    stackward,
    // Without experiments, which stand beside it, and without a date: `devel go1.28-abc Thu Nov 26 …`.
    go: /^(?:devel )?\S*/.exec(go.version)?.[0] ?? go.version,
    goos: go.goos,
    goarch: go.goarch,
    experiment: go.experiment,
    tags: tags.split(/[ ,]+/).filter(Boolean).toSorted(),
    gcflags: plan.userFlags.join(' '),
    ...(goflags.length === 0 ? {} : { goflags }),
    race: options.race === true || goflagsValues(go.goflags, 'race').some((value) => value !== 'false'),
    cgo: go.cgo,
    tests: options.tests === true,
    ...(options.deps === undefined || options.deps.length === 0 ? {} : { deps: options.deps }),
    pgo,
    modules: workspace.modules.map(({ path, dir, go: language }) => ({
      path,
      dir: relativeDir(workspace, dir),
      ...(language === undefined ? {} : { go: language }),
    })),
    prefix: workspace.prefix,
  };
}

/** Notices that follow from the plan alone. */
export function planProblems(plan: Plan): Problem[] {
  const problems: Problem[] = [];
  const inGoflags = goflagsValues(plan.go.goflags, 'gcflags');
  if (inGoflags.length > 0) problems.push({ code: 'gcflags-in-goflags', args: { gcflags: inGoflags.join(' ') }, effect: 'notice' });
  const known = tellingOfGcflags(inGoflags);
  const given = tellingOfGcflags(plan.userFlags.slice(inGoflags.length)).filter((flag) => !known.includes(flag));
  for (const flag of tellingOfGoflags(plan.go.goflags))
    problems.push({ code: 'flag-changes-code', args: { flag, from: 'GOFLAGS' }, effect: 'notice' });
  for (const flag of given) problems.push({ code: 'flag-changes-code', args: { flag, from: 'flags' }, effect: 'notice' });
  if (plan.notRewritten !== undefined)
    problems.push({ code: 'root-not-rewritten', args: { character: plan.notRewritten }, effect: 'notice' });
  return problems;
}

/** Patterns of dependencies that met nothing. */
export function unmatchedDeps({ deps, workspace }: Plan, listed: readonly ListedPackage[]): Problem[] {
  const others = listed.filter((one) => !isNamed(one));
  return deps
    .filter((pattern) => !others.some(createDependencyTest([pattern], workspace.root)))
    .map((pattern): Problem => ({ code: 'deps-unmatched', args: { pattern }, effect: 'notice' }));
}

function relativeDir(workspace: Workspace, dir: string): string {
  return inside(workspace.root, dir) === undefined ? relative(workspace.root, dir) : inside(workspace.root, dir) || '.';
}
