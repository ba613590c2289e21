import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { SiteAnswer } from '../../src/model/explanation.ts';
import { chainMermaid } from '../../src/view/drawing/chain-mermaid.ts';
import { layOutChain, type ChainLayout, type ChainNode } from '../../src/view/drawing/chain-layout.ts';
import { chainSvg } from '../../src/view/drawing/svg-text.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { usePage } from '../state/context.ts';
import { saveText } from '../state/copy.ts';
import { hrefOf } from '../state/route.ts';
import { ChainSteps, chainText } from './answer.tsx';
import { Card, CopyButton, Empty, useWidth } from './parts.tsx';

export function GraphCard({ answer }: { readonly answer: SiteAnswer }): JSX.Element {
  const { ready } = usePage();
  const { chain } = answer;
  return (
    <Card
      title={words.graph}
      class="graph"
      actions={
        chain ? (
          <>
            <CopyButton text={`flowchart TD\n${[...chainMermaid(answer, 's1')].join('')}`} label={words.copyAs('Mermaid')} />
            <CopyButton text={chainText(answer)} label={words.copyAs('text')} />
            <button type="button" class="button" onClick={() => saveText('why.svg', 'image/svg+xml', svgOf(answer))}>
              {words.saveSvg}
            </button>
          </>
        ) : undefined
      }
    >
      {chain ? (
        <>
          <Graph answer={answer} />
          <details class="in-words">
            <summary>{words.steps}</summary>
            <ChainSteps answer={answer} />
          </details>
        </>
      ) : (
        <Empty title={words.noChain} next={words.noChainWhy[ready.head.sources === 'unknown' ? 'unknown' : 'kept']} />
      )}
    </Card>
  );
}

function svgOf(answer: SiteAnswer): string {
  const layout = layOutChain(answer, 250);
  const { at, function: name } = answer.site;
  return layout ? [...chainSvg([{ title: `${at.file}:${at.line} ${name}`, layout }])].join('') : '';
}

/** Lanes are functions, frames packages; each node opens the source. */
function Graph({ answer }: { readonly answer: SiteAnswer }): JSX.Element {
  const [ref, width] = useWidth();
  const lanes = useMemo(() => new Set(answer.chain?.steps.map((step) => `${step.package}\0${step.function}`)).size, [answer]);
  const layout = useMemo(() => {
    const laneWidth = Math.max(190, Math.min(340, Math.floor((width - 40) / Math.max(1, lanes)) - 26));
    return width > 0 ? layOutChain(answer, laneWidth) : undefined;
  }, [answer, width, lanes]);
  return (
    <div ref={ref} class="graph-box scroll-x" tabIndex={0} role="region" aria-label={words.graph}>
      {layout ? <Drawing layout={layout} /> : null}
    </div>
  );
}

function Drawing({ layout }: { readonly layout: ChainLayout }): JSX.Element {
  return (
    <svg class="chain" width={layout.width} height={layout.height} viewBox={`0 0 ${layout.width} ${layout.height}`}>
      <defs>
        <marker id="chain-arrow" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {layout.frames.map(({ x, y, width, height, label }) => (
        <g key={`${x}`} class="frame">
          <rect x={x} y={y} width={width} height={height} rx={8} />
          <text x={x + 10} y={y + 17}>
            {shorten(label, width - 16, 6.6)}
          </text>
        </g>
      ))}
      {layout.lanes.map(({ x, y, width, height, label }) => (
        <g key={`${x}`} class="lane">
          <rect x={x} y={y} width={width} height={height} rx={6} />
          <text x={x + 9} y={y + 19}>
            {shorten(label, width - 14, 7.8)}
          </text>
        </g>
      ))}
      {layout.edges.map((path) => (
        <path key={path} class="edge" d={path} marker-end="url(#chain-arrow)" />
      ))}
      {layout.nodes.map((node, index) => (
        <Node key={index} node={node} />
      ))}
    </svg>
  );
}

function Node({ node }: { readonly node: ChainNode }): JSX.Element {
  const { role, x, y, width, height, spot, lines, at } = node;
  const body = (
    <g class={`node ${role}`}>
      <rect x={x} y={y} width={width} height={height} rx={role === 'end' ? 14 : 6} />
      {spot === '' ? null : (
        <text class="spot" x={x + 10} y={y + 18}>
          {spot}
        </text>
      )}
      {lines.map((line, index) => (
        <text key={index} x={x + 10} y={y + (spot === '' ? 20 : 36) + index * 17}>
          {line}
        </text>
      ))}
    </g>
  );
  return at ? (
    <a href={hrefOf('source', { file: at.file, line: String(at.line) })} aria-label={`${spot} ${lines.join(' ')}`}>
      {body}
    </a>
  ) : (
    body
  );
}

/** Cut in front: the end of a path tells more. */
function shorten(label: string, width: number, each: number): string {
  const fits = Math.max(4, Math.floor(width / each));
  return label.length <= fits ? label : `…${label.slice(label.length - fits + 1)}`;
}
