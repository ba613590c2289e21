import type { Coverage, CoverageBlock } from '../../model/coverage.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { basename } from '../../base/posix-path.ts';
import { tinyBlock, type PlacedAmount } from './place-operations.ts';

/** Whether each of the places where blocks were seen is one site that allocates whenever it is executed. Of tests coverage says nothing. */
export function canCountExecutions(places: Iterable<PlacedAmount>): boolean {
  const seen = [...places].filter(({ shared, on }) => shared > 0 && !('rest' in on));
  return seen.length > 0 && seen.every(({ on }) => 'sites' in on && on.sites.length === 1 && on.sites.every(isCountable));
}

/** Objects of less than 16 bytes without pointers, made at each execution. */
function isCountable(site: Site): boolean {
  const { type, when, test, outcome } = site;
  const isTiny = type?.charged !== undefined && type.charged > 0 && type.charged < tinyBlock;
  return outcome === 'allocates' && isTiny && when.join() === 'always' && test !== true;
}

/**
 * How many objects share blocks at each place, by how often these sites were executed between two runs of a program that counts executions. Undefined where it does not tell: a block of a
 * site is not found.
 */
export function countExecutions(
  { sites, packages }: Pick<Report, 'sites' | 'packages'>,
  places: ReadonlyMap<string, PlacedAmount>,
  { fewer, more, between }: { readonly fewer: Coverage; readonly more: Coverage; readonly between: number },
  operations: number,
): { readonly places: ReadonlyMap<string, PlacedAmount>; readonly objects: ReadonlyMap<string, number> } | undefined {
  const [before, after] = [blocksOf(fewer), blocksOf(more)];
  const covered = new Set(packages.flatMap(({ path, files }) => files.map((file) => `${path}/${basename(file)}\0${file}`)));
  const nameOf = (site: Site): string | undefined => {
    const name = `${site.package}/${basename(site.at.file)}`;
    return covered.has(`${name}\0${site.at.file}`) ? name : undefined;
  };
  const all = new Map(places);
  const objects = new Map<string, number>();
  for (const site of sites) {
    if (!isCountable(site)) continue;
    const name = nameOf(site);
    const count = (of: ReadonlyMap<string, readonly CoverageBlock[]>): number | undefined => executions(of.get(name ?? '') ?? [], site);
    const [first, second] = [count(before), count(after)];
    const key = `site\0${site.id}`;
    if (first === undefined || second === undefined) {
      if (all.has(key)) return undefined;
      continue;
    }
    if (second <= first) continue;
    if (!all.has(key))
      all.set(key, {
        objects: 0,
        bytes: 0,
        shared: 0,
        sharedBy: new Map(),
        missesPool: false,
        isTiny: true,
        on: { sites: [site] },
        isArtefact: false,
      });
    objects.set(key, ((second - first) / between) * operations);
  }
  return { places: all, objects };
}

function blocksOf({ files }: Coverage): ReadonlyMap<string, readonly CoverageBlock[]> {
  return new Map(files.map(({ file, blocks }) => [file, blocks]));
}

/** Of the innermost block that a site stands in; undefined where its column is needed and not known. */
function executions(blocks: readonly CoverageBlock[], { at: { line, column } }: Site): number | undefined {
  const around = blocks.filter(
    (block) =>
      (block.line < line || (block.line === line && (column === undefined || block.column <= column))) &&
      (block.endLine > line || (block.endLine === line && (column === undefined || block.endColumn > column))),
  );
  if (column === undefined && new Set(around.map(({ count }) => count)).size > 1) return undefined;
  return around.toSorted((a, b) => b.line - a.line || b.column - a.column)[0]?.count;
}
