import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageSource } from '../../src/model/page.ts';
import { kinds, kindOf } from '../../src/view/drawing/treemap.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { siteWords } from '../../src/view/site-words.ts';
import { explainLineCommand } from '../state/commands.ts';
import { usePage } from '../state/context.ts';
import { onKey } from '../state/keys.ts';
import { change, go, hrefOf, route } from '../state/route.ts';
import { Line } from '../ui/code-line.tsx';
import { Files, listFiles } from '../ui/file-list.tsx';
import { Explain } from '../ui/explain-line.tsx';
import { highlightGo } from '../ui/highlight.ts';
import { factsOf, heatOf, keyOf, rowsOf } from '../ui/source-rows.ts';
import { useCallsOut } from '../ui/use-calls-out.ts';
import { Command, Empty, useLater } from '../ui/parts.tsx';
import { Legend, SiteSign } from '../ui/outcome.tsx';
import { useVirtual } from '../ui/use-virtual.ts';

export function Source(): JSX.Element {
  const { ready } = usePage();
  const { params } = route.value;
  const files = useMemo(() => listFiles(ready.sites, new Set(ready.head.gone)), [ready]);
  const file = params['file'] ?? files[0]?.file;
  const row = files.find((one) => one.file === file);
  if (files.length === 0 && file === undefined) return <Empty title={words.noSites} />;
  return (
    <div class="source">
      <Files files={files} file={file} />
      <div class="code-side">
        {file === undefined ? <Empty title={words.noFile} /> : <File key={file} file={file} sites={row?.sites ?? []} />}
      </div>
    </div>
  );
}

function File({ file, sites }: { readonly file: string; readonly sites: readonly number[] }): JSX.Element {
  const { data, ready } = usePage();
  const { value, failed } = useLater(() => data.source(file), [file, ready]);
  const [last, setLast] = useState<PageSource | undefined>(undefined);
  useEffect(() => {
    if (value) setLast(value);
  }, [value]);
  const source = value ?? last;
  const isKept = ready.head.files.includes(file);
  return (
    <>
      <header class="file-head">
        <h1>{safeText(file)}</h1>
      </header>
      {failed !== undefined ? (
        <Empty tone="bad" title={words.damaged} next={words.damagedNext} />
      ) : source ? (
        <Code source={source} sites={sites} />
      ) : isKept ? (
        <Empty title={words.reading} />
      ) : (
        <NotKept file={file} sites={sites} />
      )}
    </>
  );
}

/** Without text: its places as a list. */
function NotKept({ file, sites }: { readonly file: string; readonly sites: readonly number[] }): JSX.Element {
  const { ready } = usePage();
  return (
    <>
      <Empty title={words.fileNotKept} next={words.fileNotKeptNext[ready.head.sources]} />
      <ul class="plain-list" aria-label={safeText(file)}>
        {sites.slice(0, 500).map((index) => {
          const site = ready.sites[index];
          return site ? (
            <li key={index}>
              <SiteSign site={site} />{' '}
              <a href={hrefOf('why', { site: site.id, line: String(site.at.line) })}>
                {site.at.line} {safeText(site.function)}
              </a>{' '}
              {siteWords(site)}
            </li>
          ) : null;
        })}
      </ul>
    </>
  );
}

const lineHeight = 21;

