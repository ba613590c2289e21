import { safeText } from '../safe-text.ts';
import type { ChainLayout } from './chain-layout.ts';
import type { Kind, TreemapCell } from './treemap.ts';

/** Colours of drawings that stand alone: readable on white and on black, told apart by the colour-blind. */
const fills: Readonly<Record<Kind, string>> = {
  allocates: '#e8823a',
  hidden: '#c95b9b',
  paper: '#5ab4c9',
  merged: '#9a86d8',
  unsettled: '#d9b44a',
};
const font = 'font-family="ui-sans-serif, system-ui, sans-serif"';

/** A treemap as an SVG of its own. */
export function* treemapSvg(cells: readonly TreemapCell[], width: number, height: number, title: string): Iterable<string> {
  yield* open(width, height, title);
  // Hidden allocations are hatched: no colour says anything alone.
  yield '<defs><pattern id="hidden" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">';
  yield '<rect width="2" height="7" fill="#000" opacity="0.16"/></pattern></defs>\n';
  for (const cell of cells) {
    const { x, y, width: w, height: h, role, label, kind } = cell;
    const isFrame = role === 'frame';
    yield `<g><title>${text(`${label} · ${cell.sites}`)}</title><rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="3" `;
    yield `${isFrame ? 'fill="none" stroke="#888"' : `fill="${fills[kind]}"`}/>`;
    if (kind === 'hidden' && !isFrame) yield `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="3" fill="url(#hidden)"/>`;
    const size = isFrame ? 12 : 11;
    const fits = Math.floor((w - 8) / (size * 0.64));
    if (fits > 3 && h > size + 4)
      yield `<text x="${n(x + 5)}" y="${n(y + size + 3)}" font-size="${size}" fill="${isFrame ? '#777' : '#1a1206'}">${text(cut(label, fits))}</text>`;
    yield '</g>\n';
  }
  yield '</svg>\n';
}

/** Why-graphs one below the other, each with its title, as an SVG of its own. */
export function* chainSvg(graphs: readonly { readonly title: string; readonly layout: ChainLayout }[]): Iterable<string> {
  const titleHeight = 30;
  const width = Math.max(320, ...graphs.map(({ layout }) => layout.width));
  const height = graphs.reduce((sum, { layout }) => sum + layout.height + titleHeight, 0);
  yield* open(width, height, graphs.map(({ title }) => title).join(', '));
  yield '<rect width="100%" height="100%" fill="#ffffff"/>\n';
  yield '<defs><marker id="arrow" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto">';
  yield '<path d="M0 0L8 4L0 8z" fill="#5b6472"/></marker></defs>\n';
  let top = 0;
  for (const { title, layout } of graphs) {
    yield `<text x="14" y="${top + 21}" font-size="15" font-weight="600" fill="#15181e">${text(title)}</text>\n`;
    yield `<g transform="translate(0 ${top + titleHeight})">\n`;
    for (const { x, y, width: w, height: h, label } of layout.frames)
      yield `${box(x, y, w, h, '#f4f6f9', '#cfd6e0')}<text x="${n(x + 10)}" y="${n(y + 16)}" font-size="12" fill="#5b6472">${text(label)}</text>\n`;
    for (const { x, y, width: w, height: h, label } of layout.lanes)
      yield `${box(x, y, w, h, '#ffffff', '#e2e6ec')}<text x="${n(x + 8)}" y="${n(y + 18)}" font-size="13" font-weight="600" fill="#15181e">${text(cut(label, Math.floor((w - 12) / 7.4)))}</text>\n`;
    for (const path of layout.edges) yield `<path d="${path}" fill="none" stroke="#5b6472" stroke-width="1.5" marker-end="url(#arrow)"/>\n`;
    for (const { role, x, y, width: w, height: h, spot, lines } of layout.nodes) {
      yield role === 'end'
        ? box(x, y, w, h, '#15181e', '#15181e')
        : box(x, y, w, h, role === 'start' ? '#ffe6d5' : '#eef4fc', role === 'start' ? '#c2410c' : '#9dbbe2');
      if (spot !== '') yield `<text x="${n(x + 10)}" y="${n(y + 17)}" font-size="11" fill="#5b6472">${text(spot)}</text>`;
      for (const [index, line] of lines.entries())
        yield `<text x="${n(x + 10)}" y="${n(y + (spot === '' ? 19 : 35) + index * 17)}" font-size="13" fill="${role === 'end' ? '#ffffff' : '#15181e'}">${text(line)}</text>`;
      yield '\n';
    }
    yield '</g>\n';
    top += layout.height + titleHeight;
  }
  yield '</svg>\n';
}

function* open(width: number, height: number, title: string): Iterable<string> {
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" ${font}>\n`;
  yield `<title>${text(title)}</title>\n`;
}

function box(x: number, y: number, width: number, height: number, fill: string, stroke: string): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="6" fill="${fill}" stroke="${stroke}"/>`;
}

/** What stands in SVG is foreign text: nothing of it is markup. */
function text(words: string): string {
  return safeText(words).replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function cut(label: string, characters: number): string {
  return label.length <= characters ? label : `${label.slice(0, Math.max(1, characters - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
