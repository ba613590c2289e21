import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ComparedBuild, InliningRow } from '../../src/model/build-comparison.ts';
import { inliningCellWords, inliningSummary, letterOf } from '../../src/view/build-comparison-words.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { grouped } from '../../src/view/numbers.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { nameFile } from '../state/context.ts';
import { Card } from './parts.tsx';

/** Functions that the builds decide otherwise about, with how many of their calls are inlined. */
export function Inlining({
  rows,
  builds,
}: {
  readonly rows: readonly InliningRow[];
  readonly builds: readonly ComparedBuild[];
}): JSX.Element {
  const [shown, setShown] = useState(20);
  return (
    <Card title={words.inlinedOtherwise} note={inliningSummary(rows)}>
      <div class="scroll-x" tabIndex={0} role="region" aria-label={words.inlinedOtherwise}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.columnNames.function}</th>
              {builds.map(({ label }, index) => (
                <th key={label} scope="col">
                  {letterOf(index)} <span class="soft">{safeText(label)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={`${row.package} ${row.function} ${row.at.line}`}>
                <th scope="row">
                  {safeText(row.function)} <span class="soft">{showPosition(row.at, nameFile)}</span>
                </th>
                {row.cells.map((cell, index) => (
                  <td key={index}>{inliningCellWords(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown ? (
        <button type="button" class="button" onClick={() => setShown(shown + 200)}>
          {grouped(rows.length - shown)} …
        </button>
      ) : null}
    </Card>
  );
}
