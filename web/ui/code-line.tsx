import type { JSX } from 'preact';
import type { Site } from '../../src/model/site.ts';
import { kinds, kindOf, type Kind } from '../../src/view/drawing/treemap.ts';
import { extentAt } from '../../src/view/excerpt.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { bytes } from '../../src/view/numbers.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { siteWords } from '../../src/view/site-words.ts';
import { change } from '../state/route.ts';
import { longestLine, type Token } from './highlight.ts';
import type { LineFacts } from './line-facts.ts';
import { Sign } from './outcome.tsx';

/** One line of code with what is marked in its gutter; a click or Enter says more. */
export function Line(props: {
  readonly line: number;
  readonly tokens: readonly Token[];
  readonly facts: LineFacts | undefined;
  readonly kindsHere: readonly Site[];
  readonly heat: number;
  readonly isMeasured: boolean;
  readonly isAsked: boolean;
  readonly style: { readonly transform: string };
}): JSX.Element {
  const { line, tokens, facts, kindsHere, heat, isMeasured, isAsked, style } = props;
  const here: readonly Kind[] = kinds.filter((kind) => kindsHere.some((site) => kindOf(site) === kind));
  const inlined = facts && facts.inlined.length > 0;
  const title = [
    ...kindsHere.map((site) => siteWords(site)),
    ...(facts && facts.calls.length > 0 ? [words.callsHere(facts.calls.length)] : []),
    ...(inlined ? [`${words.sitesOnLine(facts.inlined.length)} ${words.inlinedHere}`] : []),
  ].join('\n');
  return (
    <div class={`line ${isAsked ? 'asked' : ''} ${facts ? 'marked' : ''}`} style={style}>
      {facts ? (
        <button
          type="button"
          class="gutter"
          aria-expanded={isAsked}
          title={title}
          aria-label={`${line}: ${title}`}
          onClick={() => change({ line: isAsked ? '' : String(line) })}
        >
          <span class="number">{line}</span>
          <span class="signs">
            {here.slice(0, 2).map((kind) => (
              <Sign key={kind} kind={kind} label={false} />
            ))}
            {here.length === 0 && facts.calls.length > 0 ? <span class="inlined-sign">→</span> : null}
            {here.length === 0 && facts.calls.length === 0 && inlined ? <span class="inlined-sign">↳</span> : null}
          </span>
          <span class="cost">
            {isMeasured && facts.space > 0 ? bytes(facts.space) : facts.sites.length > 1 ? `×${facts.sites.length}` : ''}
          </span>
        </button>
      ) : (
        <span class="gutter">
          <span class="number">{line}</span>
        </span>
      )}
      <span class="heat" style={{ opacity: heat === 0 ? 0 : 0.15 + 0.85 * Math.sqrt(heat) }} />
      <code>{cutTokens(tokens, extentsOf(tokens, kindsHere))}</code>
    </div>
  );
}

/** Foreign text, made safe token by token; an endless line is cut and says so. */
function cutTokens(tokens: readonly Token[], extents: readonly Extent[]): (JSX.Element | string)[] {
  const shown: (JSX.Element | string)[] = [];
  const pieces = withExtents(tokens, extents);
  let length = 0;
  for (const [index, [text, kind, extent]] of pieces.entries()) {
    const left = longestLine - length;
    if (left <= 0 || text.length > left) {
      const rest = pieces.slice(index).reduce((sum, [part]) => sum + part.length, 0) - Math.max(0, left);
      if (left > 0) shown.push(codeText(text.slice(0, left)));
      shown.push(
        <span key="cut" class="soft">
          {words.lineCut(rest)}
        </span>,
      );
      break;
    }
    length += text.length;
    const names = [kind === '' ? '' : `hl-${kind}`, extent ? `extent ${extent.kind}` : ''].filter(Boolean).join(' ');
    shown.push(
      names === '' ? (
        codeText(text)
      ) : (
        <span key={index} class={names}>
          {codeText(text)}
        </span>
      ),
    );
  }
  return shown;
}

/** Tabs stay: they indent. */
function codeText(text: string): string {
  return text
    .split('\t')
    .map((part) => (part.length > 900 ? (part.match(/[^]{1,900}/g) ?? []).map(safeText).join('') : safeText(part)))
    .join('\t');
}

/** Where the compiler's column of a site lies in a line, with the kind of the site. */
interface Extent {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
}

/** Columns count bytes; what is underlined is the expression that begins there. */
function extentsOf(tokens: readonly Token[], sites: readonly Site[]): readonly Extent[] {
  const text = tokens.map(([part]) => part).join('');
  if (text.length > longestLine) return [];
  const extents: Extent[] = [];
  for (const site of sites) {
    if (site.at.column === undefined) continue;
    const [start, end] = extentAt(text, indexOfByte(text, site.at.column - 1));
    if (start < text.length && !extents.some((one) => start < one.end && one.start < end)) extents.push({ start, end, kind: kindOf(site) });
  }
  return extents.toSorted((a, b) => a.start - b.start);
}

function indexOfByte(text: string, byte: number): number {
  let bytes = 0;
  let index = 0;
  for (const char of text) {
    if (bytes >= byte) break;
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    index += char.length;
  }
  return index;
}

/** Cuts tokens where extents begin and end. */
function withExtents(
  tokens: readonly Token[],
  extents: readonly Extent[],
): readonly (readonly [text: string, kind: string, extent: Extent | undefined])[] {
  const pieces: (readonly [string, string, Extent | undefined])[] = [];
  let at = 0;
  for (const [text, kind] of tokens) {
    const end = at + text.length;
    let from = at;
    while (from < end) {
      const inside = extents.find((one) => from >= one.start && from < one.end);
      const next = extents.find((one) => one.start > from);
      const to = Math.min(end, inside ? inside.end : (next?.start ?? end));
      pieces.push([text.slice(from - at, to - at), kind, inside]);
      from = to;
    }
    at = end;
  }
  return pieces;
}
