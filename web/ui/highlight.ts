import hljs from 'highlight.js/lib/core';
import go from 'highlight.js/lib/languages/go';

hljs.registerLanguage('go', go);

/** A stretch of one line with the class of its colour; '' for plain text. */
export type Token = readonly [text: string, kind: string];

/** Larger files stay plain: colours are not worth a page that stands still. */
const longestText = 600_000;
/** A longer line stays plain too, see {@link longestLine}. */
export const longestLine = 2000;

/** The lines of a Go file in colour. */
export function highlightGo(text: string): readonly (readonly Token[])[] {
  const plain = (): Token[][] => text.split('\n').map((line) => [[line, '']]);
  if (text.length > longestText || text.split('\n').some((line) => line.length > longestLine)) return plain();
  return readTokens(hljs.highlight(text, { language: 'go', ignoreIllegals: true }).value) ?? plain();
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };

/**
 * Reads what highlight.js writes, spans and escaped text, into tokens; it never becomes HTML here. Undefined where it is anything else.
 */
function readTokens(html: string): Token[][] | undefined {
  const lines: Token[][] = [[]];
  const open: string[] = [];
  const pattern = /<span class="([\w -]*)">|(<\/span>)|([^<]+)|(<)/g;
  for (const [, kind, close, text, other] of html.matchAll(pattern)) {
    if (other !== undefined) return undefined;
    if (kind !== undefined) open.push(kind.replace(/^hljs-(\w+).*$/, '$1'));
    else if (close !== undefined) open.pop();
    else {
      const parts = (text ?? '').replaceAll(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity).split('\n');
      for (const [index, part] of parts.entries()) {
        if (index > 0) lines.push([]);
        if (part !== '') lines.at(-1)?.push([part, open.at(-1) ?? '']);
      }
    }
  }
  return lines;
}
