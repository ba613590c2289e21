import type { Query } from './query.ts';

/** The query as text that parses to the same tree; parentheses and quotes only where they are needed. */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
      return query.terms.map((term) => (term.kind === 'or' || term.kind === 'and' ? group(term) : formatQuery(term))).join(' ');
    case 'or':
      return query.terms.map((term) => (term.kind === 'or' ? group(term) : formatQuery(term))).join(' or ');
    case 'not':
      return `-${query.term.kind === 'and' || query.term.kind === 'or' ? group(query.term) : formatQuery(query.term)}`;
    case 'text':
      return isPlainText.test(query.text) && !/^(?:and|or|not)$/i.test(query.text) ? query.text : quoted(query.text);
    case 'is':
      return `${query.field}:${query.values.map((value) => (isPlainValue.test(value) ? value : quoted(value))).join(',')}`;
    case 'compare':
      return `${query.field}${query.operator}${query.value}`;
    default:
      return query satisfies never;
  }
}

const isPlainText = /^[\p{L}\p{N}_./$@&#~%+*][\p{L}\p{N}_./$@&#~%+*-]*$/u;
/** A receiver's parentheses may stand in a value; brackets would need to be balanced, so they are quoted. */
const isPlainValue = /^(?:\([\p{L}\p{N}_.*]*\))?[\p{L}\p{N}_./$@&#~%+*-]+$/u;

function group(query: Query): string {
  return `(${formatQuery(query)})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, (char) => `\\${char}`)}"`;
}
