import type { ChainStep } from '../../model/chains.ts';
import type { SiteAnswer } from '../../model/explanation.ts';
import type { Span } from '../../model/span.ts';
import { endWords, stepWords } from '../chain-words.ts';
import { chainEndWords, foldedWords } from '../messages/en/page.ts';
import { safeText } from '../safe-text.ts';
import { wrap } from '../wrap.ts';
import type { Rect } from './squarify.ts';

/** A chain as a graph: lanes are functions, frames around them packages, time goes down. */
export interface ChainLayout {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly (Rect & { readonly label: string })[];
  readonly lanes: readonly (Rect & { readonly label: string })[];
  readonly nodes: readonly ChainNode[];
  /** Paths from one node to the next, as SVG writes them. */
  readonly edges: readonly string[];
}
export interface ChainNode extends Rect {
  readonly role: 'start' | 'step' | 'end';
  /** `store.go:12`; '' where the compiler names no place. */
  readonly spot: string;
  readonly lines: readonly string[];
  readonly at?: Span;
}

const pad = 14;
const frameTitle = 24;
const laneTitle = 26;
const lineHeight = 17;
/** Width of a character in 13 px, a little too much rather than too little. */
const charWidth = 7;

/** Lays a chain out; `laneWidth` is what a function gets. Undefined where there is no chain. */
export function layOutChain({ site, chain }: SiteAnswer, laneWidth: number): ChainLayout | undefined {
  if (!chain) return undefined;
  const lanes = lanesOf(chain.steps);
  const gapBetween = 12;
  let x = pad;
  const frames: (Rect & { label: string })[] = [];
  const columns = new Map<string, number>();
  const laneRects: (Rect & { label: string })[] = [];
  const laneTop = pad + frameTitle;
  for (const { package: pkg, functions } of lanes) {
    const left = x;
    for (const name of functions) {
      columns.set(`${pkg}\0${name}`, x + pad / 2);
      laneRects.push({ x: x + pad / 2, y: laneTop, width: laneWidth, height: 0, label: safeText(name) });
      x += laneWidth + gapBetween;
    }
    x += pad - gapBetween;
    frames.push({ x: left, y: pad, width: x - left, height: 0, label: safeText(pkg) });
    x += gapBetween;
  }
  const characters = Math.max(12, Math.floor((laneWidth - 36) / charWidth));
  let y = laneTop + laneTitle + 8;
  const nodes: ChainNode[] = [];
  const add = (role: ChainNode['role'], column: number, spot: string, text: string, at?: Span): void => {
    // The end is written in bold.
    const lines = breakText(text, role === 'end' ? Math.floor(characters * 0.88) : characters);
    const height = lines.length * lineHeight + (spot === '' ? 14 : 30);
    nodes.push({ role, x: column + 8, y, width: laneWidth - 16, height, spot, lines, ...(at ? { at } : {}) });
    y += height + 26;
  };
  let column = 0;
  for (const [index, step] of chain.steps.entries()) {
    column = columns.get(`${step.package}\0${step.function}`) ?? pad;
    const folded = step.folded > 0 ? ` ${foldedWords(step.folded)}` : '';
    add(index === 0 ? 'start' : 'step', column, spotOf(step), `${stepWords(step, site.what)}${folded}`, step.at);
  }
  const end = endWords(chain);
  add('end', column, '', end ?? chainEndWords(chain.end));
  const bottom = y - 26 + pad;
  return {
    width: x - 12 + pad,
    height: bottom + pad,
    frames: frames.map((frame) => ({ ...frame, height: bottom - pad })),
    lanes: laneRects.map((lane) => ({ ...lane, height: bottom - laneTop - pad / 2 })),
    nodes,
    edges: nodes.slice(1).flatMap((node, index) => edge(nodes[index], node) ?? []),
  };
}

/** Functions of one package stand side by side, in the order in which the chain comes to them. */
function lanesOf(steps: readonly ChainStep[]): { readonly package: string; readonly functions: string[] }[] {
  const lanes: { readonly package: string; readonly functions: string[] }[] = [];
  for (const step of steps) {
    let lane = lanes.find((one) => one.package === step.package);
    if (!lane) lanes.push((lane = { package: step.package, functions: [] }));
    if (!lane.functions.includes(step.function)) lane.functions.push(step.function);
  }
  return lanes;
}

function edge(from: ChainNode | undefined, to: ChainNode): string | undefined {
  if (!from) return undefined;
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y - 5];
  if (x1 === x2) return `M${x1} ${y1}V${y2}`;
  const bend = (y2 - y1) * 0.9;
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

function spotOf({ at }: ChainStep): string {
  return at ? safeText(`${at.file.split('/').at(-1) ?? at.file}:${at.line}`) : '';
}

/** At spaces; a longer word, an expression most often, is cut where the line ends. */
function breakText(text: string, characters: number): string[] {
  const lines = wrap(text.replaceAll('`', ''), characters).flatMap((line) => {
    const parts: string[] = [];
    for (let from = 0; from < line.length; from += characters) parts.push(line.slice(from, from + characters));
    return parts.length > 0 ? parts : [''];
  });
  return lines.length > 6 ? [...lines.slice(0, 5), `${(lines[5] ?? '').slice(0, characters - 1)}…`] : lines;
}
