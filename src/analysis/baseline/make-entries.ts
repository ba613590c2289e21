import { compareBy, compareText } from '../../base/order.ts';
import { baselineSchemaName, baselineSections, siteKeyVersion, type BaselineEntry, type BaselineHeader } from '../../model/baseline.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';

/** Digests of a site's source, where it could be read. */
export type SourceMarks = Pick<BaselineEntry, 'line' | 'text' | 'body'>;

/** The head of a baseline of this report. */
export function makeHeader({ build }: Pick<Report, 'build'>): BaselineHeader {
  const { go, goos, goarch, experiment, tags, gcflags, goflags, race, cgo, tests, deps, pgo } = build;
  return {
    schema: baselineSchemaName,
    ids: siteKeyVersion,
    build: {
      go,
      goos,
      goarch,
      experiment,
      tags,
      gcflags,
      ...(goflags ? { goflags } : {}),
      race,
      cgo,
      tests,
      ...(deps ? { deps } : {}),
      pgo,
    },
  };
}

/** The entry of a site that allocates. */
export function makeEntry(
  site: Site,
  marks: SourceMarks,
  how: Pick<BaselineEntry, 'section' | 'reason' | 'until'> = { section: 'legacy' },
): BaselineEntry {
  const { section, reason, until } = how;
  return {
    section,
    id: site.id,
    package: site.package,
    function: site.function,
    what: site.what,
    ...(site.type ? { type: site.type.name } : {}),
    ...(site.subject === undefined ? {} : { subject: site.subject }),
    file: site.at.file,
    cause: site.cause.code,
    ...(site.type?.charged === undefined ? {} : { charged: site.type.charged }),
    ...(site.loop === undefined ? {} : { loop: site.loop }),
    ...(site.when.includes('always') ? { always: true } : {}),
    ...(site.test ? { test: true } : {}),
    ...marks,
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
  };
}

/** Accepted ones first, then by what a reader looks for. Total: ids are unique. */
export const byEntry: (a: BaselineEntry, b: BaselineEntry) => number = compareBy(
  (a, b) => baselineSections.indexOf(a.section) - baselineSections.indexOf(b.section),
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(a.id, b.id),
);
