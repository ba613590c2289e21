import type { Place, Site } from '../model/report.ts';
import { compilerLines } from './compiler-lines.ts';
import { safeText } from './safe-text.ts';

/** Verdicts of one site that are shown. */
const shown = 2;

/** The evidence: the compiler's verdicts and the calls in object code. */
export function seenWords(site: Site): string {
  const verdicts = new Set(site.places.flatMap((place) => place.verdicts.map(verdictLine)));
  const calls = new Set(site.places.flatMap((place) => place.calls.map((call) => call.allocator)));
  const said = [...verdicts]
    .slice(0, shown)
    .map((line) => `\`${safeText(line)}\``)
    .join(' and ');
  const compiler = said === '' ? 'the compiler says nothing' : `the compiler says ${said}`;
  return `${compiler}; ${calls.size === 0 ? 'no call of an allocator' : `the code calls ${[...calls].toSorted().map(safeText).join(', ')}`}`;
}

function verdictLine({ kind, subject }: Place['verdicts'][number]): string {
  const verdict = { file: '', line: 0, kind, subject, count: 1 };
  return compilerLines({ verdicts: [verdict], explanations: [], inlining: [], inlinedCalls: [], notes: [] })[0] ?? '';
}
