import { compareBy, compareText } from '../base/order.ts';
import { inside, toSlashes } from '../base/posix-path.ts';
import type { Package, Problem } from '../model/report.ts';
import type { NameFile } from '../model/facts.ts';
import type { Unit } from '../model/unit.ts';
import { troubleIn } from '../toolchain/go-trouble.ts';
import { errorText, isNamed, isNothingToBuild, isUnmatched, splitVariant, type ListedPackage } from '../toolchain/listed-package.ts';
import type { Plan } from './gather.ts';
import { readExplanations } from './read-block.ts';
import type { KeptBlock, TextIntakeResult } from './text-intake.ts';

/** A unit and where its archive lies. */
export interface LocatedUnit extends Unit {
  /** Absent when nothing was compiled. */
  readonly archiveFile?: string;
}

/** A unit of which nothing was read. */
export type UnitDraft = Pick<LocatedUnit, 'package' | 'variant' | 'listed' | 'moduleDir' | 'archiveFile'> & {
  readonly blocks: readonly KeptBlock[];
};

/** Joins what Go listed with the compiler's text, by header. Sorted by path, then variant. */
export function draftUnits(
  listed: readonly ListedPackage[],
  texts: TextIntakeResult,
  plan: Plan,
): { drafts: UnitDraft[]; problems: Problem[] } {
  const units: UnitDraft[] = [];
  const problems: Problem[] = [];
  const headers = new Set<string>();
  for (const one of listed) {
    headers.add(one.ImportPath);
    const isDependency = !isNamed(one);
    // The generated main of a test is nobody's code; its text, if any, is known and left out.
    // A pattern that met nothing is no package: `judgePatterns` tells of it.
    if ((isDependency && !plan.isAskedDependency(one)) || isTestMain(one) || isUnmatched(one)) continue;
    const { package: path, variant } = splitVariant(one.ImportPath);
    const { state, problem } = stateOf(one, path, plan.plainWords);
    if (problem) problems.push({ ...problem, ...(variant === undefined ? {} : { variant }) });
    const blocks = texts.blocks.get(one.ImportPath) ?? [];
    const module = moduleOf(one, plan);
    const dir = one.Dir === undefined ? '' : plan.nameFile(toSlashes(one.Dir)) || '.';
    units.push({
      package: path,
      ...(variant === undefined ? {} : { variant }),
      moduleDir: module.dir,
      blocks,
      listed: {
        path,
        ...(variant === undefined ? {} : { variant }),
        name: one.Name ?? '',
        dir,
        module: module.path,
        files: filesOf(one, plan, dir),
        state,
        ...(isDependency ? { dependency: true as const } : {}),
      },
      ...(one.Export === undefined || state === 'failed' ? {} : { archiveFile: one.Export }),
    });
  }
  for (const header of texts.blocks.keys()) {
    if (!headers.has(header)) problems.push({ code: 'text-without-package', args: { header }, effect: 'incomplete' });
  }
  units.sort(
    compareBy(
      (a, b) => compareText(a.package, b.package),
      (a, b) => compareText(a.variant ?? '', b.variant ?? ''),
    ),
  );
  return { drafts: units, problems };
}

/** A unit with what its text says, and the sources that this depends on. Undefined where the text is not at hand (see {@link KeptBlock}). */
export function readTexts({
  blocks,
  ...draft
}: UnitDraft): { readonly unit: LocatedUnit; readonly consulted: readonly string[] } | undefined {
  const read = blocks.flatMap((block) => block.facts() ?? []);
  if (read.length < blocks.length) return undefined;
  const unit = { ...draft, texts: read.map(({ facts }) => facts), causes: read.flatMap(({ causes }) => causes) };
  return { unit, consulted: read.flatMap(({ consulted }) => consulted) };
}

