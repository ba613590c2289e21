import type { JSX } from 'preact';
import type { Site } from '../../src/model/site.ts';
import { kindOf, type Kind } from '../../src/view/drawing/treemap.ts';
import { kindMeanings, kindNames } from '../../src/view/messages/en/page.ts';

/** Each outcome has a shape of its own besides its colour. */
const shapes: Readonly<Record<Kind, JSX.Element>> = {
  allocates: <circle cx="8" cy="8" r="5.5" />,
  hidden: <path d="M8 1.5L14.5 8L8 14.5L1.5 8z" />,
  paper: <circle cx="8" cy="8" r="4.75" fill="none" stroke="currentColor" stroke-width="1.8" />,
  merged: <path d="M3 3h6v4h4v6H7V9H3z" />,
  unsettled: <path d="M8 2L14.5 13.5H1.5z" fill="none" stroke="currentColor" stroke-width="1.8" />,
};

/** The sign of an outcome; its name is read out and shown as title. */
export function Sign({ kind, label = true }: { readonly kind: Kind; readonly label?: boolean }): JSX.Element {
  const names = label ? ({ role: 'img', 'aria-label': kindNames[kind] } as const) : ({ 'aria-hidden': true } as const);
  return (
    <svg class={`sign ${kind}`} viewBox="0 0 16 16" fill="currentColor" {...names}>
      {label ? <title>{`${kindNames[kind]}: ${kindMeanings[kind]}`}</title> : null}
      {shapes[kind]}
    </svg>
  );
}

export function SiteSign({ site }: { readonly site: Site }): JSX.Element {
  return <Sign kind={kindOf(site)} />;
}

/** Signs with their names. */
export function Legend({ of }: { readonly of: readonly Kind[] }): JSX.Element {
  return (
    <ul class="legend">
      {of.map((kind) => (
        <li key={kind} title={kindMeanings[kind]}>
          <Sign kind={kind} label={false} /> {kindNames[kind]}
        </li>
      ))}
    </ul>
  );
}
