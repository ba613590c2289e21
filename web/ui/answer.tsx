import type { JSX } from 'preact';
import type { Measurement } from '../../src/model/cost.ts';
import type { SiteAnswer } from '../../src/model/explanation.ts';
import type { Site } from '../../src/model/site.ts';
import { causeWords, code } from '../../src/view/cause-words.ts';
import { endWords, parameterOf, stepWords } from '../../src/view/chain-words.ts';
import { siteCosts } from '../../src/view/cost-words.ts';
import { insideOf, leverWords, plainName, pronounOf, siteSentence } from '../../src/view/explain-site.ts';
import { explainWords } from '../../src/view/explain-answers.ts';
import { isInlinedCopy } from '../../src/view/inlined-copy.ts';
import { joinedWords, pageWords as words } from '../../src/view/messages/en/page.ts';
import { parameterWords } from '../../src/view/parameter-words.ts';
import { showCausePlace, showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { seenWords } from '../../src/view/seen-words.ts';
import { bufferOf, hiddenWords } from '../../src/view/site-words.ts';
import { waysOut } from '../../src/view/ways-out.ts';
import { nameFile } from '../state/context.ts';
import { hrefOf } from '../state/route.ts';
import { Prose } from './parts.tsx';

/** Why a site is on the heap, as one sentence; `explain` says the same. */
function whySentence({ site, chain }: SiteAnswer): string {
  const { cause } = site;
  const parameter = cause.code === 'passed-to-parameter' && chain ? parameterOf(chain, cause.args.callee) : undefined;
  const subject = pronounOf(site);
  const where = showCausePlace(site, (span) => showPosition(span, nameFile));
  return causeWords(parameter === undefined ? cause : { ...cause, args: { parameter, ...cause.args } }, {
    function: plainName(site.function),
    buffer: bufferOf(site),
    ...(where === undefined ? {} : { where }),
    ...(subject === undefined ? {} : { subject }),
  });
}

/** What is said of one site, in a few lines: in Source and beside lists. */
export function ShortAnswer({
  answer,
  measurements,
}: {
  readonly answer: SiteAnswer;
  readonly measurements: readonly Measurement[] | undefined;
}): JSX.Element {
  const { site, lever } = answer;
  const hidden = hiddenWords(site);
  const [way] = waysOut(answer);
  return (
    <div class="short-answer">
      <p class="sentence">
        <Prose text={siteSentence(site)} />
      </p>
      <CostLines site={site} measurements={measurements} />
      <WhySentence answer={answer} />
      {hidden === undefined ? null : <p class="soft">{hidden}</p>}
      {way === undefined ? null : (
        <p class="way">
          <Prose text={way} />
        </p>
      )}
      {lever ? (
        <p class="soft">
          <Prose text={leverWords(lever, plainName(site.function), lever.lever === 'proven' ? showPosition(lever.at, nameFile) : '')} />
        </p>
      ) : null}
    </div>
  );
}

export function CostLines({
  site,
  measurements,
}: {
  readonly site: Site;
  readonly measurements: readonly Measurement[] | undefined;
}): JSX.Element | null {
  const costs = siteCosts(site, measurements);
  return (
    <>
      {costs.map((text) => (
        <p key={text} class="cost-line">
          {text}
        </p>
      ))}
    </>
  );
}

/** The steps of a chain as a list, for those who do not look at the graph. */
export function ChainSteps({ answer }: { readonly answer: SiteAnswer }): JSX.Element | null {
  const { chain, site } = answer;
  if (!chain) return null;
  const end = endWords(chain);
  return (
    <ol class="steps">
      {chain.steps.map((step, index) => (
        <li key={index}>
          {step.at ? (
            <a class="position" href={hrefOf('source', { file: step.at.file, line: String(step.at.line) })}>
              {showPosition({ file: step.at.file, line: step.at.line }, nameFile)}
            </a>
          ) : null}{' '}
          <Prose text={stepWords(step, site.what)} />
        </li>
      ))}
      {end === undefined ? null : (
        <li class="end">
          <Prose text={end} />
        </li>
      )}
    </ol>
  );
}

/** The chain as lines of text, to be pasted. */
export function chainText(answer: SiteAnswer): string {
  const { chain, site } = answer;
  const steps =
    chain?.steps.map(
      ({ at, ...step }) =>
        `  ${at ? showPosition({ file: at.file, line: at.line }, nameFile) : ''}  ${stepWords({ ...step, ...(at ? { at } : {}) }, site.what)}`,
    ) ?? [];
  const end = chain && endWords(chain);
  return [siteSentence(site), whySentence(answer), ...steps, ...(end === undefined ? [] : [`  ${end}`])].join('\n') + '\n';
}

/** All else that is known of a site. */
export function Evidence({ answer }: { readonly answer: SiteAnswer }): JSX.Element {
  const { site, callee } = answer;
  const inside = insideOf(site);
  const leaks = callee?.parameters.filter((parameter) => parameter.to !== 'stays').map(parameterWords) ?? [];
  return (
    <dl class="evidence">
      <dt>{words.evidence}</dt>
      <dd>
        <Prose text={seenWords(site)} />
        {site.places[0] ? <span class="soft"> · {joinedWords(site.places[0].joined)}</span> : null}
      </dd>
      {inside.length > 0 ? (
        <>
          <dt>{explainWords.inside}</dt>
          <dd>
            <Prose text={explainWords.inlinedHere(inside.map(code))} />
          </dd>
        </>
      ) : null}
      {callee ? (
        <>
          <dt>{words.callee}</dt>
          <dd>
            <a href={hrefOf('source', { file: callee.at.file, line: String(callee.at.line) })}>{safeText(callee.name)}</a>{' '}
            {leaks.map((leak) => (
              <span key={leak} class="leak">
                <Prose text={leak} />
              </span>
            ))}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** Copies that are listed before they are only counted. */
const listed = 30;

/** Who inlines the place: where else the same text was compiled into. */
export function Copies({ site }: { readonly site: Site }): JSX.Element {
  const copies = site.places.filter((place) => isInlinedCopy(place, site));
  const spots = [
    ...new Map(
      copies.flatMap(({ inline, function: name }) => {
        const last = inline.at(-1);
        return last ? [[`${last.file}:${last.line}`, { ...last, name }] as const] : [];
      }),
    ).values(),
  ];
  const functions = new Set(copies.map((place) => place.function)).size;
  if (spots.length === 0) return <p class="soft">{words.inlinedNowhere}</p>;
  return (
    <>
      <p>{words.inlinedInto(functions)}</p>
      <ul class="copies">
        {spots.slice(0, listed).map(({ file, line, name }) => (
          <li key={`${file}:${line}`}>
            <a href={hrefOf('source', { file, line: String(line) })}>{showPosition({ file, line }, nameFile)}</a>{' '}
            <span class="function">{safeText(name)}</span>
          </li>
        ))}
        {spots.length > listed ? <li class="soft">{words.moreCopies(spots.length - listed)}</li> : null}
      </ul>
    </>
  );
}

/** Why it allocates, where it does. */
export function WhySentence({ answer }: { readonly answer: SiteAnswer }): JSX.Element | null {
  const { outcome } = answer.site;
  return outcome === 'allocates' || outcome === 'merged' ? (
    <p>
      <Prose text={whySentence(answer)} />
    </p>
  ) : null;
}
