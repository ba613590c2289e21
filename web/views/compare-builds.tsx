import type { ComponentChildren, JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import {
  differenceKinds,
  type BuildComparison,
  type Cell,
  type ComparedBuild,
  type ComparedRow,
} from '../../src/model/build-comparison.ts';
import { arrangeRows } from '../../src/view/arrange-rows.ts';
import { benchmarkCommands } from '../../src/view/benchmark-commands.ts';
import {
  buildWords,
  claimLines,
  comparedLine,
  differenceLines,
  kindWord,
  letterOf,
  pinRowWords,
} from '../../src/view/build-comparison-words.ts';
import { groupRows, type RowGroup } from '../../src/view/compared-groups.ts';
import { changeCauseWords } from '../../src/view/comparison-words.ts';
import { siteCosts } from '../../src/view/cost-words.ts';
import type { Kind } from '../../src/view/drawing/treemap.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { grouped } from '../../src/view/numbers.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { nameFile } from '../state/context.ts';
import { change, route } from '../state/route.ts';
import { Inlining } from '../ui/inlining-table.tsx';
import { Card, Command, Empty, Prose } from '../ui/parts.tsx';
import { Sign } from '../ui/outcome.tsx';
import { Problems } from '../ui/problems.tsx';

/** Rows that are shown at first, and added with each step. */
const atOnce = 200;

/** Several builds side by side: columns are builds, rows are places that they do not agree on, each with what changes it and why. */
export function CompareBuilds({ comparison }: { readonly comparison: BuildComparison }): JSX.Element {
  const { params } = route.value;
  const { builds, rows, differ, causes, pins, inlining } = comparison;
  const kind = differenceKinds.find((one) => one === params['kind']);
  const isUnexplained = params['kind'] === 'unexplained';
  const text = params['find'] ?? '';
  const places = useMemo(() => arrangeRows(rows, { kind, isUnexplained, text }), [rows, kind, isUnexplained, text]);
  const unexplained = useMemo(() => arrangeRows(rows, { isUnexplained: true, text: '' }).length, [rows]);
  const commands = benchmarkCommands(comparison);
  return (
    <div class="compare">
      <h1 class="verdict">{comparedLine(comparison)}</h1>
      <ol class="sides">
        {builds.map((build, index) => (
          <BuildCard key={build.label} build={build} letter={letterOf(index)} builds={builds} />
        ))}
      </ol>
      <Problems problems={comparison.problems} more={[]} />
      {causes.length > 0 ? (
        <Card title={words.changed}>
          <ul class="plain-list">
            {causes.map(({ from, to, cause }) => (
              <li key={`${from} ${to} ${cause.kind} ${cause.name}`}>
                {letterOf(from)} → {letterOf(to)}: {changeCauseWords(cause)}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <div>
        {claimLines(comparison).map((line) => (
          <p key={line}>
            <Prose text={line} />
          </p>
        ))}
        {differenceLines(comparison).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div class="presets" role="group" aria-label={words.differences}>
        <Chip name={words.allStates} value={rows.length} isOn={kind === undefined && !isUnexplained} of="" />
        {differenceKinds
          .filter((one) => differ[one] > 0)
          .map((one) => (
            <Chip key={one} name={kindWord(one)} value={differ[one]} isOn={kind === one} of={one} />
          ))}
        {unexplained > 0 ? <Chip name={words.unexplained} value={unexplained} isOn={isUnexplained} of="unexplained" /> : null}
        <input
          type="search"
          class="find"
          placeholder={words.filterRows}
          aria-label={words.filterRows}
          value={text}
          onInput={(event) => change({ find: event.currentTarget.value })}
        />
      </div>
      <Rows rows={places} comparison={comparison} />
      {pins && pins.length > 0 ? (
        <Card title={words.pins}>
          <ul class="plain-list">
            {pins.map((pin) => (
              <li key={pin.id}>
                {showPosition(pin.at, nameFile)} {pinRowWords(pin)}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {inlining.length > 0 ? <Inlining rows={inlining} builds={builds} /> : null}
      {commands.length > 0 ? (
        <Card title={words.worthRunning}>
          <ul class="plain-list">
            {commands.map((command) => (
              <li key={command}>
                <Command text={command} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}

function BuildCard(props: {
  readonly build: ComparedBuild;
  readonly letter: string;
  readonly builds: readonly ComparedBuild[];
}): JSX.Element {
  const { build, letter, builds } = props;
  return (
    <li class={`card side ${build.state}`}>
      <h2>
        <span class="letter">{letter}</span> {buildWords(build, builds)}
      </h2>
      {build.flags.length > 0 ? <p class="soft">{safeText(build.flags.join(' '))}</p> : null}
    </li>
  );
}

function Chip(props: { readonly name: string; readonly value: number; readonly isOn: boolean; readonly of: string }): JSX.Element {
  return (
    <button type="button" class="chip" aria-pressed={props.isOn} onClick={() => change({ kind: props.of })}>
      {props.name} <strong>{grouped(props.value)}</strong>
    </button>
  );
}

function Rows({ rows, comparison }: { readonly rows: readonly ComparedRow[]; readonly comparison: BuildComparison }): JSX.Element {
  const [shown, setShown] = useState(atOnce);
  const groups = useMemo(() => groupRows({ rows }, true, show).flatMap((kind) => kind.groups), [rows]);
  if (groups.length === 0) return <Empty title={comparison.rows.length === 0 ? words.allAlike : words.noRowMatches} />;
  return (
    <>
      <BuildTable label={words.differences} builds={comparison.builds}>
        {groups.slice(0, shown).map((group, index) => (
          <Group key={index} group={group} comparison={comparison} />
        ))}
      </BuildTable>
      {groups.length > shown ? (
        <button type="button" class="button" onClick={() => setShown(shown + atOnce)}>
          {grouped(groups.length - shown)} …
        </button>
      ) : null}
    </>
  );
}

function BuildTable(props: {
  readonly label: string;
  readonly builds: readonly ComparedBuild[];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="scroll-x card" tabIndex={0} role="region" aria-label={props.label}>
      <table class="plain side-by-side">
        <thead>
          <tr>
            {props.builds.map(({ label }, index) => (
              <th key={label} scope="col" title={safeText(label)}>
                {letterOf(index)}
                <span class="off-screen">{safeText(label)}</span>
              </th>
            ))}
            <th scope="col">{words.place}</th>
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

/** Places that change in the same way for the same reasons. */
function Group({ group, comparison }: { readonly group: RowGroup; readonly comparison: BuildComparison }): JSX.Element | null {
  const [first, ...others] = group.rows;
  const [isWhole, setWhole] = useState(false);
  if (!first) return null;
  const { site, cells } = first;
  const named = isWhole ? others : others.slice(0, 6);
  return (
    <tr>
      {cells.map((cell, index) => (
        <td key={index} class="cell">
          <CellSign cell={cell} />
        </td>
      ))}
      <td>
        <span class="position">{show(site.at)}</span> <span class="function">{safeText(site.function)}</span> {group.words}
        {siteCosts(first, comparison.measurements).map((cost) => (
          <p key={cost} class="cost-line">
            {cost}
          </p>
        ))}
        {group.steps.map((step) => (
          <p key={`${step.from} ${step.to}`} class="step">
            <strong>
              {letterOf(step.from)} → {letterOf(step.to)}
            </strong>{' '}
            <Prose text={step.words} />
            {step.reasons.length === 0 ? (
              <span class="soft"> · {words.notExplained}</span>
            ) : (
              step.reasons.map((reason, index) => (
                <span key={index} class="reason">
                  <Prose text={reason} />
                </span>
              ))
            )}
          </p>
        ))}
        {named.length > 0 ? (
          <p class="step soft">
            {words.sameAt} {named.map((row) => show(row.site.at)).join(', ')}{' '}
            {others.length > named.length ? (
              <button type="button" class="button" onClick={() => setWhole(true)}>
                {words.moreCalls(others.length - named.length)}
              </button>
            ) : null}
          </p>
        ) : null}
      </td>
    </tr>
  );
}

function show(span: Parameters<typeof showPosition>[0]): string {
  return showPosition(span, nameFile);
}

/** Each way to stand has a shape of its own besides its colour. */
function CellSign({ cell }: { readonly cell: Cell }): JSX.Element {
  if (cell.state !== 'site')
    return (
      <span class="soft" title={words.cells[cell.state]}>
        <span aria-hidden="true">{cell.state === 'absent' ? '·' : cell.state === 'not-built' ? '–' : '?'}</span>
        <span class="off-screen">{words.cells[cell.state]}</span>
      </span>
    );
  const kind: Kind = cell.outcome === 'allocates' && (cell.said === 'stack' || cell.said === 'nothing') ? 'hidden' : cell.outcome;
  return <Sign kind={kind} />;
}
