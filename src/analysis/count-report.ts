import { verdictKinds } from '../model/facts.ts';
import type { Counts, JoinCounts } from '../model/counts.ts';
import { isHidden, type Site } from '../model/site.ts';
import { countSites, tally } from './count-sites.ts';
import type { JoinedUnit } from './join/unit-join.ts';

/** Counts what was read, how it was joined and what came of it. */
export function countReport(joined: readonly JoinedUnit[], sites: readonly Site[]): Counts {
  const units = joined.map(({ unit }) => unit);
  const texts = units.flatMap((unit) => unit.texts);
  const archives = units.flatMap((unit) => (unit.archive ? [unit.archive] : []));
  const verdicts = texts.flatMap((text) => text.verdicts);
  return {
    packages: units.length,
    packagesFailed: units.filter((unit) => unit.listed.state === 'failed').length,
    lines: sum(texts, (text) => text.counts.lines),
    verdicts: sum(texts, (text) => text.counts.verdicts),
    byKind: tally(
      verdictKinds,
      verdicts,
      (verdict) => verdict.kind,
      (verdict) => verdict.count,
    ),
    calls: sum(archives, (archive) => archive.counts.calls),
    callsTypeUnknown: sum(archives, (archive) => archive.counts.typeUnknown),
    ...countSites(sites, new Set(units.map((unit) => unit.package))),
    join: countJoins(joined),
    functions: sum(archives, (archive) => archive.counts.functions),
    unknownLines: sum(texts, (text) => text.counts.unknown),
  };
}

function countJoins(joined: readonly JoinedUnit[]): JoinCounts {
  const calls = joined.flatMap(({ join }) => join.calls);
  const loose = joined.flatMap(({ join }) => join.loose);
  const onHeap = calls.filter((one) => one.said === 'heap');
  const { paper, merged, unsettled, repeated } = tally(
    ['paper', 'merged', 'unsettled', 'repeated'],
    loose,
    (one) => one.is,
    (one) => one.count,
  );
  return {
    heapVerdicts: sum(onHeap, (one) => one.count) + sum(loose, (one) => one.count),
    joined: tally(
      ['type', 'kind', 'order'],
      onHeap,
      (one) => (one.joined === 'alone' ? undefined : one.joined),
      (one) => one.count,
    ),
    paper,
    merged,
    unsettled,
    repeated,
    hiddenCalls: sum(calls, (one) => (isHidden(one.said) ? one.count : 0)),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
