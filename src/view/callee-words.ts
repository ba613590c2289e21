import type { CalleeCounts, JudgementReason } from '../model/callees.ts';
import type { CalleeAnswer } from '../model/explanation.ts';
import { code } from './cause-words.ts';
import { count, grouped } from './numbers.ts';
import { shortType } from './site-words.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';

const reasons: { readonly [Reason in JudgementReason]: (last: string) => string } = {
  allocator: (last) => `calls ${last}`,
  conditional: (last) => `calls ${last}, which allocates only in some cases`,
  'function-value': (last) => `makes a function value that leads to ${last}`,
  indirect: (last) => `in ${last} calls an interface method or function value, which may be anything`,
  'no-body': (last) => `reaches ${last}, whose code is not Go or is linked in by name`,
  unmarked: (last) => `in ${last} may call function values, which this architecture does not mark`,
  'slow-path': (last) => `in ${last} the runtime allocates for itself, where it has to wait or to start something`,
  panics: () => 'allocates the value of a panic',
  'no-path': () => 'does not allocate',
};

/** How many functions of a path are named; the others are counted. */
const named = 4;

/** Such as: strconv.Itoa leads to an allocation: strconv.FormatInt → strconv.formatBits calls runtime.slicebytetostring. */
export function calleeWords({ written, judgement, reason, path }: Pick<CalleeAnswer, 'written' | 'judgement' | 'reason' | 'path'>): string {
  const verb = judgement === 'allocates' ? 'leads to an allocation' : judgement === 'may' ? 'may allocate' : 'does not allocate';
  const last = path.at(-1);
  // The function itself and the end are named elsewhere in the sentence.
  const isNamed = path[0] === undefined || shortType(path[0]) === shortType(written.name);
  const between = path.slice(isNamed ? 1 : 0, -1).map(shortType);
  const shown = between.length > named ? [...between.slice(0, named - 1), '…', ...between.slice(-1)] : between;
  const way = shown.length === 0 ? '' : `${shown.map((name) => (name === '…' ? name : code(name))).join(' → ')} `;
  return `${code(written.name)} ${verb}: ${way}${rowOf(reasons, reason)?.(code(shortType(last ?? ''))) ?? safeText(reason)}`;
}

/** How many calls to functions outside the module do what; those that are not listed one by one are counted by their reasons. */
export function calleeCountWords({ places, reasons }: CalleeCounts): string {
  const rest = [
    ...(reasons['slow-path'] > 0 ? [`${grouped(reasons['slow-path'])} only where the runtime has to wait or to start something`] : []),
    ...(reasons.panics > 0 ? [`${grouped(reasons.panics)} only in a panic`] : []),
  ];
  const may = `${grouped(places.may)} may${rest.length === 0 ? '' : ` (${rest.join(', ')})`}`;
  const lead = places.allocates === 1 ? 'leads' : 'lead';
  return `${count(places.allocates, 'call')} to functions outside the module ${lead} to an allocation, ${may}, ${grouped(places.never)} never do`;
}

/** How many of the counted calls a query means. */
export function calleeMatchWords(places: number): string {
  return `${grouped(places)} of these are written where the query says`;
}

/** The positions that are listed, of `all`. */
export function positionList(listed: readonly string[], all: number): string {
  return `${listed.join(', ')}${all > listed.length ? `, and ${count(all - listed.length, 'more line')}` : ''}`;
}
