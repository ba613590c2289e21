import { UserError } from '../base/user-error.ts';
import type { AskedBuild } from '../engine/compare/compare.ts';
import { productionBuilds } from '../engine/compare/production-builds.ts';
import type { Options } from '../engine/options.ts';
import { oneBuild, splitWords } from './build-options.ts';
import type { Asked } from './parse.ts';

/** The builds of a comparison, in their order, and which is compared with which. */
export interface AskedBuilds {
  readonly builds: readonly AskedBuild[];
  readonly order: 'sequence' | 'star';
}

/** Columns of letters stay readable, and there are so many places for revisions. */
const mostBuilds = 10;

/** One value of one thing that builds may differ in. */
interface Variant {
  readonly label: string;
  readonly flags: readonly string[];
  readonly options: (base: Options) => Options;
  readonly revision?: string;
}

/** One thing that builds may differ in, with the values that were given. */
interface Axis {
  /** The flag that names it in errors. */
  readonly flag: string;
  readonly variants: readonly Variant[];
  readonly order: AskedBuilds['order'];
  /** Whether the plain build is a column of its own beside several values. */
  readonly withPlain?: true;
}

/**
 * What is compared. One thing varies: the flag that was given several values makes the columns, and what else was given holds for all of them. Without such a flag what was given is one
 * build, and the plain one stands before it; of a single revision the working tree stands behind it. Throws UserError `compare-lists`, `compare-one-build`, `compare-many`, `compare-twice`,
 * `flags-together`, `flag-value`.
 */
export function compareBuilds(asked: Asked): AskedBuilds {
  const base = oneBuild(withoutGiven(asked));
  const command = asked.texts.get('production');
  if (command !== undefined) {
    const other = varyingFlag(asked);
    if (other !== undefined) throw new UserError('flags-together', { one: '--production', other });
    return { builds: productionBuilds(command, base), order: 'star' };
  }
  const axes = [
    releases(asked),
    platforms(asked),
    tags(asked),
    race(asked),
    profiles(asked),
    budgets(asked),
    flags(asked),
    revisions(asked),
  ].filter(({ variants }) => variants.length > 0);
  const several = axes.filter(({ variants }) => variants.length > 1);
  if (several.length > 1) throw new UserError('compare-lists', { flags: several.map(({ flag }) => flag).join(', ') });
  const main = several[0] ?? axes.find(({ flag }) => flag === '--rev');
  const rest = axes.filter((axis) => axis !== main).flatMap(({ variants }) => variants[0] ?? []);
  const builds = main ? columnsOf(main, rest, base) : [plain(base), build(rest, base)];
  if (builds.length < 2 || (!main && rest.length === 0)) throw new UserError('compare-one-build');
  if (builds.length > mostBuilds) throw new UserError('compare-many', { builds: builds.length, limit: mostBuilds });
  const twice = builds.find(({ label }, index) => builds.findIndex((one) => one.label === label) < index);
  if (twice) throw new UserError('compare-twice', { label: twice.label });
  const order = main?.order ?? (axes.every((axis) => axis.order === 'sequence') ? 'sequence' : 'star');
  return { builds, order };
}

/** A flag that makes columns of its own. */
function varyingFlag(asked: Asked): string | undefined {
  const name = ['from', 'to', 'rev', 'pgo-inline-budget'].find((one) => asked.texts.has(one));
  const given = ['go', 'goos', 'goarch', 'tags', 'race', 'pgo', 'gcflags'].find((one) => asked.given.has(one));
  return (name ?? given) === undefined ? undefined : `--${name ?? given}`;
}

function columnsOf({ variants, withPlain, flag }: Axis, rest: readonly Variant[], base: Options): AskedBuild[] {
  const [common] = rest.length === 0 ? [] : [build(rest, base)];
  const shared = common?.options ?? base;
  const columns = variants.map((variant): AskedBuild => {
    const one = build([variant], shared);
    return { ...one, flags: [...(common?.flags ?? []), ...one.flags] };
  });
  if (flag === '--rev' && variants.length === 1)
    return [...columns, { label: 'working tree', options: shared, flags: common?.flags ?? [] }];
  return withPlain ? [{ ...plain(shared), flags: common?.flags ?? [] }, ...columns] : columns;
}

function plain(options: Options): AskedBuild {
  return { label: 'plain', options, flags: [] };
}

function build(variants: readonly Variant[], base: Options): AskedBuild {
  const revision = variants.find((variant) => variant.revision !== undefined)?.revision;
  return {
    label: variants.map(({ label }) => label).join(' '),
    options: variants.reduce((options, variant) => variant.options(options), base),
    flags: variants.flatMap((variant) => variant.flags),
    ...(revision === undefined ? {} : { revision }),
  };
}

