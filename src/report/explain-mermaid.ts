import type { Explained } from '../model/explanation.ts';
import { chainMermaid } from '../view/drawing/chain-mermaid.ts';

/** The chains of all answers as one Mermaid flowchart: from the allocation to the place where it outlives its frame. */
export function* renderExplainMermaid(explained: Explained): Iterable<string> {
  yield 'flowchart TD\n';
  let number = 0;
  for (const answer of explained.answers) {
    const sites = answer.answer === 'place' || answer.answer === 'function' ? answer.sites : [];
    for (const site of sites) yield* chainMermaid(site, `s${++number}`);
  }
  if (number === 0) yield '  nothing["nothing is allocated there"]\n';
}
