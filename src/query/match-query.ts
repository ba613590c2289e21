import type { Site } from '../model/site.ts';
import { fields } from './fields.ts';
import { packagePattern } from './package-pattern.ts';
import { namePattern, wholePattern, type TextTest } from './patterns.ts';
import type { FieldName, Operator, Query, QueryContext } from './query.ts';

export type SiteTest = (site: Site) => boolean;

/** Makes a test of sites: patterns are prepared once, so that thousands of sites are cheap. */
export function siteTest(query: Query, context: QueryContext): SiteTest {
  switch (query.kind) {
    case 'and': {
      const tests = query.terms.map((term) => siteTest(term, context));
      return (site) => tests.every((test) => test(site));
    }
    case 'or': {
      const tests = query.terms.map((term) => siteTest(term, context));
      return (site) => tests.some((test) => test(site));
    }
    case 'not': {
      const test = siteTest(query.term, context);
      return (site) => !test(site);
    }
    case 'text':
      return textTest(query.text);
    case 'is':
      return isTest(query.field, query.values, context);
    case 'compare':
      return compareTest(query.field, query.operator, query.value);
    default:
      return query satisfies never;
  }
}

/** Whether a site is meant. For many sites `siteTest` is faster. */
export function matchesQuery(query: Query, site: Site, context: QueryContext): boolean {
  return siteTest(query, context)(site);
}

/** Contained in function, subject, type or file, upper and lower case alike. */
function textTest(text: string): SiteTest {
  const part = text.toLowerCase();
  const has = (whole: string | undefined): boolean => whole?.toLowerCase().includes(part) === true;
  return (site) => has(site.function) || has(site.subject) || has(site.type?.name) || has(site.at.file);
}

function isTest(field: FieldName, values: readonly string[], context: QueryContext): SiteTest {
  const row = fields[field];
  if (row.kind === 'number' || row.kind === 'bytes') return (site) => row.get(site) !== undefined;
  const tests = values.map((value) => valueTest(field, value, context));
  const test: TextTest = (text) => tests.some((one) => one(text));
  return (site) => {
    const texts = row.get(site, context);
    return texts === undefined ? false : typeof texts === 'string' ? test(texts) : texts.some(test);
  };
}

/** Whether a text is what a value of a field means. */
export function valueTest(field: FieldName, value: string, context: QueryContext): TextTest {
  const row = fields[field];
  switch (row.kind) {
    case 'choice':
      return wholePattern(value);
    case 'name':
      return namePattern(value, row.separators);
    case 'package':
      return packagePattern(value, context);
    case 'contained':
      return wholePattern(`*${value}*`);
    case 'beginning':
      return wholePattern(`${value}*`);
    case 'number':
    case 'bytes':
      throw new Error(`${field} is a number`);
    default:
      return row satisfies never;
  }
}

/** What a site does not have is neither more nor less than anything. */
function compareTest(field: FieldName, operator: Operator, value: number): SiteTest {
  const row = fields[field];
  if (row.kind !== 'number' && row.kind !== 'bytes') throw new Error(`${field} is no number`);
  const holds = comparisons[operator];
  return (site) => {
    const has = row.get(site);
    return has !== undefined && holds(has, value);
  };
}

export const comparisons: Readonly<Record<Operator, (has: number, value: number) => boolean>> = {
  '>=': (has, value) => has >= value,
  '<=': (has, value) => has <= value,
  '>': (has, value) => has > value,
  '<': (has, value) => has < value,
  '=': (has, value) => has === value,
};
