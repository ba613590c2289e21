import type { Site } from '../model/site.ts';
import { verdictText } from './compiler-lines.ts';
import { safeText } from './safe-text.ts';

/** Verdicts of one site that are shown. */
const shown = 2;

/** The evidence: the compiler's verdicts and the calls in object code. */
export function seenWords(site: Site): string {
  const verdicts = new Set(site.places.flatMap((place) => place.verdicts.map(verdictText)));
  const calls = new Set(site.places.flatMap((place) => place.calls.map((call) => call.allocator)));
  const said = [...verdicts]
    .slice(0, shown)
    .map((line) => `\`${safeText(line)}\``)
    .join(' and ');
  const compiler = said === '' ? 'the compiler says nothing' : `the compiler says ${said}`;
  return `${compiler}; ${calls.size === 0 ? 'no call of an allocator' : `the code calls ${[...calls].toSorted().map(safeText).join(', ')}`}`;
}