/** A unit that can tell what its text explains, where that is kept. */
export function withExplanations<U extends Unit>(unit: U, blocks: readonly KeptBlock[], nameFile: NameFile): U {
  const kept = blocks.flatMap(({ text }) => text ?? []);
  if (kept.length === 0 || kept.length < blocks.length) return unit;
  return {
    ...unit,
    explanations: () =>
      unit.texts.flatMap((facts, index) => {
        const text = kept[index];
        return text ? readExplanations(text, facts, nameFile) : [];
      }),
  };
}

/** Lines that no reader knows, of packages that were compiled. */
export function textProblems(units: readonly Unit[]): Problem[] {
  return units.flatMap(({ package: path, listed, texts }): Problem[] => {
    const unknown = texts.flatMap((text) => text.unknown);
    const [first] = unknown;
    if (!first || listed.state === 'failed') return [];
    const count = unknown.reduce((sum, line) => sum + line.count, 0);
    return [{ code: 'unknown-lines', args: { count, first: first.text.slice(0, 400) }, effect: 'incomplete', package: path }];
  });
}

function isTestMain(listed: ListedPackage): boolean {
  return listed.Name === 'main' && listed.ImportPath.endsWith('.test') && listed.Match === undefined;
}

function stateOf(listed: ListedPackage, path: string, plainWords: Plan['plainWords']): { state: Package['state']; problem?: Problem } {
  if (isNothingToBuild(listed)) return { state: 'no-go-code' };
  if (listed.Error) {
    // Without a name no file of it was read.
    const code = listed.Name === undefined ? 'package-not-loaded' : 'package-failed';
    const output = plainWords(errorText(listed.Error));
    return { state: 'failed', problem: { code, args: { output, ...troubleIn(output) }, effect: 'failed', package: path } };
  }
  if (listed.Export !== undefined) return { state: 'ok' };
  const errors = listed.DepsErrors ?? [];
  if (errors.length > 0) {
    const output = plainWords(errors.map(errorText).join('\n'));
    return {
      state: 'failed',
      problem: { code: 'dependency-failed', args: { output, ...troubleIn(output) }, effect: 'failed', package: path },
    };
  }
  if ((listed.GoFiles?.length ?? 0) + (listed.CgoFiles?.length ?? 0) === 0 || path === 'unsafe') return { state: 'no-go-code' };
  return { state: 'failed', problem: { code: 'archive-missing', args: {}, effect: 'failed', package: path } };
}

function moduleOf(listed: ListedPackage, plan: Plan): { path: string; dir: string } {
  const dir = toSlashes(listed.Dir ?? '');
  const own = listed.Module?.Path;
  const below = plan.workspace.modules
    .filter((module) => inside(module.dir, dir) !== undefined)
    .toSorted((a, b) => b.dir.length - a.dir.length);
  const [module] = below;
  // A package below vendor/ lies in the module's folder and belongs to another one.
  if (module && (own === undefined || plan.workspace.modules.some(({ path }) => path === own)))
    return { path: module.path, dir: plan.nameFile(module.dir) || '.' };
  const path = own ?? (listed.Standard ? 'std' : '');
  const { package: pkg } = splitVariant(listed.ImportPath);
  const rest = `/${listed.Standard ? pkg : (inside(path, pkg) ?? '')}`;
  return { path, dir: plan.nameFile(dir.endsWith(rest) ? dir.slice(0, -rest.length) : dir) };
}

function filesOf(listed: ListedPackage, plan: Plan, dir: string): string[] {
  const isExternalTest = listed.Name?.endsWith('_test') === true && listed.ForTest !== undefined;
  const names = isExternalTest
    ? [...(listed.XTestGoFiles ?? []), ...(listed.GoFiles ?? [])]
    : [...(listed.GoFiles ?? []), ...(listed.CgoFiles ?? []), ...(listed.ForTest === undefined ? [] : (listed.TestGoFiles ?? []))];
  return [...new Set(names)]
    .map((name) => (/^([A-Za-z]:)?[\\/]/.test(name) ? plan.nameFile(name) : dir === '.' ? name : `${dir}/${name}`))
    .toSorted();
}
