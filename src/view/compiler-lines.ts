import type { CompilerSaid } from '../model/explanation.ts';
import type { Explanation, InlineFact, Position, VerdictFact } from '../model/facts.ts';

/**
 * What the compiler wrote, put together again from what was read, in the form of Go 1.25 and later. Explanations stand above the verdicts
 * of their line, as in the compiler's text.
 */
export function compilerLines(said: CompilerSaid): string[] {
  return [
    ...said.inlining.map((fact) => at(fact, inliningText(fact))),
    ...said.inlinedCalls.flatMap((fact) => repeat(fact.count, at(fact, `inlining call to ${fact.callee}`))),
    ...said.notes.flatMap((fact) => repeat(fact.count, at(fact, fact.text))),
    ...said.explanations.flatMap(explanationLines),
    ...said.verdicts.flatMap((fact) => repeat(fact.count, at(fact, verdictText(fact)))),
  ];
}

function at({ file, line, column }: Position, text: string): string {
  if (line === 0) return text;
  return `${file}:${line}${column === undefined ? '' : `:${column}`}: ${text}`;
}

function repeat(count: number, line: string): string[] {
  return Array.from({ length: Math.min(count, 8) }, () => line);
}

function inliningText({ function: name, can, cost, reason, into }: InlineFact): string {
  if (can) return `can inline ${name}${cost === undefined ? '' : ` with cost ${cost}`}`;
  return `cannot inline ${name}${into === undefined ? '' : ` into ${into}`}${reason === undefined ? '' : `: ${reason}`}`;
}

function explanationLines(explanation: Explanation): string[] {
  const { kind, subject, function: name, to, derefs, steps, truncated } = explanation;
  const heading =
    kind === 'escapes'
      ? `${subject} escapes to heap${name === undefined ? '' : ` in ${name}`}:`
      : `parameter ${subject} leaks to ${to ?? ''}${name === undefined ? '' : ` for ${name}`} with derefs=${derefs ?? 0}:`;
  return [
    at(explanation, heading),
    ...steps.flatMap((step) => [
      at(explanation, `  flow: ${step.destination} ← ${step.derefs < 0 ? '&' : '*'.repeat(step.derefs)}${step.source}:`),
      ...step.from.map((from) => at(explanation, `    from ${from.expression} (${from.reason}) at ${at(from.at, '').replace(/: $/, '')}`)),
    ]),
    ...(truncated ? [at(explanation, '  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518')] : []),
  ];
}

/** A verdict as the compiler writes it, without its position. */
export function verdictText({ kind, subject, result, level, statement }: Omit<VerdictFact, 'file' | 'line' | 'column' | 'count'>): string {
  switch (kind) {
    case 'escapes-to-heap':
      return `${subject} escapes to heap`;
    case 'moved-to-heap':
      return `moved to heap: ${subject}`;
    case 'does-not-escape':
      return `${subject} does not escape`;
    case 'append-escapes':
      return 'append escapes to heap';
    case 'append-does-not-escape':
      return 'append does not escape';
    case 'zero-copy':
      return 'zero-copy string->[]byte conversion';
    case 'leaking-param':
      return `leaking param: ${subject}`;
    case 'leaking-param-content':
      return `leaking param content: ${subject}`;
    case 'leaking-param-to-result':
      return `leaking param: ${subject} to result ${result ?? ''} level=${level ?? 0}`;
    case 'self-assignment':
      return `${subject} ignoring self-assignment in ${statement ?? ''}`;
    default:
      return kind satisfies never;
  }
}
