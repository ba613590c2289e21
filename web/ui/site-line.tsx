import type { JSX } from 'preact';
import type { Measurement } from '../../src/model/cost.ts';
import type { Site } from '../../src/model/site.ts';
import { spaceOf } from '../../src/view/arrange-sites.ts';
import { siteCosts } from '../../src/view/cost-words.ts';
import { showPosition } from '../../src/view/positions.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { siteWords } from '../../src/view/site-words.ts';
import { nameFile } from '../state/context.ts';
import { hrefOf } from '../state/route.ts';
import { SiteSign } from './outcome.tsx';

/** One site in a short list: a link to why it allocates. `most` is the cost that fills the bar. */
export function SiteLine(props: {
  readonly site: Site;
  readonly ordinal?: number;
  readonly most?: number;
  readonly measurements?: readonly Measurement[] | undefined;
}): JSX.Element {
  const { site, ordinal, most = 0, measurements } = props;
  const space = spaceOf(site);
  return (
    <a class="site-line" href={hrefOf('why', { site: site.id, line: String(site.at.line) })}>
      {ordinal === undefined ? null : <span class="ordinal">{ordinal}</span>}
      <SiteSign site={site} />
      <span class="site-text">
        <span class="site-where">
          <span class="position">{showPosition({ file: site.at.file, line: site.at.line }, nameFile)}</span>{' '}
          <span class="function">{safeText(site.function)}</span>
        </span>
        <span class="site-what">{siteWords(site)}</span>
        {siteCosts(site, measurements).map((text) => (
          <span key={text} class="site-cost">
            {text}
          </span>
        ))}
        {most > 0 && space > 0 ? (
          <span class="bar" aria-hidden="true">
            <span style={{ width: `${Math.max(1, (space / most) * 100)}%` }} />
          </span>
        ) : null}
      </span>
    </a>
  );
}
