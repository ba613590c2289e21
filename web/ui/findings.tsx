import type { JSX } from 'preact';
import type { Finding } from '../../src/model/finding.ts';
import type { PageHead } from '../../src/model/page.ts';
import { findingMessage } from '../../src/view/messages/en/findings.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { nameFile } from '../state/context.ts';
import { hrefOf } from '../state/route.ts';
import { Card, Prose } from './parts.tsx';

/** What rules and pins object to. */
export function Findings({ report }: { readonly report: NonNullable<PageHead['report']> }): JSX.Element {
  const { findings } = report;
  return (
    <Card title={words.findings}>
      {findings === undefined ? (
        <p class="calm-line">{words.noPolicy}</p>
      ) : findings.length === 0 ? (
        <p class="calm-line good">✓ {words.noFindings}</p>
      ) : (
        <ul class="findings">
          {findings.map((finding) => (
            <FindingLine key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      {report.problems.some(({ effect }) => effect !== 'notice') ? null : <p class="calm-line good">✓ {words.noProblems}</p>}
    </Card>
  );
}

export function FindingLine({ finding }: { readonly finding: Finding }): JSX.Element {
  const { what, next } = findingMessage(finding.code, finding.args);
  return (
    <li class={`finding ${finding.known ? 'known' : finding.severity}`}>
      <span class="tag">{finding.known ? 'known' : finding.severity}</span>{' '}
      <a
        href={
          finding.site === undefined
            ? hrefOf('source', { file: finding.anchor.file, line: String(finding.anchor.line) })
            : hrefOf('why', { site: finding.site })
        }
      >
        {showPosition(finding.anchor, nameFile)}
      </a>{' '}
      {safeText(what)}
      {finding.known ? <span class="detail"> {safeText(`${finding.known.by}: ${finding.known.reason}`)}</span> : null}
      {next === undefined ? null : (
        <span class="detail">
          {' '}
          → <Prose text={safeText(next)} />
        </span>
      )}
    </li>
  );
}
