import type { JSX } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { profileOf } from '../../src/model/cost.ts';
import type { SiteAnswer } from '../../src/model/explanation.ts';
import type { Site } from '../../src/model/site.ts';
import { arrangeSites, listTest } from '../../src/view/arrange-sites.ts';
import { chainMermaid } from '../../src/view/drawing/chain-mermaid.ts';
import { layOutChain, type ChainLayout, type ChainNode } from '../../src/view/drawing/chain-layout.ts';
import { chainSvg } from '../../src/view/drawing/svg-text.ts';
import { leverWords, plainName, siteSentence } from '../../src/view/explain-site.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { hiddenWords, siteWords } from '../../src/view/site-words.ts';
import { waysOut } from '../../src/view/ways-out.ts';
import { explainCommand } from '../state/commands.ts';
import { nameFile, usePage } from '../state/context.ts';
import { saveText } from '../state/copy.ts';
import { onKey } from '../state/keys.ts';
import { go, hrefOf, route } from '../state/route.ts';
import { ChainSteps, chainText, Copies, CostLines, Evidence, whySentence } from '../ui/answer.tsx';
import { Card, Command, CopyButton, Empty, Prose, useLater, useWidth } from '../ui/parts.tsx';
import { SiteSign } from '../ui/outcome.tsx';

export function Why(): JSX.Element {
  const { data, ready } = usePage();
  const { params } = route.value;
  const asked = params['site'];
  const order = useOrder();
  const first = order[0];
  const index = asked === undefined ? (first === undefined ? -1 : ready.sites.indexOf(first)) : findSite(ready, asked, params['line']);
  const site = ready.sites[index];
  const { value: answer, failed } = useLater(() => data.answer(index), [index, ready]);
  const at = site ? order.indexOf(site) : -1;
  const step = (by: number): boolean => {
    const next = order[at + by];
    if (at < 0 || !next) return false;
    go('why', { ...params, site: next.id, line: String(next.at.line) }, true);
    return true;
  };
  useLayoutEffect(() =>
    onKey(({ key }) => {
      if (key === 'j' || key === 'n') return step(1);
      if (key === 'k' || key === 'p') return step(-1);
      if (key === 's' && site) {
        go('source', { file: site.at.file, line: String(site.at.line) });
        return true;
      }
      return false;
    }),
  );
  if (!site) return <Empty title={asked === undefined ? words.choose : words.notFound} next={words.chooseHint} />;
  if (failed !== undefined) return <Empty tone="bad" title={words.damaged} next={words.damagedNext} />;
  return (
    <div class="why">
      <Head site={site} at={at} of={order.length} onStep={step} />
      {answer ? <Body answer={answer} /> : <Empty title={words.reading} />}
    </div>
  );
}

function findSite(ready: ReturnType<typeof usePage>['ready'], id: string, line: string | undefined): number {
  const index = ready.byId.get(id) ?? -1;
  if (line === undefined || ready.sites[index]?.at.line === Number(line)) return index;
  // Ids are one to a site; of documents in which they are not, the line tells.
  const other = ready.sites.findIndex((site) => site.id === id && site.at.line === Number(line));
  return other < 0 ? index : other;
}

/** The sites in the order of the overview: what previous and next mean. */
function useOrder(): readonly Site[] {
  const { ready } = usePage();
  const { report } = ready.head;
  return useMemo(() => {
    if (!report) return ready.sites;
    const sort = profileOf(report.measurements) ? 'cost' : 'rank';
    return arrangeSites(ready.sites, { where: listTest(report, undefined), sort, group: 'none' }).groups.flatMap(({ sites }) => sites);
  }, [ready]);
}

function Head(props: {
  readonly site: Site;
  readonly at: number;
  readonly of: number;
  readonly onStep: (by: number) => boolean;
}): JSX.Element {
  const { site, at, of, onStep } = props;
  const { ready } = usePage();
  return (
    <header class="why-head">
      <div class="why-title">
        <SiteSign site={site} />
        <h1>
          <a href={hrefOf('source', { file: site.at.file, line: String(site.at.line) })}>
            {showPosition({ file: site.at.file, line: site.at.line }, nameFile)}
          </a>{' '}
          <span class="function">{safeText(site.function)}</span>
        </h1>
      </div>
      <p class="soft">{siteWords(site)}</p>
      <div class="why-tools">
        {at >= 0 ? (
          <span class="pager">
            <button type="button" class="button" disabled={at === 0} onClick={() => onStep(-1)}>
              ← <span class="off-screen">{words.previous}</span>
            </button>
            <span>{words.position(at + 1, of)}</span>
            <button type="button" class="button" disabled={at + 1 >= of} onClick={() => onStep(1)}>
              → <span class="off-screen">{words.next}</span>
            </button>
          </span>
        ) : null}
        <Command text={explainCommand(site, ready.head.report?.build)} />
      </div>
    </header>
  );
}

function Body({ answer }: { readonly answer: SiteAnswer }): JSX.Element {
  const { ready } = usePage();
  const { site, lever } = answer;
  const hidden = hiddenWords(site);
  const ways = waysOut(answer);
  const measurements = ready.head.report?.measurements;
  return (
    <>
      <div class="why-grid">
        <div class="stack">
          <Card title={words.because}>
            <p class="sentence">
              <Prose text={siteSentence(site)} />
            </p>
            {site.outcome === 'allocates' || site.outcome === 'merged' ? (
              <p>
                <Prose text={whySentence(answer)} />
              </p>
            ) : null}
            {hidden === undefined ? null : <p class="soft">{hidden}</p>}
            {site.cost || site.execution ? (
              <CostLines site={site} measurements={measurements} />
            ) : (
              <p class="soft">
                {words.costTitle}: {measurements ? words.notSampled : words.notMeasured}
              </p>
            )}
          </Card>
          <GraphCard answer={answer} />
        </div>
        <div class="stack">
          {ways.length > 0 ? (
            <Card title={words.waysOut}>
              <ul class="ways">
                {ways.map((way) => (
                  <li key={way}>
                    <Prose text={way} />
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
          <Card title={words.inlining}>
            {lever ? (
              <>
                <p>
                  <Prose
                    text={leverWords(lever, plainName(site.function), lever.lever === 'proven' ? showPosition(lever.at, nameFile) : '')}
                  />
                </p>
                {lever.lever === 'possible' ? <Budget cost={lever.cost} budget={lever.budget} /> : null}
              </>
            ) : (
              <p class="soft">{words.noLever}</p>
            )}
            <h3>{words.compiledCopies}</h3>
            <Copies site={site} />
          </Card>
          <Card title={words.evidence} class="evidence-card">
            <Evidence answer={answer} />
          </Card>
        </div>
      </div>
    </>
  );
}

function GraphCard({ answer }: { readonly answer: SiteAnswer }): JSX.Element {
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

/** How far a function is from being inlined. */
function Budget({ cost, budget }: { readonly cost: number; readonly budget: number }): JSX.Element {
  const most = Math.max(cost, budget);
  return (
    <div class="budget">
      <div class="budget-bar" aria-hidden="true">
        <span style={{ width: `${(cost / most) * 100}%` }} />
        <i style={{ left: `${(budget / most) * 100}%` }} />
      </div>
      <span class="soft">{words.budget(cost, budget)}</span>
    </div>
  );
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
