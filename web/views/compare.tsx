import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { changes, type Change } from '../../src/model/change.ts';
import type { ComparedPlace, Comparison, Side } from '../../src/model/comparison.ts';
import { becauseWords, changeCauseWords, changeWords, comparisonSummary, comparisonWords } from '../../src/view/comparison-words.ts';
import { buildLine } from '../../src/view/build-line.ts';
import { changeNames, pageWords as words } from '../../src/view/messages/en/page.ts';
import { grouped } from '../../src/view/numbers.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { siteCause, siteWords } from '../../src/view/site-words.ts';
import { nameFile, usePage } from '../state/context.ts';
import { change, hrefOf, route } from '../state/route.ts';
import { Card, Command, Empty, Prose, useLater } from '../ui/parts.tsx';
import { SiteSign } from '../ui/outcome.tsx';
import { Problems } from '../ui/problems.tsx';
import { CompareBuilds } from './compare-builds.tsx';
import { FindingLine } from '../ui/findings.tsx';

/** Gate results and comparisons; a report of several builds is compared column by column. */
export function Compare(): JSX.Element {
  const { data, ready } = usePage();
  const { value: comparison, failed } = useLater(() => data.comparison(), [ready]);
  const { value: builds, failed: unread } = useLater(() => data.builds(), [ready]);
  const hasComparison = ready.head.shows !== 'report';
  if (failed !== undefined || unread !== undefined) return <Empty tone="bad" title={words.damaged} next={words.damagedNext} />;
  if (comparison) return <Changes comparison={comparison} />;
  if (builds) return <CompareBuilds comparison={builds} />;
  if (hasComparison) return <Empty title={words.reading} />;
  if (ready.head.report?.builds) return <Builds />;
  return <Empty title={words.noComparison} next={words.noComparisonNext} />;
}

/** Rows that are shown at first, and added with each step. */
const atOnce = 200;

