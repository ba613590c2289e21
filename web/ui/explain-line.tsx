import type { JSX } from 'preact';
import type { SiteAnswer } from '../../src/model/explanation.ts';
import { kindOf } from '../../src/view/drawing/treemap.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { siteWords } from '../../src/view/site-words.ts';
import { explainCommand } from '../state/commands.ts';
import { nameFile, usePage } from '../state/context.ts';
import { hrefOf } from '../state/route.ts';
import { ShortAnswer } from './answer.tsx';
import type { LineFacts } from './line-facts.ts';
import { SiteSign } from './outcome.tsx';
import { Command, Prose, useLater } from './parts.tsx';

/** What is known of a line, below it. */
export function Explain({ line, facts }: { readonly line: number; readonly facts: LineFacts | undefined }): JSX.Element {
  const { data, ready } = usePage();
  const indexes = facts?.sites.slice(0, 8) ?? [];
  const { value } = useLater(() => Promise.all(indexes.map((index) => data.answer(index))), [line, ready]);
  const answers =
    value?.filter((answer): answer is SiteAnswer => answer !== undefined) ??
    indexes.flatMap((index) => (ready.sites[index] ? [{ site: ready.sites[index], columns: [] }] : []));
  const inlined = facts?.inlined ?? [];
  return (
    <div class="explain">
      {answers.map((answer, index) => (
        <article key={index} class={kindOf(answer.site)}>
          <header>
            <SiteSign site={answer.site} />
            <span>{siteWords(answer.site)}</span>
            <a class="button" href={hrefOf('why', { site: answer.site.id, line: String(line) })}>
              {words.openWhy}
            </a>
            <Command text={explainCommand(answer.site, ready.head.report?.build)} />
          </header>
          <ShortAnswer answer={answer} measurements={ready.head.report?.measurements} />
        </article>
      ))}
      {facts && facts.calls.length > 0 ? (
        <article class="calls">
          <header>→ {words.callsHere(facts.calls.length)}</header>
          <ul>
            {facts.calls.slice(0, 8).map((call) => (
              <li key={call.callee}>
                <Prose text={call.words} />
              </li>
            ))}
          </ul>
        </article>
      ) : null}
      {inlined.length > 0 ? (
        <article class="inlined">
          <header>↳ {`${words.sitesOnLine(inlined.length)} ${words.inlinedHere}`}</header>
          <ul>
            {inlined.slice(0, 8).map((index) => {
              const site = ready.sites[index];
              return site ? (
                <li key={index}>
                  <SiteSign site={site} />{' '}
                  <a href={hrefOf('why', { site: site.id, line: String(site.at.line) })}>
                    {showPosition({ file: site.at.file, line: site.at.line }, nameFile)}
                  </a>{' '}
                  {safeText(site.function)}: {siteWords(site)}
                </li>
              ) : null;
            })}
          </ul>
        </article>
      ) : null}
    </div>
  );
}
