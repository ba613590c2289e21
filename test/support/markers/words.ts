import type { InlinedCallFact, InlineFact, VerdictFact } from '../../../src/model/facts.ts';

/** The compiler's own line for a verdict, without its position. */
export function verdictWords(fact: VerdictFact): string {
  const { subject } = fact;
  switch (fact.kind) {
    case 'escapes-to-heap':
      return `${subject} escapes to heap`;
    case 'moved-to-heap':
      return `moved to heap: ${subject}`;
    case 'does-not-escape':
      return `${subject} does not escape`;
    case 'leaking-param':
      return `leaking param: ${subject}`;
    case 'leaking-param-content':
      return `leaking param content: ${subject}`;
    case 'leaking-param-to-result':
      return `leaking param: ${subject} to result ${fact.result} level=${fact.level}`;
    case 'append-escapes':
      return 'append escapes to heap';
    case 'append-does-not-escape':
      return 'append does not escape';
    case 'zero-copy':
      return 'zero-copy string->[]byte conversion';
    case 'self-assignment':
      return `${subject} ignoring self-assignment in ${fact.statement}`;
    default:
      return fact.kind satisfies never;
  }
}

export function inlineWords(fact: InlineFact): string {
  if (fact.can) return `can inline ${fact.function}`;
  return `cannot inline ${fact.function}${fact.into === undefined ? '' : ` into ${fact.into}`}: ${fact.reason}`;
}

export function inlinedCallWords(fact: InlinedCallFact): string {
  return `inlining call to ${fact.callee}`;
}
