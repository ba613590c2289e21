import { UserError } from '../base/user-error.ts';
import type { BuildOptions } from '../engine/builds.ts';
import type { Options } from '../engine/options.ts';
import type { Asked } from './parse.ts';
import { sessionOptions } from './settings.ts';

/**
 * The builds that were asked for, at least one: `--goos` and `--goarch` are lists, `--tags` is a list for one build, as for `go build`, and is
 * repeated for several; each with each, in the order of the flags. What is given twice is built once.
 */
export function listBuilds(asked: Asked): readonly BuildOptions[] {
  const systems = distinct(splitWords(asked.texts.get('goos') ?? ''));
  const architectures = distinct(splitWords(asked.texts.get('goarch') ?? ''));
  const tags = distinct((asked.lists.get('tags') ?? []).map((list) => splitWords(list).join(',')));
  const base = sessionOptions(asked);
  return orNone(systems).flatMap((goos) =>
    orNone(architectures).flatMap((goarch) =>
      orNone(tags).map((list) => {
        const platform = [systems.length > 1 ? goos : undefined, architectures.length > 1 ? goarch : undefined];
        const label = [
          platform.filter((part) => part !== undefined).join('/'),
          tags.length > 1 ? (list ? `-tags=${list}` : 'without tags') : '',
        ];
        const options: Options = {
          ...base,
          ...(goos === undefined ? {} : { goos }),
          ...(goarch === undefined ? {} : { goarch }),
          ...(list === undefined ? {} : { tags: list }),
        };
        return { label: label.filter(Boolean).join(' '), options };
      }),
    ),
  );
}

/**
 * The options of a command that looks at one build. Throws UserError `several-builds` where flags ask for more; of lists in the
 * configuration, which are there for `check`, the first of each is taken.
 */
export function oneBuild(asked: Asked): Options {
  const builds = listBuilds({
    ...asked,
    texts: new Map(
      [...asked.texts].map(([name, value]) => [name, isOfBuild(name) && !asked.given.has(name) ? (splitWords(value)[0] ?? '') : value]),
    ),
  });
  refuseSeveral(builds, `stackward ${asked.command}`);
  return builds[0]?.options ?? sessionOptions(asked);
}

/** Throws UserError `several-builds`: `what` is of one build only. */
export function refuseSeveral(builds: readonly BuildOptions[], what: string): void {
  if (builds.length > 1) throw new UserError('several-builds', { what, builds: builds.map(({ label }) => label).join(', ') });
}

function isOfBuild(name: string): boolean {
  return name === 'goos' || name === 'goarch';
}

/** `a,b c` → a, b, c */
export function splitWords(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)];
}

function orNone(list: readonly string[]): readonly (string | undefined)[] {
  return list.length === 0 ? [undefined] : list;
}
