import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Site } from '../../src/model/site.ts';
import { treemapCells, treemapMeasures, type TreemapCell, type TreemapMeasure, type TreemapRoot } from '../../src/view/drawing/treemap.ts';
import { treemapSvg } from '../../src/view/drawing/svg-text.ts';
import { kindNames, measureNames, pageWords as words } from '../../src/view/messages/en/page.ts';
import { bytes, count, grouped } from '../../src/view/numbers.ts';
import { saveText } from '../state/copy.ts';
import { change, go, route } from '../state/route.ts';
import { Card, Empty, useWidth } from './parts.tsx';

/** Packages → functions → sites; area by a measure, colour and sign by outcome. */
export function Treemap({ sites, isMeasured }: { readonly sites: readonly Site[]; readonly isMeasured: boolean }): JSX.Element {
  const [ref, width] = useWidth();
  const { params } = route.value;
  const measures = treemapMeasures.filter((one) => isMeasured || (one !== 'bytes' && one !== 'objects'));
  const measure = measures.find((one) => one === params['map']) ?? (isMeasured ? 'bytes' : 'sites');
  const root: TreemapRoot = useMemo(
    () => ({
      ...(params['pkg'] === undefined ? {} : { package: params['pkg'] }),
      ...(params['func'] === undefined ? {} : { function: params['func'] }),
    }),
    [params['pkg'], params['func']],
  );
  const height = width < 560 ? 420 : 460;
  const allocating = useMemo(() => sites.filter(({ outcome }) => outcome === 'allocates'), [sites]);
  const cells = useMemo(
    () => (width > 0 ? treemapCells(allocating, { measure, root, width, height }) : []),
    [allocating, measure, root, width, height],
  );
  const [active, setActive] = useState(0);
  const [hover, setHover] = useState<TreemapCell | undefined>(undefined);
  const box = useRef<SVGSVGElement>(null);
  const open = (cell: TreemapCell): void => {
    setActive(0);
    setHover(undefined);
    if (cell.site) go('why', { site: cell.site.id, line: String(cell.site.at.line) });
    else if (cell.root) change({ pkg: cell.root.package, func: cell.root.function }, false);
  };
  const up = (): void => change(root.function === undefined ? { pkg: undefined, func: undefined } : { func: undefined }, false);
  const move = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    const cell = cells[active];
    if (step !== 0) {
      const next = Math.min(cells.length - 1, Math.max(0, active + step));
      setActive(next);
      box.current?.querySelector<SVGElement>(`[data-cell="${next}"]`)?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && cell) open(cell);
    else if (event.key === 'Escape' && root.package !== undefined) up();
    else return;
    event.preventDefault();
  };
  const shown = hover ?? undefined;
  return (
    <Card
      title={words.map}
      class="map"
      actions={
        <>
          <label class="field">
            <span>{words.mapBy}</span>
            <select value={measure} onChange={(event) => change({ map: event.currentTarget.value })}>
              {measures.map((one) => (
                <option key={one} value={one}>
                  {measureNames[one]}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            class="button"
            onClick={() => saveText('treemap.svg', 'image/svg+xml', [...treemapSvg(cells, width, height, words.map)].join(''))}
          >
            {words.saveSvg}
          </button>
        </>
      }
    >
      <nav class="crumbs" aria-label={words.map}>
        <button type="button" disabled={root.package === undefined} onClick={() => change({ pkg: undefined, func: undefined }, false)}>
          {words.mapUp}
        </button>
        {root.package === undefined ? null : (
          <button type="button" disabled={root.function === undefined} onClick={() => change({ func: undefined }, false)}>
            {cells[0]?.label === undefined ? root.package : root.package}
          </button>
        )}
        {root.function === undefined ? null : (
          <button type="button" disabled>
            {root.function}
          </button>
        )}
      </nav>
      <div ref={ref} class="map-box">
        {width > 0 && cells.length === 0 ? <Empty title={words.mapEmpty} /> : null}
        {cells.length > 0 ? (
          <svg
            ref={box}
            class="treemap"
            width={width}
            height={height}
            role="group"
            aria-label={words.mapHint}
            onKeyDown={move}
            onMouseLeave={() => setHover(undefined)}
          >
            <defs>
              <pattern id="hidden-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="7" height="7" class="hatch-ground" />
                <rect width="2" height="7" class="hatch-line" />
              </pattern>
            </defs>
            {cells.map((cell, index) => (
              <Cell
                key={`${cell.role} ${cell.key} ${index}`}
                cell={cell}
                index={index}
                isActive={index === active}
                describe={describe(cell, measure)}
                onOpen={() => open(cell)}
                onHover={() => setHover(cell)}
              />
            ))}
          </svg>
        ) : null}
      </div>
      <p class="map-note" aria-hidden="true">
        {shown ? describe(shown, measure) : words.mapHint}
      </p>
    </Card>
  );
}

function describe({ label, role, value, sites, kind }: TreemapCell, measure: TreemapMeasure): string {
  const amount =
    measure === 'bytes'
      ? bytes(value)
      : measure === 'objects'
        ? count(Math.round(value), 'object')
        : measure === 'copies'
          ? count(value, 'copy', 'copies')
          : '';
  const places = words.sitesOnLine(sites);
  return [label, amount, places, role === 'frame' ? '' : kindNames[kind]].filter(Boolean).join(' · ');
}

function Cell(props: {
  readonly cell: TreemapCell;
  readonly index: number;
  readonly isActive: boolean;
  readonly describe: string;
  readonly onOpen: () => void;
  readonly onHover: () => void;
}): JSX.Element {
  const { cell, index, isActive, describe: words, onOpen, onHover } = props;
  const { x, y, width, height, role, label, kind, sites } = cell;
  const isFrame = role === 'frame';
  const size = isFrame ? 12 : 11.5;
  const fits = Math.floor((width - 10) / (size * 0.63));
  const hasText = fits > 3 && height > size + 5;
  const isOpen = role !== 'rest';
  return (
    <g
      data-cell={index}
      class={`cell ${role} ${kind}`}
      tabIndex={isActive ? 0 : -1}
      role={isOpen ? 'button' : 'img'}
      aria-label={words}
      onClick={isOpen ? onOpen : undefined}
      onMouseOver={onHover}
      onFocus={onHover}
    >
      <rect x={x} y={y} width={width} height={height} rx={isFrame ? 5 : 3} />
      {kind === 'hidden' && !isFrame ? (
        <rect class="hatch" x={x} y={y} width={width} height={height} rx={3} fill="url(#hidden-hatch)" />
      ) : null}
      {hasText ? (
        <text x={x + 6} y={y + size + 3} font-size={size}>
          {cut(isFrame ? label : label, fits)}
        </text>
      ) : null}
      {hasText && !isFrame && height > 34 && width > 40 ? (
        <text class="second" x={x + 6} y={y + size + 17} font-size={10.5}>
          {role === 'rest' ? '' : sites > 1 ? grouped(sites) : ''}
        </text>
      ) : null}
    </g>
  );
}

function cut(label: string, characters: number): string {
  return label.length <= characters ? label : `${label.slice(0, Math.max(1, characters - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}