function Code({ source, sites }: { readonly source: PageSource; readonly sites: readonly number[] }): JSX.Element {
  const { ready } = usePage();
  const calls = useCallsOut();
  const { params } = route.value;
  const lines = useMemo(() => highlightGo(source.text), [source]);
  const facts = useMemo(() => factsOf(source, sites, ready.sites, calls), [source, sites, ready.sites, calls]);
  const asked = Number(params['line'] ?? 0);
  const isFolded = params['fold'] === '1';
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => rowsOf(source, lines.length, facts, asked, isFolded, opened), [source, lines, facts, asked, isFolded, opened]);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtual(box, {
    count: rows.length,
    heightOf: (index) => ('explain' in (rows[index] ?? {}) ? 150 : lineHeight),
    keyOf: (index) => keyOf(rows[index]),
  });
  const isMeasured = [...facts.values()].some(({ space }) => space > 0);
  const most = Math.max(1, ...[...facts.values()].map((one) => heatOf(one, isMeasured)));
  const toLine = (line: number): void => {
    const index = rows.findIndex((row) => 'line' in row && row.line === line);
    if (index >= 0) virtual.show(index, 'center');
  };
  useEffect(() => {
    if (asked > 0) toLine(asked);
    else if (!isFolded) {
      // The line that costs most, so that a file does not open on its imports.
      const hottest = [...facts].reduce(
        (best, [line, one]) => (heatOf(one, isMeasured) > best.heat ? { line, heat: heatOf(one, isMeasured) } : best),
        { line: 0, heat: 0 },
      );
      if (hottest.line > 0) toLine(hottest.line);
    }
  }, [source]);
  const marked = useMemo(() => [...facts.keys()].toSorted((a, b) => a - b), [facts]);
  useLayoutEffect(() =>
    onKey(({ key }) => {
      const isNext = key === 'j' || key === 'ArrowDown';
      if (!isNext && key !== 'k' && key !== 'ArrowUp') {
        const first = facts.get(asked)?.sites[0];
        const site = first === undefined ? undefined : ready.sites[first];
        if (
          key === 'Enter' &&
          site &&
          !(document.activeElement instanceof HTMLButtonElement) &&
          !(document.activeElement instanceof HTMLAnchorElement)
        ) {
          go('why', { site: site.id, line: String(site.at.line) });
          return true;
        }
        if (key === 'Escape' && asked > 0) {
          change({ line: '' });
          return true;
        }
        return false;
      }
      const next = isNext ? marked.find((line) => line > asked) : marked.findLast((line) => line < asked);
      if (next === undefined) return false;
      change({ line: String(next) });
      requestAnimationFrame(() => toLine(next));
      return true;
    }),
  );
  const present = kinds.filter((kind) => sites.some((index) => ready.sites[index] && kindOf(ready.sites[index]) === kind));
  const digits = String(lines.length).length;
  return (
    <>
      <div class="code-tools">
        <Legend of={present} />
        <label class="check">
          <input type="checkbox" checked={isFolded} onChange={() => change({ fold: isFolded ? '' : '1' })} /> {words.fold}
        </label>
        <span class="soft heat-legend" title={isMeasured ? words.heatBy.bytes : words.heatBy.sites}>
          {words.heat}: {isMeasured ? words.heatBy.bytes : words.heatBy.sites}
        </span>
        <Command text={asked > 0 ? explainLineCommand(source.file, asked) : `stackward check --where ${`file:${source.file}`}`} />
      </div>
      {virtual.printed ? <p class="printed">{words.printed(virtual.printed, rows.length)}</p> : null}
      <div class="code" ref={box} tabIndex={0} role="region" aria-label={safeText(source.file)} style={{ '--digits': `${digits + 1}ch` }}>
        <div class="code-body" style={{ height: `${virtual.height}px` }}>
          {virtual.rows.map(({ index, start, key }) => {
            const row = rows[index];
            if (!row) return null;
            const style = { transform: `translateY(${start}px)` };
            if ('explain' in row)
              return (
                <div key={key} class="explain-row" data-index={index} ref={virtual.measure} style={style}>
                  <Explain line={row.explain} facts={facts.get(row.explain)} />
                </div>
              );
            if ('fold' in row)
              return (
                <div key={key} class="line folded" style={style}>
                  <button type="button" onClick={() => setOpened(new Set([...opened, row.fold]))}>
                    ⋯ {words.foldedLines(row.lines)}
                  </button>
                </div>
              );
            const of = facts.get(row.line);
            return (
              <Line
                key={key}
                line={row.line}
                tokens={lines[row.line - 1] ?? []}
                facts={of}
                kindsHere={of ? of.sites.map((one) => ready.sites[one]).filter((site) => site !== undefined) : []}
                heat={of ? heatOf(of, isMeasured) / most : 0}
                isMeasured={isMeasured}
                isAsked={row.line === asked}
                style={style}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
