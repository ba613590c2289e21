import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Report } from '../../src/model/report.ts';
import type { QueryContext } from '../../src/query/query.ts';
import type { PageData, Ready } from '../data/page-data.ts';

export interface Page {
  readonly data: PageData;
  readonly ready: Ready;
}

export const PageContext = createContext<Page | undefined>(undefined);

/** The page's data, in views that are shown only when they are there. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('no page around');
  return page;
}

/** Names of files are those of the report. */
export const nameFile = (file: string): string => file;

export function queryContext(report: Pick<Report, 'build' | 'builds'> | undefined): QueryContext {
  return { modules: report?.build.modules ?? [], cwd: '.', builds: report?.builds?.map(({ label }) => label) ?? [] };
}
