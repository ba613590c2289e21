import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageSource } from '../../src/model/page.ts';
import type { Site } from '../../src/model/site.ts';
import { spaceOf } from '../../src/view/arrange-sites.ts';
import { kinds, kindOf } from '../../src/view/drawing/treemap.ts';
import { pageWords as words } from '../../src/view/messages/en/page.ts';
import { bytes, grouped } from '../../src/view/numbers.ts';
import { safeText } from '../../src/view/safe-text.ts';
import { siteWords } from '../../src/view/site-words.ts';
import { explainLineCommand } from '../state/commands.ts';
import { usePage } from '../state/context.ts';
import { onKey } from '../state/keys.ts';
import { change, go, hrefOf, route } from '../state/route.ts';
import { Line } from '../ui/code-line.tsx';
import { Explain } from '../ui/explain-line.tsx';
import { highlightGo } from '../ui/highlight.ts';
import type { LineFacts } from '../ui/line-facts.ts';
import { Command, Empty, useLater } from '../ui/parts.tsx';
import { Legend, SiteSign } from '../ui/outcome.tsx';
import { useVirtual } from '../ui/use-virtual.ts';

interface FileRow {
  readonly file: string;
  readonly sites: readonly number[];
  readonly allocating: number;
  readonly space: number;
}

export function Source(): JSX.Element {
  const { ready } = usePage();
  const { params } = route.value;
  const files = useMemo(() => listFiles(ready.sites), [ready.sites]);
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

/** Files with places, those that cost or hold most first. */
function listFiles(sites: readonly Site[]): readonly FileRow[] {
  const found = new Map<string, { file: string; sites: number[]; allocating: number; space: number }>();
  for (const [index, site] of sites.entries()) {
    let row = found.get(site.at.file);
    if (!row) found.set(site.at.file, (row = { file: site.at.file, sites: [], allocating: 0, space: 0 }));
    row.sites.push(index);
    row.space += spaceOf(site);
    if (site.outcome === 'allocates') row.allocating++;
  }
  return [...found.values()].toSorted((a, b) => b.space - a.space || b.allocating - a.allocating || (a.file < b.file ? -1 : 1));
}

/** Files in the list; more are found by the filter. */
const shownFiles = 300;

function Files({ files, file }: { readonly files: readonly FileRow[]; readonly file: string | undefined }): JSX.Element {
  const [filter, setFilter] = useState('');
  const [isOpen, setOpen] = useState(false);
  const some = files.filter((one) => one.file.toLowerCase().includes(filter.toLowerCase())).slice(0, shownFiles);
  return (
    <nav class={`files ${isOpen ? 'open' : ''}`} aria-label={words.files}>
      <button type="button" class="button files-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words.files} <span class="soft">{grouped(files.length)}</span>
      </button>
      <div class="files-body">
        <input
          type="search"
          placeholder={words.filterFiles}
          aria-label={words.filterFiles}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <ul>
          {some.map((one) => {
            const slash = one.file.lastIndexOf('/') + 1;
            return (
              <li key={one.file}>
                <a
                  href={hrefOf('source', { file: one.file })}
                  aria-current={one.file === file ? 'page' : undefined}
                  title={safeText(one.file)}
                  onClick={() => setOpen(false)}
                >
                  <span class="file-name">
                    {slash > 0 ? <span class="folder">{safeText(one.file.slice(0, slash))}</span> : null}
                    <span class="base">{safeText(one.file.slice(slash))}</span>
                  </span>
                  <span class="file-count">{one.space > 0 ? bytes(one.space) : grouped(one.allocating)}</span>
                </a>
              </li>
            );
          })}
        </ul>
      </div>
    </nav>
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

type Row = { readonly line: number } | { readonly fold: number; readonly lines: number } | { readonly explain: number };

const lineHeight = 21;

function Code({ source, sites }: { readonly source: PageSource; readonly sites: readonly number[] }): JSX.Element {
  const { ready } = usePage();
  const { params } = route.value;
  const lines = useMemo(() => highlightGo(source.text), [source]);
  const facts = useMemo(() => factsOf(source, sites, ready.sites), [source, sites, ready.sites]);
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
  const isMeasured = ready.sites.some(({ cost }) => cost) && [...facts.values()].some(({ space }) => space > 0);
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

function heatOf({ space, sites }: LineFacts, isMeasured: boolean): number {
  return isMeasured ? space : sites.length;
}

function keyOf(row: Row | undefined): string | number {
  if (!row) return '';
  return 'line' in row ? row.line : 'fold' in row ? `fold ${row.fold}` : `explain ${row.explain}`;
}

function factsOf(source: PageSource, sites: readonly number[], all: readonly Site[]): ReadonlyMap<number, LineFacts> {
  const facts = new Map<number, { sites: number[]; inlined: readonly number[]; space: number }>();
  const at = (line: number): { sites: number[]; inlined: readonly number[]; space: number } => {
    let one = facts.get(line);
    if (!one) facts.set(line, (one = { sites: [], inlined: [], space: 0 }));
    return one;
  };
  for (const index of sites) {
    const site = all[index];
    if (!site) continue;
    const one = at(site.at.line);
    one.sites.push(index);
    one.space += spaceOf(site);
  }
  for (const { line, sites: here } of source.inlined) at(line).inlined = here.filter((index) => all[index]?.outcome === 'allocates');
  for (const [line, one] of facts) if (one.sites.length + one.inlined.length === 0) facts.delete(line);
  return facts;
}

/** Lines, with those of functions without places as one row, and what is said of the chosen line below it. */
function rowsOf(
  source: PageSource,
  lines: number,
  facts: ReadonlyMap<number, LineFacts>,
  asked: number,
  isFolded: boolean,
  opened: ReadonlySet<number>,
): readonly Row[] {
  const hidden = new Map<number, number>();
  if (isFolded) {
    const marked = [...facts.keys()];
    const kept = source.functions.filter(
      ({ line, endLine }) => marked.some((one) => one >= line && one <= endLine) || (asked >= line && asked <= endLine),
    );
    let from = 1;
    const close = (to: number): void => {
      // Two lines are not worth a row that says so.
      if (to - from >= 2 && !opened.has(from) && !marked.some((one) => one >= from && one <= to)) hidden.set(from, to);
    };
    for (const { line, endLine } of kept) {
      close(line - 1);
      from = Math.max(from, endLine + 1);
    }
    close(lines);
  }
  const rows: Row[] = [];
  for (let line = 1; line <= lines; line++) {
    const to = hidden.get(line);
    if (to !== undefined) {
      rows.push({ fold: line, lines: to - line + 1 });
      line = to;
      continue;
    }
    rows.push({ line });
    if (line === asked && facts.has(line)) rows.push({ explain: line });
  }
  return rows;
}
