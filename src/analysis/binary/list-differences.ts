import { basename } from '../../base/posix-path.ts';
import type { BinaryDifference, BinaryDifferenceWhat } from '../../model/binary.ts';
import type { BuildRecord } from '../../model/executable.ts';
import type { Build } from '../../model/report.ts';

/** A module of the build list, as the go command chose it. */
export interface UsedModule {
  readonly path: string;
  /** '' of a module of the workspace. */
  readonly version: string;
}

/** What the go command wrote into a program that says nothing of how the analysis was made. */
type Rows = readonly (readonly [what: BinaryDifferenceWhat, here: string, there: string, effect?: 'none'])[];

/**
 * The settings in which a program and an analysis were not built the same, in the order of their list. What the program does not say is not compared: other build
 * systems leave no settings.
 */
export function listDifferences(record: BuildRecord, goarch: string, build: Build, used: readonly UsedModule[]): BinaryDifference[] {
  const { settings, main, modules } = record;
  const [go = '', ...suffixes] = record.go.split(' ');
  const experiment = suffixes.find((word) => word.startsWith('X:'))?.slice(2) ?? '';
  const isTold = Object.keys(settings).length > 0;
  const setting = (name: string): string => settings[name] ?? '';
  const isOn = (name: string): string => (setting(name) === 'true' ? 'on' : 'off');
  const flagged = (name: string): string => (build.goflags?.some((word) => word === name || word === `${name}=true`) ? 'on' : 'off');
  const modulesHere = build.modules.map(({ path }) => path);
  const rows: Rows = [
    ['module', modulesHere.includes(main?.path ?? '') ? (main?.path ?? '') : modulesHere.join(', '), main?.path ?? ''],
    ['go', build.go, go],
    ['goos', build.goos, setting('GOOS')],
    ['goarch', build.goarch, goarch],
    ['experiment', build.experiment, isTold ? experiment : build.experiment],
    ['tags', build.tags.toSorted().join(','), setting('-tags').split(/[ ,]+/).filter(Boolean).toSorted().join(',')],
    ['cgo', build.cgo ? 'on' : 'off', setting('CGO_ENABLED') === '' ? '' : setting('CGO_ENABLED') === '1' ? 'on' : 'off'],
    ['race', build.race ? 'on' : 'off', isOn('-race')],
    ['msan', flagged('-msan'), isOn('-msan')],
    ['asan', flagged('-asan'), isOn('-asan')],
    ['cover', flagged('-cover'), isOn('-cover')],
    ['gcflags', build.gcflags, setting('-gcflags')],
    ['pgo', [...new Set(build.pgo.map(({ file }) => basename(file)))].join(', '), basename(setting('-pgo'))],
    ['trimpath', flagged('-trimpath'), isOn('-trimpath'), 'none'],
  ];
  /** Of these an empty text says that it has none, if it says anything. */
  const mayBeEmpty = new Set<BinaryDifferenceWhat>(['tags', 'gcflags', 'pgo', 'experiment']);
  /** These stand outside of the settings. */
  const always = new Set<BinaryDifferenceWhat>(['module', 'go', 'goarch']);
  const found = rows
    .filter(([what, here, there]) => here !== there && (isTold || always.has(what)) && (there !== '' || mayBeEmpty.has(what)))
    .map(([what, here, there, effect]): BinaryDifference => ({ what, here, there, effect: effect ?? 'code' }));
  const versions = new Map(used.map(({ path, version }) => [path, version]));
  const dependencies = modules.flatMap(({ path, version, replace }): BinaryDifference[] => {
    const here = versions.get(path);
    const there = replace === undefined ? version : `${replace.path} ${replace.version}`.trim();
    // A module of the workspace has no version here: its lines tell more.
    if (here === undefined || here === '' || here === there) return [];
    // A replacement by a folder has no version on either side.
    if (replace?.version === '' && here === replace.path) return [];
    return [{ what: 'dependency', name: path, here, there, effect: 'code' }];
  });
  const last = found.findIndex(({ what }) => what === 'trimpath');
  return last < 0 ? [...found, ...dependencies] : [...found.slice(0, last), ...dependencies, ...found.slice(last)];
}
