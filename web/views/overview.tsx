import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { profileOf } from '../../src/model/cost.ts';
import type { PageHead } from '../../src/model/page.ts';
import type { Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { arrangeSites, listTest, spaceOf } from '../../src/view/arrange-sites.ts';
import { buildsTable } from '../../src/view/builds-table.ts';
import { costRows, coverageRows } from '../../src/view/cost-words.ts';
import { kinds, kindOf } from '../../src/view/drawing/treemap.ts';
import { funnelRows } from '../../src/view/funnel.ts';
import { elsewhereWords, failedWords, typeUnknownWords } from '../../src/view/list-words.ts';
import { kindNames, pageWords as words } from '../../src/view/messages/en/page.ts';
import { grouped } from '../../src/view/numbers.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { nameFile, usePage } from '../state/context.ts';
import { hrefOf } from '../state/route.ts';
import { checkCommand } from '../state/commands.ts';
import { CallsOut } from '../ui/calls-out.tsx';
import { Findings } from '../ui/findings.tsx';
import { Card, Command, Empty } from '../ui/parts.tsx';
import { Sign } from '../ui/outcome.tsx';
import { SiteLine } from '../ui/site-line.tsx';
import { Treemap } from '../ui/treemap.tsx';
import { Problems } from '../ui/problems.tsx';

type Small = NonNullable<PageHead['report']>;

export function Overview(): JSX.Element {
  const { ready } = usePage();
  const { head, sites } = ready;
  const { report } = head;
  if (!report) return <Empty title={words.noSites} />;
  const isMeasured = profileOf(report.measurements) !== undefined;
  return (
    <div class="overview">
      <Hero report={report} head={head} />
      <Problems problems={report.problems} more={unsaid(report)} />
      <Funnel report={{ ...report, sites }} />
      <div class="two">
        <Worst report={report} sites={sites} isMeasured={isMeasured} />
        <div class="stack">
          <Findings report={report} />
          <Costs report={report} sites={sites} />
          <CallsOut />
        </div>
      </div>
      {sites.length > 0 ? <Treemap sites={sites} isMeasured={isMeasured} /> : null}
      <p class="later">{words.later}</p>
    </div>
  );
}

function Hero({ report, head }: { readonly report: Small; readonly head: PageHead }): JSX.Element {
  const { build, counts, measurements = [] } = report;
  const failed = counts.packagesFailed === counts.packages && counts.packages > 0;
  const settings = [
    build.tags.length > 0 ? `-tags=${build.tags.join(',')}` : '',
    build.gcflags === '' ? '' : `-gcflags=${build.gcflags}`,
    ...(build.goflags ?? []),
    build.race ? '-race' : '',
    build.experiment === '' ? '' : `GOEXPERIMENT=${build.experiment}`,
    build.pgo.length > 0 ? `PGO ${build.pgo.map(({ file }) => file).join(', ')}` : '',
    build.deps === undefined ? '' : `--deps ${build.deps.join(' ')}`,
  ].filter(Boolean);
  const sources = { kept: words.sourcesKept(head.files.length), 'left-out': words.sourcesLeftOut, unknown: words.sourcesUnknown }[
    head.sources
  ];
  const facts: readonly (readonly [name: string, value: string, title?: string | undefined])[] = [
    [words.builtWith, `${build.go} · stackward ${build.stackward}`],
    [words.platform, report.builds ? report.builds.map(({ label }) => label).join(', ') : `${build.goos}/${build.goarch}`],
    [words.settings, settings.length > 0 ? settings.join(' ') : words.noSettings],
    [words.tests, build.tests ? words.withTests : words.withoutTests],
    [
      words.profile,
      measurements.length > 0 ? measurements.flatMap(({ files }) => files).join(', ') : words.notMeasured,
      measurements.length > 0 ? undefined : words.notMeasuredNext,
    ],
    [words.sources, sources],
  ];
  return (
    <header class="hero">
      <div>
        <p class="eyebrow">{build.modules.map(({ path }) => safeText(path)).join(', ')}</p>
        <h1>
          {failed ? (
            words.nothingBuilt
          ) : (
            <>
              <span class="big">{grouped(counts.outcomes.allocates)}</span> {words.allocating(counts.outcomes.allocates)}{' '}
              <span class="soft">{words.inPackages(counts.packages - counts.packagesFailed)}</span>
            </>
          )}
        </h1>
        <Command text={checkCommand('', '', '', report)} />
      </div>
      <dl class="facts">
        {facts.map(([name, value, title]) => (
          <div key={name} class={title === undefined ? '' : 'missing'} title={title}>
            <dt>{name}</dt>
            <dd>{safeText(value)}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

/** What the counts do not speak for. */
function unsaid({ counts, builds }: Small): string[] {
  const words = [failedWords(counts), elsewhereWords(counts), builds ? undefined : typeUnknownWords(counts)];
  return words.filter((one) => one !== undefined);
}

function Funnel({ report }: { readonly report: Report }): JSX.Element {
  const rows = useMemo(() => funnelRows(report), [report.counts, report.sites]);
  const byKind = useMemo(() => {
    const found = new Map<string, number>();
    for (const site of report.sites) found.set(kindOf(site), (found.get(kindOf(site)) ?? 0) + 1);
    return kinds.map((kind) => ({ kind, value: found.get(kind) ?? 0 })).filter(({ value }) => value > 0);
  }, [report.sites]);
  const stages = rows.filter(({ depth }) => depth === 0);
  const parts = rows.filter(({ depth }) => depth === 1);
  const measured = report.measurements ? report.sites.filter((site) => site.cost).length : undefined;
  return (
    <Card title={words.funnel}>
      {report.builds ? (
        <BuildsTable report={report} />
      ) : (
        <ol class="funnel">
          {stages.map(({ value, unit, detail }) => (
            <li key={unit}>
              <strong>{grouped(value)}</strong>
              <span class="unit">{unit}</span>
              {detail === '' ? null : <span class="detail">{detail}</span>}
            </li>
          ))}
          <li class="last">
            <strong>{grouped(report.counts.outcomes.allocates)}</strong>
            <span class="unit">{parts[0]?.unit}</span>
            <span class="detail">{measured === undefined ? words.notMeasured : words.measured(measured)}</span>
          </li>
        </ol>
      )}
      {report.sites.length > 0 ? (
        <div class="outcomes">
          <div class="stacked" aria-hidden="true">
            {byKind.map(({ kind, value }) => (
              <span key={kind} class={kind} style={{ flexGrow: value }} title={`${kindNames[kind]}: ${grouped(value)}`} />
            ))}
          </div>
          <ul class="outcome-rows">
            {byKind.map(({ kind, value }) => (
              <li key={kind}>
                <a
                  href={hrefOf('sites', {
                    q: kind === 'hidden' ? 'hidden:yes' : kind === 'allocates' ? 'outcome:allocates hidden:no' : `outcome:${kind}`,
                  })}
                >
                  <Sign kind={kind} label={false} />
                  <strong>{grouped(value)}</strong> {kindNames[kind]}
                </a>
                <span class="detail">{kind === 'hidden' ? '' : parts.find(({ unit }) => partOf(kind, unit))?.detail}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

function partOf(kind: string, unit: string): boolean {
  return unit === { allocates: 'allocate', paper: 'only on paper', merged: 'merged', unsettled: 'unsettled' }[kind];
}

function BuildsTable({ report }: { readonly report: Report }): JSX.Element {
  const rows = buildsTable(report);
  return (
    <div class="scroll-x" tabIndex={0}>
      <table class="plain">
        <caption class="off-screen">{words.builds}</caption>
        <tbody>
          {rows.map(({ unit, depth, cells }, index) => (
            <tr key={unit} class={index === 0 ? 'head' : depth === 1 ? 'part' : ''}>
              <th scope="row">{unit}</th>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Worst(props: { readonly report: Small; readonly sites: readonly Site[]; readonly isMeasured: boolean }): JSX.Element {
  const { report, sites, isMeasured } = props;
  const worst = useMemo(() => {
    const where = listTest(report, undefined);
    return arrangeSites(sites, { where, sort: isMeasured ? 'cost' : 'rank', group: 'none', top: 10 }).groups.flatMap(
      (group) => group.sites,
    );
  }, [report, sites, isMeasured]);
  const most = worst.reduce((sum, site) => Math.max(sum, spaceOf(site)), 0);
  return (
    <Card
      title={words.worst}
      note={isMeasured ? words.worstMeasured : words.worstRanked}
      actions={
        <a class="button" href={hrefOf('sites', { q: 'outcome:allocates', sort: isMeasured ? 'cost' : 'rank' })}>
          {words.allSites}
        </a>
      }
    >
      {worst.length === 0 ? (
        <Empty title={report.counts.packagesFailed === report.counts.packages ? words.nothingBuilt : words.nothingAllocates} />
      ) : (
        <ol class="site-lines">
          {worst.map((site, index) => (
            <li key={`${site.id} ${site.at.line}`}>
              <SiteLine site={site} ordinal={index + 1} most={most} measurements={report.measurements} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Costs({ report, sites }: { readonly report: Small; readonly sites: readonly Site[] }): JSX.Element {
  const { measurements = [] } = report;
  if (measurements.length === 0)
    return (
      <Card title={words.profile}>
        <Empty title={words.notMeasured} next={words.notMeasuredNext} />
      </Card>
    );
  const measured = sites.filter(({ cost }) => cost).length;
  return (
    <Card title={words.whereCosts}>
      {measurements.map((measurement) => {
        const { title, rows } = measurement.kind === 'coverage' ? coverageRows(measurement) : costRows(measurement, measured, nameFile);
        return (
          <div key={measurement.id} class="scroll-x" tabIndex={0}>
            <table class="plain">
              <caption>{title}</caption>
              <tbody>
                {rows.map(({ amount, share, words: text }) => (
                  <tr key={text}>
                    <td class="number">{amount}</td>
                    <td class="number">{share}</td>
                    <th scope="row">{text}</th>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </Card>
  );
}
