import type { Report, Site } from '../model/report.ts';
import type { CalleeFact } from '../model/callees.ts';
import type { GroupKey, SortKey } from '../model/list-keys.ts';
import { renderJson } from './json.ts';
import { renderText } from './text.ts';

export interface RenderOptions {
  /** Columns to cut lines at; undefined where lines are not cut (a pipe, a file). */
  readonly width?: number;
  readonly color: boolean;
  /** Every site, not only the first ones. */
  readonly all: boolean;
  /** Names a file below the root as it is seen from where the user stands, so that positions can be clicked. */
  readonly nameFile: (file: string) => string;
  readonly list: ListOptions;
}

/** Which sites a list shows and in which order. */
export interface ListOptions {
  /** Default: sites of the named packages that allocate. */
  readonly where?: (site: Site) => boolean;
  /** The same for calls to functions outside the module, as far as the query tells. */
  readonly whereCall?: (call: CalleeFact) => boolean;
  /** The query behind `where`, to be shown. */
  readonly asked?: string;
  readonly sort: SortKey;
  readonly group: GroupKey;
  /** At most so many, unless `all`. */
  readonly top: number;
}
export const defaultList: ListOptions = { sort: 'rank', group: 'none', top: 20 };

export const formats = ['text', 'json'] as const;
export type Format = (typeof formats)[number];

/** Renders in pieces, so that a large document is never one string. */
export function render(format: Format, report: Report, options: RenderOptions): Iterable<string> {
  switch (format) {
    case 'text':
      return renderText(report, options);
    case 'json':
      return renderJson(select(report, options.list));
    default:
      return format satisfies never;
  }
}

function select(report: Report, { where, whereCall }: ListOptions): Report {
  const { callees } = report;
  return {
    ...report,
    ...(where ? { sites: report.sites.filter(where) } : {}),
    ...(callees && whereCall ? { callees: { ...callees, calls: callees.calls.filter(whereCall) } } : {}),
  };
}
