import type { CalleeFact } from '../model/callees.ts';
import { comparisons, valueTest } from './match-query.ts';
import { moduleOf } from './package-pattern.ts';
import type { FieldName, Query, QueryContext } from './query.ts';

/** Undefined: the query says nothing of calls. */
type Answer = boolean | undefined;

/**
 * Makes a test of calls from a query about sites: where the call is written decides, by the fields `pkg`, `module`, `func`, `file`, `line` and by
 * words, which may be in the callee's name too. Terms with other fields say nothing of calls and are passed over.
 */
export function calleeTest(query: Query, context: QueryContext): (call: CalleeFact) => boolean {
  const test = answerOf(query, context);
  return (call) => test(call) !== false;
}

function answerOf(query: Query, context: QueryContext): (call: CalleeFact) => Answer {
  switch (query.kind) {
    case 'and': {
      const tests = query.terms.map((term) => answerOf(term, context));
      return (call) =>
        decide(
          tests.map((test) => test(call)),
          false,
        );
    }
    case 'or': {
      const tests = query.terms.map((term) => answerOf(term, context));
      return (call) =>
        decide(
          tests.map((test) => test(call)),
          true,
        );
    }
    case 'not': {
      const test = answerOf(query.term, context);
      return (call) => {
        const answer = test(call);
        return answer === undefined ? undefined : !answer;
      };
    }
    case 'text': {
      const part = query.text.toLowerCase();
      return ({ at, written }) => [at.function, at.file, written.name].some((text) => text.toLowerCase().includes(part));
    }
    case 'is': {
      const get = texts[query.field];
      if (get === undefined) return () => undefined;
      const tests = query.values.map((value) => valueTest(query.field, value, context));
      return (call) => {
        const text = get(call, context);
        return text !== undefined && tests.some((test) => test(text));
      };
    }
    case 'compare': {
      const holds = comparisons[query.operator];
      return query.field === 'line' ? ({ at }) => holds(at.line, query.value) : () => undefined;
    }
    default:
      return query satisfies never;
  }
}

/** `decisive` is the answer that settles a list; otherwise the others do, if there is any. */
function decide(answers: readonly Answer[], decisive: boolean): Answer {
  if (answers.includes(decisive)) return decisive;
  return answers.includes(!decisive) ? !decisive : undefined;
}

const texts: Readonly<Partial<Record<FieldName, (call: CalleeFact, context: QueryContext) => string | undefined>>> = {
  pkg: packageOf,
  module: (call, context) => moduleOf(packageOf(call), context)?.path,
  func: ({ at }) => outermost(at.function),
  file: ({ at }) => at.file,
};

/** Symbols of a program's own package are named `main`, whatever its path. */
function packageOf(call: CalleeFact): string {
  return call.at.package === 'main' ? call.package : call.at.package;
}

/** What is written in a function literal is meant with its function, and every instantiation with the generic one. */
function outermost(symbol: string): string {
  const literal = symbol.search(/\.(?:func|gowrap|deferwrap)?\d+(?:[.-]|$)|-range\d|-fm$/);
  return (literal < 0 ? symbol : symbol.slice(0, literal)).replaceAll(/\[.*\]/g, '');
}
