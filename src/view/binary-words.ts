import type { BinaryDifferenceWhat, BinaryResult, ExtraCall, SiteStanding } from '../model/binary.ts';
import type { ExecutableFormat } from '../model/executable.ts';
import type { Site } from '../model/site.ts';
import { bytes, count, grouped } from './numbers.ts';
import { showPosition } from './positions.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { siteWords } from './site-words.ts';

const formatWords: Readonly<Record<ExecutableFormat, string>> = { elf: 'ELF', 'mach-o': 'Mach-O', pe: 'PE' };

const differenceWords: Readonly<Record<BinaryDifferenceWhat, string>> = {
  module: 'module',
  go: 'Go',
  goos: 'GOOS',
  goarch: 'GOARCH',
  experiment: 'GOEXPERIMENT',
  tags: 'build tags',
  cgo: 'cgo',
  race: 'race detector',
  msan: '-msan',
  asan: '-asan',
  cover: '-cover',
  gcflags: 'compiler flags',
  pgo: 'PGO profile',
  dependency: 'dependency',
  trimpath: '-trimpath',
};

/** `ELF for linux/amd64, go1.26.8, 8.3 MiB, without symbols`, and from what it was built. */
export function binaryWords({ binary, source }: BinaryResult): readonly string[] {
  const { format, goos, goarch, go, path, main } = binary;
  const platform = [goos, goarch].filter(Boolean).join('/');
  const head = [
    `${rowOf(formatWords, format) ?? format}${platform === '' ? '' : ` for ${platform}`}`,
    go === '' ? 'Go release not told' : go,
    bytes(binary.bytes),
    ...(binary.symbols ? [] : ['stripped of symbols']),
  ];
  const module = main === undefined ? '' : `${main.path}${main.version === '' ? '' : ` ${main.version}`}`;
  const { revision } = source;
  const built = [
    ...(path === undefined ? [] : [`main package ${path}`]),
    ...(module === '' || (main?.path === path && main?.version === '') ? [] : [`module ${module}`]),
    ...(revision ? [`commit ${revision.there.slice(0, 12)}${revision.modified ? ' with changes' : ''}`] : []),
  ];
  return [head.join(', '), built.join(', ')].filter(Boolean).map(safeText);
}

/** Whether it was built from this source, in sentences. */
export function sourceWords({ source, build }: BinaryResult): readonly string[] {
  const { verdict, functions, calls, revision } = source;
  const here = revision?.here?.slice(0, 12);
  const said: Readonly<Record<typeof verdict, string>> = {
    revision: `Built from this source: commit ${here}, without changes there and here.`,
    lines: 'Built from this source, as far as lines tell.',
    differs: 'Not built from exactly this source, or built otherwise.',
    module: `Built from another module than ${build.modules.map(({ path }) => path).join(', ')}.`,
    unknown: 'Nothing tells whether it was built from this source.',
  };
  const figures = [
    functions.compared === 0
      ? 'No function of its own could be compared.'
      : `${share(functions)} ${functions.agree === 1 ? 'begins on the line where it does' : 'begin on the line where they do'} here.`,
    ...(calls && calls.compared > 0
      ? [`${share(calls, 'allocating call')} ${calls.agree === 1 ? 'stands' : 'stand'} where a site has them, inlined calls included.`]
      : []),
    ...(revision && here !== undefined && verdict !== 'revision'
      ? [
          revision.there === revision.here
            ? `The commit is the one here${revision.modified ? ', with changes there' : ''}${revision.hereModified ? ', with changes here' : ''}.`
            : `Here the commit is ${here}${revision.hereModified ? ' with changes' : ''}.`,
        ]
      : []),
  ];
  return [safeText(said[verdict] ?? ''), ...figures.map(safeText)];
}

function share({ compared, agree }: { readonly compared: number; readonly agree: number }, one = 'function'): string {
  return agree === compared ? `${compared === 1 ? 'The' : 'All'} ${count(compared, one)}` : `${grouped(agree)} of ${count(compared, one)}`;
}

/** Settings that are not the same, those that change code first in words. */
export function differenceRows({
  source,
}: BinaryResult): readonly { readonly what: string; readonly there: string; readonly here: string }[] {
  const shown = (text: string): string => (text === '' ? 'none' : safeText(text));
  return source.differences.map(({ what, name, there, here, effect }) => ({
    what: `${rowOf(differenceWords, what) ?? safeText(what)}${name === undefined ? '' : ` ${safeText(name)}`}${effect === 'none' ? ' (no other code)' : ''}`,
    there: shown(there),
    here: shown(here),
  }));
}

