import type { SiteAnswer } from '../../model/explanation.ts';
import { endWords, stepWords } from '../chain-words.ts';
import { siteSentence } from '../explain-site.ts';
import { safeText } from '../safe-text.ts';

/** The way of one site to the heap as a subgraph of a Mermaid flowchart. */
export function* chainMermaid({ site, chain }: SiteAnswer, id: string): Iterable<string> {
  yield `  subgraph ${id}["${label(`${site.at.file}:${site.at.line} ${site.function}`)}"]\n`;
  if (chain) {
    for (const [index, step] of chain.steps.entries()) {
      const at = step.at ? `${step.at.file}:${step.at.line}<br/>` : '';
      yield `    ${id}_${index}["${at === '' ? '' : `${label(at.slice(0, -5))}<br/>`}${label(stepWords(step, site.what))}"]\n`;
      if (index > 0) yield `    ${id}_${index - 1} --> ${id}_${index}\n`;
    }
    const end = endWords(chain);
    if (end !== undefined) {
      yield `    ${id}_end(["${label(end)}"])\n`;
      yield `    ${id}_${chain.steps.length - 1} --> ${id}_end\n`;
    }
  } else yield `    ${id}_0["${label(siteSentence(site))}"]\n`;
  yield '  end\n';
}

/** Mermaid reads HTML and Markdown in labels: what could be either is written as an entity. */
function label(text: string): string {
  return safeText(text).replaceAll(/[&"<>`*_#\\[\]{}|~]/g, (char) => `#${char.codePointAt(0) ?? 0};`);
}