/** What was asked but for what builds may differ in; of that what the configuration says holds for all, of its lists the first. */
function withoutGiven(asked: Asked): Asked {
  const varies = new Set(['go', 'goos', 'goarch', 'pgo', 'tags', 'gcflags', 'race'].filter((name) => asked.given.has(name)));
  const kept = <T>(values: ReadonlyMap<string, T>): Map<string, T> => new Map([...values].filter(([name]) => !varies.has(name)));
  const switches = new Set([...asked.switches].filter((name) => !varies.has(name)));
  return { ...asked, texts: kept(asked.texts), lists: kept(asked.lists), switches };
}

function releases(asked: Asked): Axis {
  const [from, to] = [asked.texts.get('from'), asked.texts.get('to')];
  const listed = asked.texts.get('go');
  if ((from ?? to) !== undefined && listed !== undefined)
    throw new UserError('flags-together', { one: '--go', other: from === undefined ? '--to' : '--from' });
  const variant = (release: string): Variant => ({
    label: `go${release.replace(/^go/, '')}`,
    flags: [`--go=${release}`],
    options: (base) => ({ ...base, go: release }),
  });
  // Of an upgrade one side may be what is installed.
  const here: Variant = { label: 'installed Go', flags: [], options: (base) => base };
  if ((from ?? to) !== undefined)
    return {
      flag: '--from',
      variants: [from === undefined ? here : variant(from), to === undefined ? here : variant(to)],
      order: 'sequence',
    };
  return { flag: '--go', variants: splitWords(listed ?? '').map(variant), order: 'sequence' };
}

function platforms(asked: Asked): Axis {
  const valuesOf = (name: 'goos' | 'goarch'): readonly (string | undefined)[] => {
    const values = asked.given.has(name) ? splitWords(asked.texts.get(name) ?? '') : [];
    return values.length === 0 ? [undefined] : values;
  };
  const variants = valuesOf('goos').flatMap((goos) =>
    valuesOf('goarch').flatMap((goarch): Variant[] => {
      const parts = { ...(goos === undefined ? {} : { goos }), ...(goarch === undefined ? {} : { goarch }) };
      if (goos === undefined && goarch === undefined) return [];
      return [
        {
          label: Object.values(parts).join('/'),
          flags: Object.entries(parts).map(([name, value]) => `--${name}=${value}`),
          options: (base) => ({ ...base, ...parts }),
        },
      ];
    }),
  );
  return { flag: asked.given.has('goos') ? '--goos' : '--goarch', variants, order: 'star' };
}

function tags(asked: Asked): Axis {
  const given = asked.given.has('tags') ? (asked.lists.get('tags') ?? []) : [];
  const variants = given.map((list): Variant => {
    const tags = splitWords(list).join(',');
    return { label: tags === '' ? 'without tags' : `-tags=${tags}`, flags: [`--tags=${tags}`], options: (base) => ({ ...base, tags }) };
  });
  return { flag: '--tags', variants, order: 'star' };
}

function race(asked: Asked): Axis {
  const variant: Variant = { label: '-race', flags: ['--race'], options: (base) => ({ ...base, race: true }) };
  return { flag: '--race', variants: asked.switches.has('race') ? [variant] : [], order: 'star' };
}

function profiles(asked: Asked): Axis {
  const variants = (asked.texts.get('pgo') ?? '')
    .split(',')
    .filter(Boolean)
    .map((pgo): Variant => ({ label: `-pgo=${pgo}`, flags: [`--pgo=${pgo}`], options: (base) => ({ ...base, pgo }) }));
  return { flag: '--pgo', variants, order: 'star' };
}

function budgets(asked: Asked): Axis {
  const variants = splitWords(asked.texts.get('pgo-inline-budget') ?? '').map((budget): Variant => {
    if (!/^\d{1,9}$/.test(budget))
      throw new UserError('flag-value', { flag: '--pgo-inline-budget', value: budget, expected: 'whole numbers, parted by commas' });
    // cmd/compile/internal/base/debug.go, PGOInlineBudget: 2000 by default, from Go 1.22 on.
    return compilerVariant(`-d=pgoinlinebudget=${budget}`, `PGO budget ${budget}`);
  });
  return { flag: '--pgo-inline-budget', variants, order: 'star' };
}

function flags(asked: Asked): Axis {
  const given = asked.given.has('gcflags') ? (asked.lists.get('gcflags') ?? []) : [];
  return { flag: '--gcflags', variants: given.map((value) => compilerVariant(value, value)), order: 'star', withPlain: true };
}

function revisions(asked: Asked): Axis {
  const variants = splitWords(asked.texts.get('rev') ?? '').map((revision): Variant => ({
    label: revision,
    flags: [],
    options: (base) => base,
    revision,
  }));
  return { flag: '--rev', variants, order: 'sequence' };
}

/** Of several values of `-gcflags` only the last that matches a package counts, so flags for the same packages are put into one. */
function compilerVariant(value: string, label: string): Variant {
  return {
    label,
    flags: [`--gcflags=${value}`],
    options(base) {
      const known = base.gcflags ?? [];
      const last = known.at(-1);
      const joined =
        last !== undefined && last.startsWith('-') && value.startsWith('-')
          ? [...known.slice(0, -1), `${last} ${value}`]
          : [...known, value];
      return { ...base, gcflags: joined };
    },
  };
}