/** `98 of 120 sites that allocate here are in the program, 20 are gone, 2 are not settled.` */
export function standingWords({ standing, binary }: BinaryResult): string {
  const of = (state: SiteStanding['state']): number => standing.filter((one) => one.state === state).length;
  const [present, gone, unknown] = [of('present'), of('gone'), of('unknown')];
  const goneWords = gone > 0 ? [`${grouped(gone)} ${gone === 1 ? 'is' : 'are'} gone`] : [];
  if (binary.calls === undefined)
    return [
      `The functions of ${grouped(unknown)} of ${count(standing.length, 'site')} that allocate here are in the program`,
      ...goneWords,
    ].join(', ');
  return [
    `${grouped(present)} of ${count(standing.length, 'site')} that allocate here ${present === 1 ? 'is' : 'are'} in the program`,
    ...goneWords,
    ...(unknown > 0 ? [`of ${grouped(unknown)} it is not known`] : []),
  ].join(', ');
}

const reasonWords = {
  'function-dropped': 'Gone: nothing in the program calls their function, and the linker left it out',
  'call-gone': 'Gone: their function is in the program, without the call',
  'package-not-linked': 'Gone: the program does not use their package',
  'other-source': 'Not known: functions of their package begin on other lines in the program',
  'among-equals': 'Not known: the program has fewer calls on their line than there are sites',
  'calls-unknown': 'Their function is in the program; its calls are not read',
} as const;
type Reason = keyof typeof reasonWords;

export interface BinaryGroup {
  readonly title: string;
  readonly rows: readonly { readonly where: string; readonly what: string }[];
}

/** Sites that are gone or not known, by the reason; those of packages that are not used are counted by package. */
function standingGroups({ sites, standing, packages }: BinaryResult, nameFile: (file: string) => string): readonly BinaryGroup[] {
  const groups = new Map<string, Site[]>();
  for (const [index, one] of standing.entries()) {
    const site = sites[index];
    if (one.state === 'present' || !site) continue;
    groups.set(one.why, [...(groups.get(one.why) ?? []), site]);
  }
  const order = Object.keys(reasonWords);
  return [...groups]
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([why, of]) => {
      const title = `${rowOf(reasonWords, why as Reason) ?? safeText(why)} (${grouped(of.length)})`;
      if (why !== 'package-not-linked')
        return {
          title,
          rows: of.map((site) => ({ where: showPosition(site.at, nameFile), what: `${safeText(site.function)}: ${siteWords(site)}` })),
        };
      const absent = packages.filter(({ linked, gone }) => !linked && gone > 0);
      return { title, rows: absent.map(({ path, gone }) => ({ where: safeText(path), what: count(gone, 'site') })) };
    });
}

/** Calls of the program that are at no site. */
function extraRows({ extra }: BinaryResult, nameFile: (file: string) => string): BinaryGroup['rows'] {
  return extra.map((call) => ({ where: showPosition(call, nameFile), what: extraWords(call) }));
}

function extraWords({ function: name, allocator, in: holders, count: times }: ExtraCall): string {
  const inlined = holders.filter((one) => one !== name).length;
  return safeText(
    [
      `${name}: ${allocator}`,
      ...(times > 1 ? [`${grouped(times)} times`] : []),
      ...(inlined > 0 ? [`inlined into ${count(inlined, 'function')}`] : []),
    ].join(' · '),
  );
}

/** What the rest of the program allocates in, most calls first. */
export function otherWords({ others, binary }: BinaryResult): string | undefined {
  if (binary.calls === undefined) return undefined;
  const total = others.reduce((sum, { calls }) => sum + calls, 0);
  const most = others.toSorted((a, b) => b.calls - a.calls).slice(0, 3);
  if (total === 0) return undefined;
  return safeText(
    `${count(total, 'allocating call')} ${total === 1 ? 'is' : 'are'} in ${count(others.length, 'other package')} (${most.map(({ package: pkg, calls }) => `${pkg} ${grouped(calls)}`).join(', ')}${others.length > most.length ? ', …' : ''}).`,
  );
}

/** All groups that are listed: how sites stand, then calls of the program that are at none. */
export function listedGroups(result: BinaryResult, nameFile: (file: string) => string): readonly BinaryGroup[] {
  const rows = extraRows(result, nameFile);
  const title = `Allocating calls of the program that are at no site here (${grouped(rows.length)})`;
  return [...standingGroups(result, nameFile), ...(rows.length > 0 ? [{ title, rows }] : [])];
}
