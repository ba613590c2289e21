import type { CalleeFact } from '../model/callees.ts';
import type { GroupKey, SortKey } from '../model/list-keys.ts';
import type { Site } from '../model/site.ts';
import type { PageOptions } from './html.ts';

/** How a document is written, whatever its form. */
export interface RenderOptions {
  /** Columns to cut lines at; undefined where lines are not cut (a pipe, a file). */
  readonly width?: number;
  readonly color: boolean;
  /** Every site, not only the first ones. */
  readonly all: boolean;
  /** Names a file below the root as it is seen from where the user stands, so that positions can be clicked. */
  readonly nameFile: (file: string) => string;
  readonly list: ListOptions;
  /** The text of a file below the root, for columns in other units than bytes and hashes of lines; absent where sources are not at hand. */
  readonly readSource?: (file: string) => string | undefined;
  /** Of SARIF: what it gives as the one fingerprint that GitHub looks at. Default `semantic`. */
  readonly lineHash?: 'semantic' | 'codeql';
  /** Of the page alone. */
  readonly page?: PageOptions;
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

/** The list of `check` without flags. */
export const defaultList: ListOptions = { sort: 'rank', group: 'none', top: 20 };
