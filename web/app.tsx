import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LiveState } from '../src/model/page.ts';
import { keyRows, pageWords as words, viewNames, type ViewName } from '../src/view/messages/en/page.ts';
import { safeLines, safeText } from '../src/view/safe-text.ts';
import type { PageData, Ready } from './data/page-data.ts';
import { PageContext } from './state/context.ts';
import { notice } from './state/copy.ts';
import { onKey } from './state/keys.ts';
import { go, hrefOf, route, views } from './state/route.ts';
import { nextTheme, theme } from './state/theme.ts';
import { Empty } from './ui/parts.tsx';
import { Compare } from './views/compare.tsx';
import { Overview } from './views/overview.tsx';
import { Sites } from './views/sites.tsx';
import { Source } from './views/source.tsx';
import { Why } from './views/why.tsx';

const viewTable: Readonly<Record<ViewName, () => JSX.Element>> = {
  overview: Overview,
  sites: Sites,
  source: Source,
  why: Why,
  compare: Compare,
};

/** The whole page: a bar with the views, what is said above them, the view. */
export function App({ data }: { readonly data: PageData }): JSX.Element {
  const loaded = data.loaded.value;
  const { view } = route.value;
  const ready = loaded.state === 'ready' ? loaded : undefined;
  const [hasKeys, setKeys] = useState(false);
  const main = useRef<HTMLElement>(null);
  const wantsQuery = useRef(false);
  useLayoutEffect(
    () =>
      onKey(({ key }) => {
        const chosen = views[Number(key) - 1];
        if (chosen) go(chosen);
        else if (key === '?') setKeys((isOpen) => !isOpen);
        else if (key === 't') nextTheme();
        else if (key === '/') {
          wantsQuery.current = true;
          go('sites');
        } else if (key === 'c')
          (
            document.querySelector<HTMLButtonElement>('.chosen-bar .command button') ??
            document.querySelector<HTMLButtonElement>('.command button')
          )?.click();
        else return false;
        return true;
      }),
    [],
  );
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    // Another view: it is read from its beginning, by keyboard too. Not at the start, where the page begins with the bar.
    if (!isFirst.current) {
      window.scrollTo(0, 0);
      if (wantsQuery.current) document.querySelector<HTMLInputElement>('.query input')?.focus();
      else main.current?.focus({ preventScroll: true });
      wantsQuery.current = false;
    }
    isFirst.current = false;
    document.title = `${viewNames[view]} · ${titleOf(ready)} · stackward`;
  }, [view, ready !== undefined]);
  const asked = ready?.head.asked;
  useLayoutEffect(() => {
    // A page that was made with --where opens with its list, unless the address says otherwise.
    if (asked && window.location.hash === '') go('sites', { ...asked }, true);
  }, [asked]);
  // A comparison has no overview but itself.
  const View = view === 'overview' && ready && ready.head.shows !== 'report' ? Compare : viewTable[view];
  const context = useMemo(() => (ready ? { data, ready } : undefined), [data, ready]);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {words.skip}
      </a>
      <header class="bar">
        <a class="brand" href={hrefOf('overview')} aria-label="stackward">
          <Logo /> <span class="brand-name">stackward</span>
        </a>
        <span class="module" title={titleOf(ready)}>
          {titleOf(ready)}
        </span>
        <nav aria-label={words.views}>
          {views.map((name) => (
            <a key={name} href={hrefOf(name)} aria-current={name === view ? 'page' : undefined}>
              {viewNames[name]}
            </a>
          ))}
        </nav>
        <span class="bar-end">
          <button type="button" class="icon-button" title={`${words.theme}: ${words.themes[theme.value]} (t)`} onClick={nextTheme}>
            <ThemeIcon />
            <span class="off-screen">{`${words.theme}: ${words.themes[theme.value]}`}</span>
          </button>
          <button type="button" class="icon-button" title={`${words.keys} (?)`} onClick={() => setKeys(true)}>
            <span aria-hidden="true">?</span>
            <span class="off-screen">{words.keys}</span>
          </button>
        </span>
      </header>
      <LiveBar live={data.live.value} isConnected={data.isConnected.value} />
      <main id="main" ref={main} tabIndex={-1} class={`view-${view}`}>
        {loaded.state === 'failed' ? (
          <Empty tone="bad" title={words.damaged} next={`${words.damagedNext} (${loaded.reason})`} />
        ) : context ? (
          <PageContext.Provider value={context}>
            <View />
          </PageContext.Provider>
        ) : (
          <Reading
            done={loaded.state === 'loading' ? loaded.done : 0}
            of={loaded.state === 'loading' ? loaded.of : 0}
            isLive={data.live.value !== undefined}
          />
        )}
      </main>
      <div class="toast" role="status" aria-live="polite">
        {notice.value}
      </div>
      {hasKeys ? <Keys onClose={() => setKeys(false)} /> : null}
    </>
  );
}

function titleOf(ready: Ready | undefined): string {
  return safeText(ready?.head.title ?? '');
}

function Reading({ done, of, isLive }: { readonly done: number; readonly of: number; readonly isLive: boolean }): JSX.Element {
  return (
    <div class="reading" role="status">
      <div class="spinner" aria-hidden="true" />
      <p>{of > 0 ? words.readingSites(done, of) : isLive ? words.waiting : words.reading}</p>
    </div>
  );
}

/** Where a live page stands; nothing in a file. */
function LiveBar({ live, isConnected }: { readonly live: LiveState | undefined; readonly isConnected: boolean }): JSX.Element | null {
  if (!live) return null;
  return (
    <section class={`live ${isConnected ? '' : 'lost'} ${live.failed ? 'failed' : ''}`} aria-live="polite">
      <p>
        <span class="dot" aria-hidden="true" /> {words.live}
        {live.result > 0 ? ` · ${words.asOf(live.of)}` : ''}
        {isConnected ? '' : ` · ${words.disconnected}`}
        {isConnected && live.building !== undefined ? ` · ${words.building(live.building)}` : ''}
      </p>
      {live.failed ? (
        <details open>
          <summary>{words.buildFailed(live.failed.at)}</summary>
          <pre>{safeLines(live.failed.text)}</pre>
        </details>
      ) : null}
    </section>
  );
}

function Keys({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="keys"
      aria-labelledby="keys-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div>
        <h2 id="keys-title">{words.keys}</h2>
        <dl>
          {keyRows.map(([keys, does]) => (
            <div key={keys}>
              <dt>{keys.split(' ').map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </div>
    </dialog>
  );
}

function Logo(): JSX.Element {
  return (
    <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="3" y="15.5" width="18" height="5.5" rx="1.6" />
      <rect x="3" y="8.5" width="12" height="5.5" rx="1.6" opacity="0.65" />
      <path
        d="M17 12V3.5M13.5 6.5L17 3l3.5 3.5"
        fill="none"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

function ThemeIcon(): JSX.Element {
  const { value } = theme;
  return (
    <svg viewBox="0 0 16 16" class="icon" aria-hidden="true">
      {value === 'dark' ? (
        <path d="M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z" />
      ) : value === 'light' ? (
        <path d="M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1" />
      ) : (
        <>
          <circle cx="8" cy="8" r="5.5" />
          <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" class="filled" />
        </>
      )}
    </svg>
  );
}
