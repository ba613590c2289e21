import type { JSX } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { profileOf } from '../../src/model/cost.ts';
import type { SiteAnswer } from '../../src/model/explanation.ts';
import type { Site } from '../../src/model/site.ts';
import { arrangeSites, listTest } from '../../src/view/arrange-sites.ts';
import { leverWords, plainName, siteSentence } from '../../src/view/explain-site.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { hiddenWords, siteWords } from '../../src/view/site-words.ts';
import { waysOut } from '../../src/view/ways-out.ts';
import { explainCommand } from '../state/commands.ts';
import { nameFile, usePage } from '../state/context.ts';
import { onKey } from '../state/keys.ts';
import { go, hrefOf, route } from '../state/route.ts';
import { Copies, CostLines, Evidence, WhySentence } from '../ui/answer.tsx';
import { Card, Command, Empty, Prose, useLater } from '../ui/parts.tsx';
import { SiteSign } from '../ui/outcome.tsx';
import { GraphCard } from '../ui/chain-graph.tsx';

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
            <WhySentence answer={answer} />
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
