import { causeClasses, causeCodes, escapeClasses } from '../model/causes.ts';
import { costState, costStates, type ValueName } from '../model/cost.ts';
import { whens } from '../model/facts.ts';
import { isHidden, outcomes, paperReasons, saids, unsettledReasons, whats, type Site } from '../model/site.ts';
import { moduleOf } from './package-pattern.ts';
import type { FieldName, QueryContext } from './query.ts';

/** What a site has: nothing, one text, or several of which any may be meant. */
type Texts = string | readonly string[] | undefined;

interface RowBase {
  readonly aliases: readonly string[];
  /** One sentence for help, completion and docs/query.md. */
  readonly doc: string;
  readonly example: string;
}
export type FieldRow =
  /** One of `values`. */
  | (RowBase & { readonly kind: 'choice'; readonly values: readonly string[]; readonly get: (site: Site) => Texts })
  /** The whole name, or its end behind one of `separators`. */
  | (RowBase & {
      readonly kind: 'name';
      readonly separators: string;
      readonly get: (site: Site, context: QueryContext) => Texts;
    })
  /** A Go package pattern. */
  | (RowBase & { readonly kind: 'package'; readonly get: (site: Site) => string })
  /** A part of the text. */
  | (RowBase & { readonly kind: 'contained'; readonly get: (site: Site) => string | undefined })
  | (RowBase & { readonly kind: 'beginning'; readonly get: (site: Site) => string | undefined })
  /** Compared. */
  | (RowBase & { readonly kind: 'number'; readonly get: (site: Site) => number | undefined })
  /** Compared; takes units. */
  | (RowBase & { readonly kind: 'bytes'; readonly get: (site: Site) => number | undefined });

