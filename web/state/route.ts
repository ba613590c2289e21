import { signal } from '@preact/signals';
import type { ViewName } from '../../src/view/messages/en/page.ts';

/** What is looked at, all of it in the address: `#sites?q=in:loop&sort=cost&site=3f9c`. */
export interface Route {
  readonly view: ViewName;
  readonly params: Readonly<Record<string, string>>;
}

export const views: readonly ViewName[] = ['overview', 'sites', 'source', 'why', 'compare'];

export const route = signal<Route>(readHash(window.location.hash));
window.addEventListener('hashchange', () => {
  const next = readHash(window.location.hash);
  if (formatHash(next) !== formatHash(route.value)) route.value = next;
});

/** The address of a view; parameters without value are left out. */
export function hrefOf(view: ViewName, params: Readonly<Record<string, string | undefined>> = {}): string {
  return formatHash({ view, params: defined(params) });
}

/** Goes to a view; `replace` leaves no step to go back to: for what changes with each key. */
export function go(view: ViewName, params: Readonly<Record<string, string | undefined>> = {}, replace = false): void {
  const next = { view, params: defined(params) };
  const hash = formatHash(next);
  if (hash === formatHash(route.value)) return;
  route.value = next;
  if (replace) window.history.replaceState(null, '', hash);
  else window.history.pushState(null, '', hash);
}

/** Changes some parameters of the view that is shown. */
export function change(params: Readonly<Record<string, string | undefined>>, replace = true): void {
  go(route.value.view, { ...route.value.params, ...params }, replace);
}

function defined(params: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}

function readHash(hash: string): Route {
  const [name = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const view = views.find((one) => one === name) ?? 'overview';
  return { view, params: Object.fromEntries(new URLSearchParams(query)) };
}

function formatHash({ view, params }: Route): string {
  const query = new URLSearchParams(params).toString();
  return `#${view}${query === '' ? '' : `?${query}`}`;
}
