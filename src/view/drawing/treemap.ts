import { isHidden, type Site } from '../../model/site.ts';
import { safeText } from '../safe-text.ts';
import { siteWords } from '../site-words.ts';
import { squarify, type Rect } from './squarify.ts';

/** What the area of a cell stands for. The last two are of reports with a profile. */
export const treemapMeasures = ['sites', 'copies', 'bytes', 'objects'] as const;
export type TreemapMeasure = (typeof treemapMeasures)[number];

/** What becomes of a place, as colours and signs tell it: a hidden allocation is told from one that the compiler names. */
export const kinds = ['allocates', 'hidden', 'paper', 'merged', 'unsettled'] as const;
export type Kind = (typeof kinds)[number];
export function kindOf(site: Site): Kind {
  return site.outcome === 'allocates' && isHidden(site.said) ? 'hidden' : site.outcome;
}

/** What is looked into: everything, a package, or a function of it. */
export interface TreemapRoot {
  readonly package?: string;
  readonly function?: string;
}

export interface TreemapCell extends Rect {
  readonly key: string;
  /** A package or function that holds the cells of `depth` 1 behind it; a cell; the sum of what is too small to be drawn. */
  readonly role: 'frame' | 'cell' | 'rest';
  readonly label: string;
  readonly value: number;
  /** How many sites it stands for. */
  readonly sites: number;
  /** The one of most of its value. */
  readonly kind: Kind;
  /** Where a click leads: further in, or to the site. */
  readonly root?: TreemapRoot;
  readonly site?: Site;
}

export interface TreemapOptions {
  readonly measure: TreemapMeasure;
  readonly root: TreemapRoot;
  readonly width: number;
  readonly height: number;
}

/** Height of a frame's title. */
const titleHeight = 20;
const gap = 2;
/** Cells of one frame; what is smaller is one cell more. */
const most = 60;
/** A cell of less area cannot be hit. */
const leastArea = 90;

interface Node {
  readonly key: string;
  readonly label: string;
  readonly root?: TreemapRoot;
  readonly site?: Site;
  value: number;
  sites: number;
  readonly kinds: Map<Kind, number>;
  readonly children: Map<string, Node>;
}

/** Packages with their functions, or the functions of a package with their sites, or the sites of a function. Only sites that allocate count, unless `sites` are all meant. */
export function treemapCells(sites: Iterable<Site>, { measure, root, width, height }: TreemapOptions): TreemapCell[] {
  const top = nodeOf('', '');
  for (const site of sites) {
    const value = valueOf(site, measure);
    if (value <= 0 || (root.package !== undefined && site.package !== root.package)) continue;
    if (root.function !== undefined && site.function !== root.function) continue;
    const path = pathOf(site, root);
    for (let node: Node | undefined = top, depth = 0; node; depth++) {
      node.value += value;
      node.sites++;
      node.kinds.set(kindOf(site), (node.kinds.get(kindOf(site)) ?? 0) + value);
      const next = path[depth];
      if (!next) break;
      let child: Node | undefined = node.children.get(next.key);
      if (!child) node.children.set(next.key, (child = nodeOf(next.key, next.label, next)));
      node = child;
    }
  }
  const cells: TreemapCell[] = [];
  place(top, { x: 0, y: 0, width, height }, cells, root.function === undefined);
  return cells;
}

function valueOf({ cost = [], places }: Site, measure: TreemapMeasure): number {
  switch (measure) {
    case 'sites':
      return 1;
    case 'copies':
      return places.length;
    case 'bytes':
      return cost.reduce((sum, { values }) => sum + Math.abs(values.alloc_space), 0);
    case 'objects':
      return cost.reduce((sum, { values }) => sum + Math.abs(values.alloc_objects), 0);
    default:
      return measure satisfies never;
  }
}

type Step = Pick<Node, 'key' | 'label' | 'root' | 'site'>;

function pathOf(site: Site, root: TreemapRoot): readonly Step[] {
  const { package: pkg, function: name } = site;
  const ofSite: Step = { key: `${site.id}:${site.at.line}`, label: `${site.at.line}  ${siteWords(site)}`, site };
  const ofFunction: Step = { key: name, label: safeText(name), root: { package: pkg, function: name } };
  if (root.function !== undefined) return [ofSite];
  if (root.package !== undefined) return [ofFunction, ofSite];
  return [{ key: pkg, label: safeText(pkg), root: { package: pkg } }, ofFunction];
}

function nodeOf(key: string, label: string, more: Pick<Step, 'root' | 'site'> = {}): Node {
  const { root, site } = more;
  return { key, label, ...(root ? { root } : {}), ...(site ? { site } : {}), value: 0, sites: 0, kinds: new Map(), children: new Map() };
}

function place(node: Node, into: Rect, cells: TreemapCell[], hasFrames: boolean): void {
  const all = [...node.children.values()].toSorted((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
  const area = (value: number): number => (value / node.value) * into.width * into.height;
  let shown = all.slice(0, most);
  while (shown.length > 1 && area(shown.at(-1)?.value ?? 0) < leastArea)
    shown = shown.slice(0, Math.max(1, Math.floor(shown.length * 0.8)));
  const left = all.slice(shown.length);
  const values = shown.map(({ value }) => value);
  const rest = left.reduce((sum, { value }) => sum + value, 0);
  // Sorted as squarify wants it: the rest may be the largest of all.
  const order = [...shown.map((one) => ({ one, value: one.value })), ...(rest > 0 ? [{ one: undefined, value: rest }] : [])].toSorted(
    (a, b) => b.value - a.value,
  );
  if (values.length === 0) return;
  const rects = squarify(
    order.map(({ value }) => value),
    into,
  );
  for (const [index, { one, value }] of order.entries()) {
    const rect = inset(rects[index] ?? into);
    if (!one) {
      const kinds = new Map<Kind, number>();
      for (const other of left) for (const [kind, part] of other.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + part);
      const sites = left.reduce((sum, other) => sum + other.sites, 0);
      cells.push({ ...rect, key: '…', role: 'rest', label: `+${left.length}`, value, sites, kind: largest(kinds) });
      continue;
    }
    const isFrame = hasFrames && one.children.size > 0 && rect.width > 46 && rect.height > titleHeight + 16;
    const { key, label, root, site, sites } = one;
    cells.push({
      ...rect,
      key,
      role: isFrame ? 'frame' : 'cell',
      label,
      value,
      sites,
      kind: largest(one.kinds),
      ...(root ? { root } : {}),
      ...(site ? { site } : {}),
    });
    if (isFrame)
      place(
        one,
        { x: rect.x + gap, y: rect.y + titleHeight, width: rect.width - 2 * gap, height: rect.height - titleHeight - gap },
        cells,
        false,
      );
  }
}

function inset({ x, y, width, height }: Rect): Rect {
  return { x: x + gap / 2, y: y + gap / 2, width: Math.max(0, width - gap), height: Math.max(0, height - gap) };
}

function largest(of: ReadonlyMap<Kind, number>): Kind {
  return kinds.reduce((best, kind) => ((of.get(kind) ?? 0) > (of.get(best) ?? 0) ? kind : best));
}