/** The one table of fields: parsing, matching, errors, completion and docs/query.md come from it. */
export const fields: Readonly<Record<FieldName, FieldRow>> = {
  outcome: {
    kind: 'choice',
    aliases: [],
    values: outcomes,
    doc: 'What becomes of the place in the built code.',
    example: 'outcome:allocates',
    get: (site) => site.outcome,
  },
  said: {
    kind: 'choice',
    aliases: [],
    values: saids,
    doc: 'What the compiler said of a site that allocates.',
    example: 'said:stack,nothing',
    get: (site) => (site.outcome === 'allocates' ? site.said : undefined),
  },
  hidden: {
    kind: 'choice',
    aliases: [],
    values: ['yes', 'no'],
    doc: 'Whether it allocates though the compiler said stack or nothing.',
    example: 'hidden:yes',
    get: (site) => (site.outcome === 'allocates' && isHidden(site.said) ? 'yes' : 'no'),
  },
  paper: {
    kind: 'choice',
    aliases: [],
    values: paperReasons,
    doc: 'Why a heap verdict needs no allocation.',
    example: 'paper:constant',
    get: (site) => (site.outcome === 'paper' ? site.paper : undefined),
  },
  why: {
    kind: 'choice',
    aliases: [],
    values: unsettledReasons,
    doc: 'Why a site is unsettled.',
    example: 'why:no-position',
    get: (site) => (site.outcome === 'unsettled' ? site.why : undefined),
  },
  what: {
    kind: 'choice',
    aliases: [],
    values: whats,
    doc: 'What is allocated.',
    example: 'what:box,string',
    get: (site) => site.what,
  },
  when: {
    kind: 'choice',
    aliases: [],
    values: whens,
    doc: 'Under which condition one of its calls allocates.',
    example: 'when:always',
    get: (site) => site.when,
  },
  cause: {
    kind: 'choice',
    aliases: [],
    values: causeCodes,
    doc: 'Why the value is on the heap.',
    example: 'cause:passed-to-*',
    get: (site) => site.cause.code,
  },
  class: {
    kind: 'choice',
    aliases: [],
    values: escapeClasses,
    doc: 'The class of its cause in the literature on escape analysis.',
    example: 'class:NoEscape',
    get: (site) => causeClasses[site.cause.code],
  },
  pkg: {
    kind: 'package',
    aliases: ['package'],
    doc: 'Its package, by a Go package pattern: an import path, `...` for any text, `./...` seen from where you stand, or `std`.',
    example: 'pkg:./store/...',
    get: (site) => site.package,
  },
  module: {
    kind: 'name',
    aliases: [],
    separators: '/',
    doc: 'The path of its module, of those that are analysed.',
    example: 'module:example.com/shop',
    get: (site, context) => moduleOf(site.package, context)?.path,
  },
  func: {
    kind: 'name',
    aliases: ['function'],
    separators: '.',
    doc: 'The function in whose text it stands; its function literals are meant too.',
    example: 'func:(*Store).Get',
    get: (site) => functionNames(site.function),
  },
  file: {
    kind: 'name',
    aliases: [],
    separators: '/',
    doc: 'Its file, relative to the module root.',
    example: 'file:store/*.go',
    get: (site) => site.at.file,
  },
  line: { kind: 'number', aliases: [], doc: 'Its line.', example: 'line:17', get: (site) => site.at.line },
  type: {
    kind: 'name',
    aliases: [],
    separators: '/.*] ',
    doc: 'The type that is allocated; of slices and growth that of the element.',
    example: 'type:store.Order',
    get: (site) => site.type?.name,
  },
  subject: {
    kind: 'contained',
    aliases: [],
    doc: 'The compiler’s expression; a part of it is enough.',
    example: 'subject:&Order{',
    get: (site) => site.subject,
  },
  allocator: {
    kind: 'name',
    aliases: [],
    separators: '/.',
    doc: 'A function of the runtime that is called there.',
    example: 'allocator:growslice',
    get: (site) => site.places.flatMap((place) => place.calls.map((call) => call.allocator)),
  },
  size: {
    kind: 'bytes',
    aliases: [],
    doc: 'Bytes of one value of the type; of slices and growth of one element.',
    example: 'size>=1KiB',
    get: (site) => site.type?.size,
  },
  charged: {
    kind: 'bytes',
    aliases: [],
    doc: 'Bytes that the runtime charges for one object: its size class. Of single objects only.',
    example: 'charged>64',
    get: (site) => site.type?.charged,
  },
  in: {
    kind: 'choice',
    aliases: [],
    values: ['loop', 'test', 'exported'],
    doc: 'Written in a loop, in a test file, in a function that other packages can call.',
    example: 'in:loop',
    get: (site) => [
      ...((site.loop ?? 0) > 0 ? ['loop'] : []),
      ...(site.test === true ? ['test'] : []),
      ...(site.exported === true ? ['exported'] : []),
    ],
  },
  build: {
    kind: 'name',
    aliases: [],
    separators: '/ ',
    doc: 'Of several builds one in which it allocates; of a site that allocates in none, one in which it stands.',
    example: 'build:arm64',
    get: (site, context) => buildsOf(site, context),
  },
  depth: {
    kind: 'number',
    aliases: [],
    doc: 'Loops around it in the text of its function, where the source could be read.',
    example: 'depth>=2',
    get: (site) => site.loop,
  },
  copies: {
    kind: 'number',
    aliases: [],
    doc: 'Compiled copies: its own function’s, inlined ones, instantiations, test variants.',
    example: 'copies>10',
    get: (site) => site.places.length,
  },
  rank: {
    kind: 'number',
    aliases: [],
    doc: 'Its place in the static order, from 1. A guess that no run has confirmed.',
    example: 'rank<=20',
    get: (site) => site.rank,
  },
  executed: {
    kind: 'choice',
    aliases: [],
    values: ['yes', 'no', 'unknown'],
    doc: 'Whether a run executed it, as the coverage of `--cover` says; of sites that allocate.',
    example: 'executed:no',
    get: ({ outcome, execution }) =>
      outcome !== 'allocates' ? undefined : execution === undefined ? 'unknown' : execution.executed ? 'yes' : 'no',
  },
  cost: {
    kind: 'choice',
    aliases: [],
    values: costStates,
    doc: 'What measurements say of it: measured by `--profile`; executed and nothing sampled, or not executed, by `--cover`; of sites that allocate.',
    example: 'cost:not-sampled',
    get: (site) => (site.outcome === 'allocates' ? costState(site) : undefined),
  },
  alloc_objects: {
    kind: 'number',
    aliases: [],
    doc: 'Objects that were allocated there, as `--profile` says; negative in differences.',
    example: 'alloc_objects>=1000',
    get: (site) => measured(site, 'alloc_objects'),
  },
  alloc_space: {
    kind: 'bytes',
    aliases: [],
    doc: 'Bytes that were allocated there, as `--profile` says.',
    example: 'alloc_space>1MiB',
    get: (site) => measured(site, 'alloc_space'),
  },
  inuse_objects: {
    kind: 'number',
    aliases: [],
    doc: 'Objects of it that were in use at the last collection, as `--profile` says.',
    example: 'inuse_objects>0',
    get: (site) => measured(site, 'inuse_objects'),
  },
  inuse_space: {
    kind: 'bytes',
    aliases: [],
    doc: 'Bytes of it that were in use at the last collection, as `--profile` says.',
    example: 'inuse_space>=64KiB',
    get: (site) => measured(site, 'inuse_space'),
  },
  samples: {
    kind: 'number',
    aliases: [],
    doc: 'Allocations that were sampled there: what the values of `--profile` stand on.',
    example: 'samples>=10',
    get: ({ cost }) => cost?.reduce((sum, { samples }) => sum + samples, 0),
  },
  id: { kind: 'beginning', aliases: [], doc: 'Its identity; the beginning is enough.', example: 'id:3f9c', get: (site) => site.id },
};

/** `F.func1.2`, `F[...]`: as it is, and the function that it is written in. */
function functionNames(name: string): readonly string[] {
  const literal = name.search(/\.(?:func|gowrap|deferwrap)?\d|-range\d|-fm$/);
  return [name, (literal < 0 ? name : name.slice(0, literal)).replaceAll('[...]', '')];
}

function measured({ cost }: Site, name: ValueName): number | undefined {
  return cost?.reduce((sum, { values }) => sum + values[name], 0);
}

function buildsOf(site: Site, { builds = [] }: QueryContext): readonly string[] {
  if (site.in === undefined) return builds;
  const allocating = site.in.filter(({ outcome }) => outcome === 'allocates');
  return (allocating.length > 0 ? allocating : site.in).map(({ build }) => build);
}