function Changes({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  const { params } = route.value;
  const [shown, setShown] = useState(atOnce);
  const state = changes.find((one) => one === params['state']);
  const places = useMemo(() => comparison.places.filter((place) => state === undefined || place.state === state), [comparison, state]);
  const present = changes.filter((one) => one !== 'unchanged' && comparison.states[one] > 0);
  return (
    <div class="compare">
      <h1 class={`verdict ${comparison.findings.some(({ severity, known }) => severity === 'error' && !known) ? 'bad' : ''}`}>
        <Prose text={comparisonSummary(comparison)} />
      </h1>
      {comparison.files ? <Command text="stackward gate" /> : null}
      <header class="sides">
        <SideCard title={words.base} side={comparison.base} />
        <SideCard title={words.head} side={comparison.head} />
      </header>
      <Problems problems={comparison.problems} more={[]} />
      {comparison.findings.length > 0 ? (
        <Card title={words.findings}>
          <ul class="findings">
            {comparison.findings.map((finding) => (
              <FindingLine key={finding.id} finding={finding} />
            ))}
          </ul>
        </Card>
      ) : null}
      {comparison.causes.length > 0 ? (
        <Card title={words.changed}>
          <ul class="plain-list">
            {comparison.causes.map((cause) => (
              <li key={`${cause.kind} ${cause.name}`}>{changeCauseWords(cause)}</li>
            ))}
          </ul>
        </Card>
      ) : null}
      <div class="presets" role="group">
        <StateChip
          name={words.allStates}
          value={comparison.places.length}
          isOn={state === undefined}
          onClick={() => change({ state: '' })}
        />
        {present.map((one) => (
          <StateChip
            key={one}
            name={changeNames[one]}
            value={comparison.states[one]}
            isOn={state === one}
            onClick={() => change({ state: one })}
          />
        ))}
        <span class="soft">
          {grouped(comparison.states.unchanged)} {changeNames.unchanged}
        </span>
      </div>
      {places.length === 0 ? (
        <Empty title={words.noChanges} />
      ) : (
        <ul class="changes">
          {places.slice(0, shown).map((place, index) => (
            <PlaceLine key={index} place={place} />
          ))}
        </ul>
      )}
      {places.length > shown ? (
        <button type="button" class="button" onClick={() => setShown(shown + atOnce)}>
          {grouped(places.length - shown)} …
        </button>
      ) : null}
    </div>
  );
}

function StateChip(props: {
  readonly name: string;
  readonly value: number;
  readonly isOn: boolean;
  readonly onClick: () => void;
}): JSX.Element {
  return (
    <button type="button" class="chip" aria-pressed={props.isOn} onClick={props.onClick}>
      {props.name} <strong>{grouped(props.value)}</strong>
    </button>
  );
}

function SideCard({ title, side }: { readonly title: string; readonly side: Side }): JSX.Element {
  return (
    <section class="card side">
      <h2>
        {title}: {safeText(side.label)}
      </h2>
      {side.revision === undefined ? null : <code>{safeText(side.revision.slice(0, 12))}</code>}
      {side.build ? <p class="soft">{buildLine({ build: side.build, packages: [] })}</p> : null}
      {side.counts ? (
        <p>
          <strong class="big">{grouped(side.counts.outcomes.allocates)}</strong> {words.allocating(side.counts.outcomes.allocates)}
        </p>
      ) : null}
    </section>
  );
}

const signs: Readonly<Record<Change, string>> = { new: '+', worse: '▲', fixed: '−', moved: '→', 'other-reason': '≈', unchanged: '=' };

function PlaceLine({ place }: { readonly place: ComparedPlace }): JSX.Element | null {
  const { state, base, head, how = [] } = place;
  const site = head ?? base;
  if (!site) return null;
  return (
    <li class={`change ${state}`}>
      <span class="tag">
        <span aria-hidden="true">{signs[state] ?? '?'}</span> {changeNames[state] ?? state}
      </span>
      <SiteSign site={site} />
      <div>
        <a class="position" href={hrefOf('why', { site: site.id, line: String(site.at.line) })}>
          {showPosition({ file: site.at.file, line: site.at.line }, nameFile)}
        </a>{' '}
        <span class="function">{safeText(site.function)}</span>
        <p>{siteWords(site)}</p>
        {base && head && siteWords(base) !== siteWords(head) ? (
          <p class="soft">
            {words.base}: {siteWords(base)}
          </p>
        ) : null}
        {base && head && (base.at.file !== head.at.file || base.at.line !== head.at.line) ? (
          <p class="soft">
            {words.base}: {showPosition({ file: base.at.file, line: base.at.line }, nameFile)}
          </p>
        ) : null}
        {how.length > 0 ? <p>{changeWords(place)}</p> : null}
        {place.because ? (
          <p class="soft">
            {comparisonWords.because} <Prose text={becauseWords(place.because, (span) => showPosition(span, nameFile))} />
          </p>
        ) : null}
        {place.callers ? (
          <p class="soft">
            {comparisonWords.callers} {place.callers.map((span) => showPosition(span, nameFile)).join(', ')}
          </p>
        ) : null}
        {state === 'fixed' ? null : (
          <p class="soft">
            <Prose text={siteCause(site, nameFile)} />
          </p>
        )}
      </div>
    </li>
  );
}

/** Sites that do not stand the same in all builds of a report, one column for each. */
function Builds(): JSX.Element {
  const { ready } = usePage();
  const labels = ready.head.report?.builds?.map(({ label }) => label) ?? [];
  const [shown, setShown] = useState(atOnce);
  const sites = useMemo(() => ready.sites.filter((site) => site.in), [ready.sites]);
  if (sites.length === 0) return <Empty title={words.noChanges} />;
  return (
    <Card title={words.builds} note={words.onlyIn}>
      <div class="scroll-x" tabIndex={0} role="region" aria-label={words.builds}>
        <table class="plain builds">
          <thead>
            <tr>
              <th scope="col">{words.columnNames.position}</th>
              <th scope="col">{words.columnNames.what}</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  {safeText(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sites.slice(0, shown).map((site) => (
              <tr key={`${site.id} ${site.at.line}`}>
                <th scope="row">
                  <a href={hrefOf('why', { site: site.id, line: String(site.at.line) })}>
                    {showPosition({ file: site.at.file, line: site.at.line }, nameFile)}
                  </a>
                </th>
                <td>{siteWords(site, labels)}</td>
                {labels.map((label) => (
                  <td key={label}>{site.in?.find(({ build }) => build === label)?.outcome ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sites.length > shown ? (
        <button type="button" class="button" onClick={() => setShown(shown + atOnce)}>
          {grouped(sites.length - shown)} …
        </button>
      ) : null}
    </Card>
  );
}
