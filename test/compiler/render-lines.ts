import type { Explanation, InlineFact, NoteFact, Position, TextFacts, VerdictFact } from '../../src/model/facts.ts';

/**
 * Writes records as the compiler wrote them: what was read wrong or lost shows as a difference. Inlined bodies are not kept, so `can
 * inline` lines end in ` as: `; scores and original positions (`-L`) are not kept either.
 */
export function renderFacts(facts: TextFacts): string[] {
  return [
    ...facts.verdicts.flatMap((fact) => repeat(fact.count, frontOf(fact) + verdictText(fact))),
    ...facts.inlining.map((fact) => frontOf(fact) + inlineText(fact)),
    ...facts.inlinedCalls.flatMap((fact) => repeat(fact.count, `${frontOf(fact)}inlining call to ${fact.callee}`)),
    ...facts.notes.flatMap((fact: NoteFact) => repeat(fact.count, frontOf(fact) + fact.text)),
    ...facts.unknown.flatMap((line) => repeat(line.count, line.text)),
  ];
}

export function renderExplanation(explanation: Explanation): string[] {
  const { function: name } = explanation;
  const front = explanation.line === 0 ? '<unknown line number>: ' : frontOf(explanation);
  const arrow = name === undefined ? '=' : '←';
  const heading =
    explanation.kind === 'escapes'
      ? `${explanation.subject} escapes to heap${name === undefined ? '' : ` in ${name}`}:`
      : `parameter ${explanation.subject} leaks to ${explanation.to}${name === undefined ? '' : ` for ${name}`} with derefs=${explanation.derefs}:`;
  return [
    front + heading,
    ...explanation.steps.flatMap((step) => [
      `${front}  flow: ${step.destination} ${arrow} ${step.derefs < 0 ? '&' : '*'.repeat(step.derefs)}${step.source}:`,
      ...step.from.map(({ expression, reason, at }) => {
        const place = at.line === 0 ? '<unknown line number>' : frontOf(at).slice(0, -2);
        return `${front}    from ${expression} (${reason}) at ${place}`;
      }),
    ]),
    ...(explanation.truncated ? [`${front}  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518`] : []),
  ];
}

/** The position with `: `; nothing where there is none. */
function frontOf({ file, line, column }: Position): string {
  return line === 0 ? '' : `${file}:${line}${column === undefined ? '' : `:${column}`}: `;
}

function verdictText(fact: VerdictFact): string {
  switch (fact.kind) {
    case 'escapes-to-heap':
      return `${fact.subject} escapes to heap`;
    case 'moved-to-heap':
      return `moved to heap: ${fact.subject}`;
    case 'does-not-escape':
      return `${fact.subject} does not escape`;
    case 'leaking-param':
      return `leaking param: ${fact.subject}`;
    case 'leaking-param-content':
      return `leaking param content: ${fact.subject}`;
    case 'leaking-param-to-result':
      return `leaking param: ${fact.subject} to result ${fact.result} level=${fact.level}`;
    case 'append-escapes':
      return 'append escapes to heap';
    case 'append-does-not-escape':
      return 'append does not escape';
    case 'zero-copy':
      return 'zero-copy string->[]byte conversion';
    case 'self-assignment':
      return `${fact.subject} ignoring self-assignment in ${fact.statement}`;
    default:
      return fact.kind satisfies never;
  }
}

function inlineText(fact: InlineFact): string {
  if (fact.can) return `can inline ${fact.function}${fact.cost === undefined ? '' : ` with cost ${fact.cost} as: `}`;
  const reason = fact.budget === undefined ? fact.reason : `function too complex: cost ${fact.cost} exceeds budget ${fact.budget}`;
  return `cannot inline ${fact.function}${fact.into === undefined ? '' : ` into ${fact.into}`}: ${reason}`;
}

function repeat(times: number, text: string): string[] {
  return Array.from({ length: times }, () => text);
}
