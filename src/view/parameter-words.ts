import type { ParameterFact } from '../model/explanation.ts';
import { code } from './cause-words.ts';
import { safeText } from './safe-text.ts';

/** What a function does with a parameter: `entry` leaks to the heap. */
export function parameterWords(parameter: ParameterFact): string {
  const name = code(parameter.name);
  const result = parameter.result === undefined ? 'a result' : resultName(parameter.result);
  switch (parameter.to) {
    case 'heap':
      return `${name} leaks to the heap: what a caller passes must be on the heap`;
    case 'content':
      return `what ${name} points to leaks to the heap; ${name} itself does not`;
    case 'result':
      return (parameter.level ?? 0) === 0
        ? `${name} is returned as ${result}: it is up to the caller`
        : `what ${name} points to is returned as ${result}: it is up to the caller`;
    case 'stays':
      return `${name} does not leak`;
    default:
      parameter.to satisfies never;
      return `${name}: ${safeText(parameter.to)}`;
  }
}

/** The compiler names results without a name `~r0`, `~r1`. */
function resultName(name: string): string {
  const number = /^~r(\d+)$/.exec(name)?.[1];
  return number === undefined ? code(name) : number === '0' ? 'the result (~r0)' : `result ${Number(number) + 1} (${name})`;
}
