import type { CauseCode } from '../../src/model/causes.ts';
import type { Outcome, Report, Site, What } from '../../src/model/report.ts';

/** A site of another people's module as a person judged it. */
export interface PinnedSite {
  /** `github.com/gorilla/mux@v1.8.1` */
  readonly module: string;
  /** The release that was looked at: `1.26`. */
  readonly go: string;
  readonly file: string;
  readonly line: number;
  readonly function: string;
  readonly what: What;
  /** The type, else the compiler's expression; with `nth` (from 1) where even that occurs twice on the line. */
  readonly of?: string;
  readonly nth?: number;
  /** What is right, not what was said. */
  readonly outcome: Outcome['outcome'];
  readonly cause: CauseCode;
  readonly note?: string;
}

/** A site as the first draft of a {@link PinnedSite}: what the report says, to be corrected by hand. */
export function draftPin(module: string, report: Report, site: Site): PinnedSite {
  const of = ofSite(site);
  const equals = report.sites.filter((one) => isSame(one, site));
  return {
    module,
    go: /^go(\d+\.\d+)/.exec(report.build.go)?.[1] ?? report.build.go,
    file: site.at.file,
    line: site.at.line,
    function: site.function,
    what: site.what,
    ...(of === undefined ? {} : { of }),
    ...(equals.length > 1 ? { nth: equals.indexOf(site) + 1 } : {}),
    outcome: site.outcome,
    cause: site.cause.code,
  };
}

/**
 * The site that a pin speaks of: by its place, not by its id, so that another way to make ids does not lose it. What it is and what it is of
 * tell sites of one line apart; where a better answer changed one of the two, the other is enough.
 */
export function findPinned(
  pin: Pick<PinnedSite, 'file' | 'line' | 'function' | 'what' | 'of' | 'nth'>,
  sites: readonly Site[],
): Site | undefined {
  const here = sites.filter((site) => site.at.file === pin.file && site.at.line === pin.line && site.function === pin.function);
  const sameWhat = here.filter((site) => site.what === pin.what);
  const sameOf = here.filter((site) => ofSite(site) === pin.of);
  const equals = [sameWhat.filter((site) => sameOf.includes(site)), sameOf, sameWhat].find((list) => list.length > 0) ?? [];
  return equals[(pin.nth ?? 1) - 1];
}

function ofSite(site: Site): string | undefined {
  return site.type?.name ?? site.subject;
}

function isSame(a: Site, b: Site): boolean {
  return a.at.file === b.at.file && a.at.line === b.at.line && a.function === b.function && a.what === b.what && ofSite(a) === ofSite(b);
}
